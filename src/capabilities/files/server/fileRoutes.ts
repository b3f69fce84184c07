import type { FastifyReply, FastifyRequest } from 'fastify';
import { anyMember } from '#directory/model/contract.ts';
import type { FileId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Identity } from '#platform/server/connection.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { RateLimit } from '#platform/server/limits.ts';
import { isFromElsewhere, type Server, SESSION_COOKIE, tokenOf } from '#platform/server/serve.ts';
import type { Settings } from '#platform/server/settings.ts';
import { SLICE_BYTES_MAX } from '../model/contract.ts';
import { playedType } from '../model/kinds.ts';
import { savedAs } from '../model/naming.ts';
import { partOf } from '../model/range.ts';
import type { Disk, Form } from './disk.ts';
import { findFile, type FileRow } from './store/files.ts';
import type { Uploads } from './uploads.ts';

/** What one asks for: a form that is kept, or the whole to be played. */
type Asked = Form | 'media';

/** May this member see the file that hangs there? Asked at every request. */
export type MaySee = (who: Identity, holder: string, place: string, fileId: FileId) => Promise<boolean>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FORMS: readonly string[] = ['whole', 's', 'm', 'l', 'media'] satisfies Asked[];
const SLICE_TYPE = 'application/offset+octet-stream';
/** A page without scripts, forms or an origin, if somebody should make one of an upload after all. */
const NOTHING_ALLOWED = "default-src 'none'; sandbox";

interface Wired {
  readonly house: House;
  readonly settings: Settings;
  readonly disk: Disk;
  readonly uploads: Uploads;
  readonly maySee: MaySee;
}

/** `PATCH /files/upload/<id>` takes a slice of a file; `GET /files/<id>/<form>?company=<id>` gives it to who may see it. */
export function fileRoutes(server: Server, wired: Wired): void {
  const { house, settings, uploads } = wired;
  const perCaller = new RateLimit(30, 200);
  // The bytes are not collected anywhere: they go to the disk as they come.
  server.addContentTypeParser(SLICE_TYPE, (_request, bytes, done) => done(null, bytes));

  server.patch<{ Params: { id: string } }>('/files/upload/:id', async (request, reply) => {
    const { id } = request.params;
    const length = wholeNumber(request.headers['content-length']);
    if (length > SLICE_BYTES_MAX) {
      // Nobody reads so much only to throw it away.
      reply.header('connection', 'close');
      throw new Refused(refuse('files.sliceWrong', { max: SLICE_BYTES_MAX }));
    }
    const isSlice = request.headers['content-type'] === SLICE_TYPE;
    if (!isSlice || isFromElsewhere(request, settings)) throw new Refused(refuse('platform.forbidden'));
    if (!UUID.test(id)) throw new Refused(refuse('files.unknown'));
    const company = request.headers['x-company'];
    const who = await callerOf(house, request, typeof company === 'string' ? company : null);
    if (!perCaller.take(who.sessionId, performance.now())) throw new Refused(refuse('platform.tooOften'));
    const slice = {
      id: id as FileId,
      offset: wholeNumber(request.headers['upload-offset']),
      length,
      bytes: request.body as AsyncIterable<Buffer>,
    };
    const received = await uploads.take(house.database, who, house.now(), slice);
    return reply.code(204).header('upload-offset', received).send();
  });

  server.get<{ Params: { id: string; form: string }; Querystring: { company?: unknown } }>(
    '/files/:id/:form',
    async (request, reply) => {
      const { company } = request.query;
      const who = await callerOf(house, request, typeof company === 'string' ? company : null);
      const { id, form } = request.params;
      const file = UUID.test(id) && FORMS.includes(form) ? await shown(wired, who, id as FileId) : null;
      if (file === null || file.sha256 === null) throw new Refused(refuse('platform.notFound'));
      return give(wired.disk, request, reply, { file, form: form as Asked, who });
    },
  );
}

/** The file, for whoever may see what it hangs on; nobody else learns that there is one. */
async function shown({ house, maySee }: Wired, who: Identity, id: FileId): Promise<FileRow | null> {
  const { companyId } = who;
  const file = await house.database.transaction(companyId, (tx) => findFile({ tx, companyId }, id), 'read');
  if (file === null || file.holder === null || file.place === null) return null;
  return (await maySee(who, file.holder, file.place, id)) ? file : null;
}

async function give(
  disk: Disk,
  request: FastifyRequest,
  reply: FastifyReply,
  { file, form, who }: { file: FileRow; form: Asked; who: Identity },
): Promise<FastifyReply> {
  const tag = `"${(file.sha256 as Buffer).toString('hex').slice(0, 32)}-${form}"`;
  reply
    .header('etag', tag)
    // A browser may keep it, and has to ask each time whether it may still show it.
    .header('cache-control', 'private, no-cache')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', NOTHING_ALLOWED)
    .header('cross-origin-resource-policy', 'same-origin');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  const whose = { companyId: who.companyId, id: file.id };
  const played = form === 'media' ? playedType(await disk.headOf(whose, 'whole').catch(() => '')) : null;
  const kept = form === 'media' && played === null ? null : await disk.read(whose, form === 'media' ? 'whole' : form);
  // Taken back between the two questions.
  if (kept === null) throw new Refused(refuse('platform.notFound'));
  const resumed = request.headers['if-range'];
  const part = resumed === undefined || resumed === tag ? partOf(request.headers.range, kept.size) : null;
  // What was made here from pixels is a picture and may be shown as one; sound and film may be played, as what their first bytes say they
  // are; anything else that somebody brought is only ever saved.
  if (played !== null) reply.type(played).header('content-disposition', 'inline');
  else if (form === 'whole') {
    reply.type(file.type ?? 'application/octet-stream').header('content-disposition', savedAs(file.name));
  } else reply.type('image/webp').header('content-disposition', 'inline');
  reply.header('accept-ranges', 'bytes');
  if (part === 'none') {
    kept.close();
    return reply.code(416).header('content-range', `bytes */${kept.size}`).send();
  }
  if (part !== null) reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${kept.size}`);
  reply.header('content-length', part === null ? kept.size : part.to - part.from + 1);
  return reply.send(kept.stream(part));
}

function callerOf(house: House, request: FastifyRequest, companyId: string | null): Promise<Identity> {
  const token = tokenOf(request.headers, request.cookies[SESSION_COOKIE]);
  return house.identify({ token, companyId, edge: noEdge }, { allow: anyMember });
}

/** A header that is a number; -1 for anything else. */
function wholeNumber(text: string | string[] | undefined): number {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : -1;
}
