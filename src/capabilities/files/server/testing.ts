import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { type Caller, TestHouse } from '#directory/server/testing.ts';
import { newId } from '#platform/server/house.ts';
import { refusalOf, type Server, SESSION_COOKIE } from '#platform/server/serve.ts';
import { readSettings } from '#platform/server/settings.ts';
import type { FileLimits } from '../model/bringing.ts';
import type { Attachment } from '../model/contract.ts';
import { makeFiles } from './index.ts';

const PLENTY: FileLimits = { file: 1e9, member: 1e10, company: 1e11 };

/** A house with files on a folder of its own, and the addresses through which browsers bring and fetch them. */
export async function openTestFiles(limits: FileLimits = PLENTY) {
  const folder = mkdtempSync(join(tmpdir(), 'tautline-files-'));
  const files = makeFiles({ folder, limits });
  const world = await TestHouse.open([files.capability]);
  // Only what the routes lean on: cookies, and a refusal's status.
  const app = Fastify();
  await app.register(cookie);
  app.setErrorHandler((error, _request, reply) => {
    const { code, facts } = refusalOf(error);
    return reply.code(code === 'platform.fault' ? 500 : 404).send({ code, facts });
  });
  const server = app as unknown as Server;
  files.routes(server, world.house, readSettings({ PUBLIC_URL: 'http://localhost' }, []));

  const headersOf = (caller: Caller, offset: number) => ({
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    'x-company': String(caller.companyId),
    cookie: `${SESSION_COOKIE}=${caller.credentials.token}`,
  });

  /** Sends a slice as a browser does. */
  const slice = (caller: Caller, id: string, offset: number, bytes: Buffer, more: Record<string, string> = {}) =>
    server.inject({
      method: 'PATCH',
      url: `/files/upload/${id}`,
      headers: { ...headersOf(caller, offset), ...more },
      // A copy: what is taken in gives its memory back.
      payload: Buffer.from(bytes),
    });

  /** Brings a file from its first byte to the last. */
  async function bring(caller: Caller, bytes: Buffer, name = 'a.bin', id = newId()): Promise<Attachment> {
    await caller.call('files.startUpload', { id, name, size: bytes.length });
    const answer = await slice(caller, id, 0, bytes);
    if (answer.statusCode !== 204) throw new Error(answer.body);
    return caller.call<Attachment>('files.finishUpload', { id });
  }

  const get = (caller: Caller | null, id: string, form = 'whole', headers: Record<string, string> = {}) =>
    server.inject({
      url: `/files/${id}/${form}?company=${caller?.companyId ?? ''}`,
      headers: { ...headers, ...(caller === null ? {} : { cookie: headersOf(caller, 0).cookie }) },
    });

  /** Hangs files on a place that only some may see. */
  const hang = (caller: Caller, ids: readonly string[], place: string) =>
    world.house.runAs(
      { companyId: caller.companyId as never, memberId: caller.memberId as never, role: 'member' },
      (ctx) => files.attach(ctx, ids as never, 'test', place),
    );

  return {
    world,
    files,
    folder,
    server,
    slice,
    bring,
    get,
    hang,
    async [Symbol.asyncDispose]() {
      await server.close();
      await world[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
