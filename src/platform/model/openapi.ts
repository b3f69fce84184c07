import { z } from 'zod';
import { type AnyCall, type Contract, platformRefusals } from './contract.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of these contracts, by capability name: one POST a call, refusals by status. */
export function openApi(contracts: Readonly<Record<string, Contract>>, version: string): Json {
  const paths: Json = {};
  for (const [capability, calls] of Object.entries(contracts)) {
    for (const [name, call] of Object.entries(calls)) {
      paths[`/api/${capability}.${name}`] = { post: operation(`${capability}.${name}`, capability, call) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tautline', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'A session token; browsers send it as a cookie.' },
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'requestId'],
          properties: {
            code: { type: 'string' },
            facts: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
            requestId: { type: 'string' },
          },
        },
      },
    },
  };
}

function operation(id: string, tag: string, call: AnyCall): Json {
  const refusals = [...call.refusals, ...platformRefusals];
  const { allow } = call;
  const inCompany = typeof allow !== 'string';
  return {
    operationId: id,
    tags: [tag],
    summary: call.summary,
    description: `Allowed: ${inCompany ? allow.join(', ') : allow}.`,
    ...(call.allow === 'anyone' ? { security: [] } : { security: [{ session: [] }] }),
    ...(inCompany
      ? {
          parameters: [{ name: 'x-company', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }],
        }
      : {}),
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(call.input) } } },
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: schemaOf(call.output) } } },
      default: {
        description: `Refused: ${refusals.join(', ')}.`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
  };
}

/** What goes over the wire: moments are ISO text there, so both sides are described in their encoded form. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  }) as Json;
  return json;
}
