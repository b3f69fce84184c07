import type { Contract } from '#platform/model/contract.ts';
import { openApi } from '#platform/model/openapi.ts';
import type { House } from '#platform/server/house.ts';
import type { Server } from '#platform/server/serve.ts';
import { version } from './version.ts';

/** The OpenAPI document at /api/openapi.json, and a page of it for people at /api/docs: no script, so the strict policy holds. */
export function apiPage(server: Server, house: House): void {
  const contracts = Object.fromEntries(house.capabilities.map(({ name, calls }) => [name, calls]));
  const document = openApi(contracts, version);
  const page = pageOf(contracts, document as unknown as Document);
  server.get('/api/openapi.json', () => document);
  server.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}

interface Document {
  readonly paths: Readonly<Record<string, { post: Operation }>>;
}

interface Operation {
  readonly requestBody: { content: Record<string, { schema: unknown }> };
  readonly responses: Record<string, { description: string; content: Record<string, { schema: unknown }> }>;
}

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  summary { cursor: pointer; padding: .4rem 0; }
  code, pre { font-family: ui-monospace, monospace; font-size: 13px; }
  pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: 6px; }
  details details { margin-left: 1rem; }
`;

function pageOf(contracts: Readonly<Record<string, Contract>>, document: Document): string {
  const sections = Object.entries(contracts).map(([capability, calls]) => {
    const rows = Object.entries(calls).map(([name, call]) => {
      const operation = document.paths[`/api/${capability}.${name}`]?.post;
      const allow = typeof call.allow === 'string' ? call.allow : call.allow.join(', ');
      return `<details><summary><code>POST /api/${capability}.${name}</code> ${escape(call.summary)}</summary>
        <p>Allowed: ${escape(allow)}. Refusals: ${escape(call.refusals.join(', ') || 'only the common ones')}.</p>
        <details open><summary>Input</summary>${schema(operation?.requestBody.content)}</details>
        <details open><summary>Output</summary>${schema(operation?.responses['200']?.content)}</details></details>`;
    });
    return `<h2>${capability}</h2>${rows.join('')}`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tautline API</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head><body>
    <h1>Tautline API</h1>
    <p>Every call is a POST of JSON. Sign in with <code>identity.signIn</code>; browsers keep the cookie, others send
    <code>authorization: Bearer …</code>. Calls inside a company name it in the header <code>x-company</code>.
    The same calls go over the socket at <code>/live</code>. <a href="/api/openapi.json">OpenAPI 3.1 document</a>.</p>
    ${sections.join('')}</body></html>`;
}

function schema(content: Record<string, { schema: unknown }> | undefined): string {
  return `<pre>${escape(JSON.stringify(content?.['application/json']?.schema ?? {}, null, 2))}</pre>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
