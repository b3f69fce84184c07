import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { WebSocket } from 'ws';
import type { Role } from '#directory/model/contract.ts';
import { makeGatewayKey, makePushKeys } from '#outbox/server/index.ts';
import { Egress } from '#platform/server/egress.ts';
import { quietLogger } from '#platform/server/log.ts';
import { readSettings } from '#platform/server/settings.ts';
import { freshDatabase } from '#platform/server/testing.ts';
import { startProduct } from './product.ts';

export const PASSWORD = 'kites over the harbour';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { code?: string };
}

/** Somebody at a browser of his own: a session, and perhaps a company. */
export interface Person {
  readonly token: string | null;
  readonly companyId: string | null;
  readonly memberId: string | null;
}

export const nobody: Person = { token: null, companyId: null, memberId: null };

/** The next frame of a socket, or a moment without one. */
function frameOrLater(ws: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(later);
      ws.off('message', go);
      resolve();
    };
    const later = setTimeout(go, 10);
    ws.on('message', go);
  });
}

/** The whole product on a database of its own, listening; spoken to through its fronts only. */
export async function openTestProduct() {
  const fresh = await freshDatabase();
  const settings = {
    ...readSettings({ PORT: '0', HOST: '127.0.0.1', TAUTLINE_CLIENT: 'off' }, []),
    dataFolder: mkdtempSync(path(tmpdir(), 'tautline-files-')),
  };
  const secrets = {
    ...{ databaseOwner: '', databaseApp: '', setup: 'the-link-of-the-first-start' },
    ...{ push: makePushKeys(), gateways: makeGatewayKey() },
  };
  const data = { secrets, ownerUrl: fresh.ownerUrl, appUrl: fresh.appUrl, close: () => Promise.resolve() };
  // Push services of the tests are on this machine.
  const product = await startProduct(settings, data, quietLogger, new Egress({ allowLoopback: true }));
  const { port } = new URL(product.url);
  const base = `http://127.0.0.1:${port}`;
  let serial = 0;

  async function callOnce(
    as: Person,
    name: string,
    input: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${base}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(as.token === null ? {} : { authorization: `Bearer ${as.token}` }),
        ...(as.companyId === null ? {} : { 'x-company': as.companyId }),
        ...headers,
      },
      body: typeof input === 'string' ? input : JSON.stringify(input),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
  }

  /** One call and its answer. Who asks too often waits, as the client does: a test asks faster than any member. */
  async function call(
    as: Person,
    name: string,
    input: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 25))) {
      const answer = await callOnce(as, name, input, headers);
      if (answer.body.code !== 'platform.tooOften' || Date.now() > end) return answer;
    }
  }

  /** The same, for calls that must succeed. */
  async function must<T = Record<string, never>>(as: Person, name: string, input: unknown = {}): Promise<T> {
    const { status, body } = await call(as, name, input);
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    return body as T;
  }

  /** A new account, signed in, in no company. */
  async function account(name = `person${++serial}`): Promise<Person> {
    const response = await fetch(`${base}/api/identity.signUp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        accountName: `${name}-${++serial}@example.com`,
        password: PASSWORD,
        name,
        language: 'en',
      }),
    });
    const token = /tautline_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
    if (token === undefined) throw new Error(`no session: ${await response.text()}`);
    return { token, companyId: null, memberId: null };
  }

  /** A company with its owner. */
  async function company(name = 'Acme'): Promise<Person> {
    const owner = await account(`${name}-owner`);
    const input = { name, timeZone: 'Asia/Shanghai', preset: 'balanced' };
    return {
      ...owner,
      ...(await must<{ companyId: string; memberId: string }>(owner, 'directory.createCompany', input)),
    };
  }

  /** Somebody who joined by an invite with this role. */
  async function join(owner: Person, role: Role, name: string = role): Promise<Person> {
    const { link } = await must<{ link: string }>(owner, 'directory.createInvite', {
      role,
      departmentId: null,
      days: 7,
      uses: 1,
    });
    const joiner = await account(name);
    const invite = link.split('/').at(-1);
    const joined = await must<{ companyId: string; memberId: string; status: string }>(
      joiner,
      'directory.acceptInvite',
      { invite, name },
    );
    if (joined.status === 'waiting') {
      await must(owner, 'directory.answerJoinRequest', { memberId: joined.memberId, approve: true });
    }
    return { ...joiner, companyId: joined.companyId, memberId: joined.memberId };
  }

  /** An open socket that collects its frames. `since` null: a first load. */
  async function socket(as: Person, { since = null as number | null, headers = {} } = {}) {
    const query = `company=${as.companyId}${since === null ? '' : `&since=${since}`}`;
    const frames: Record<string, unknown>[] = [];
    const ws = new WebSocket(`ws://127.0.0.1:${port}/live?${query}`, {
      headers: { ...(as.token === null ? {} : { authorization: `Bearer ${as.token}` }), ...headers },
    });
    ws.setMaxListeners(0);
    ws.on('message', (text: Buffer) => frames.push(JSON.parse(text.toString()) as Record<string, unknown>));
    const closed = new Promise<number>((resolve) => ws.once('close', resolve));
    await once(ws, 'open');
    let n = 0;
    /** Looks with every frame that comes, and now and then: what is looked for may lie elsewhere. */
    const until = async <T>(find: () => T | undefined): Promise<T> => {
      for (const end = Date.now() + 6_000; ; await frameOrLater(ws)) {
        const found = find();
        if (found !== undefined) return found;
        if (Date.now() > end) throw new Error(`nothing came; frames: ${JSON.stringify(frames).slice(0, 500)}`);
      }
    };
    return {
      ws,
      frames,
      closed,
      until,
      async call(name: string, input: unknown = {}): Promise<{ ok?: Record<string, unknown>; no?: { code: string } }> {
        const mine = ++n;
        ws.send(JSON.stringify({ n: mine, call: name, input }));
        return until(() => frames.find((frame) => frame['n'] === mine));
      },
    };
  }

  return {
    ...product,
    fresh,
    dataFolder: settings.dataFolder,
    base,
    call,
    callOnce,
    must,
    account,
    company,
    join,
    socket,
    async [Symbol.asyncDispose]() {
      await product.stop();
      await fresh[Symbol.asyncDispose]();
      rmSync(settings.dataFolder, { recursive: true, force: true });
    },
  };
}
