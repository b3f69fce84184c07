import { anyMember } from '#directory/model/contract.ts';
import { lockFor, noteViews, writeLedger } from '#directory/server/index.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { isFromElsewhere, type Server, SESSION_COOKIE, tokenOf } from '#platform/server/serve.ts';
import type { Settings } from '#platform/server/settings.ts';
import type { ExportId } from '../model/contract.ts';
import { canFetch } from '../model/keys.ts';
import type { Shelf } from './shelf.ts';
import * as store from './store/exports.ts';
import { tell } from './telling.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `GET /records/<id>/copy.zip?company=<id>` gives a copy to whoever asked for it, in a session of his own, while it is kept. To anybody else
 * there is no such copy. Fetching an export of the company is in the ledger before its first byte leaves.
 */
export function copyRoute(server: Server, house: House, settings: Settings, shelf: Shelf): void {
  server.get<{ Params: { id: string }; Querystring: { company?: unknown } }>(
    '/records/:id/copy.zip',
    async (request, reply) => {
      const { company } = request.query;
      const { id } = request.params;
      // A page of somebody else's does not make anybody fetch.
      if (isFromElsewhere(request, settings)) throw new Refused(refuse('platform.forbidden'));
      const token = tokenOf(request.headers, request.cookies[SESSION_COOKIE]);
      const companyId = typeof company === 'string' ? company : null;
      const who = await house.identify({ token, companyId, edge: noEdge }, { allow: anyMember });
      if (!UUID.test(id)) throw new Refused(refuse('platform.notFound'));
      const row = await house.runAs(who, async (ctx) => {
        const seen = await store.findExport(ctx, id as ExportId);
        if (seen === null || !canFetch(who, seen, ctx.now)) throw new Refused(refuse('platform.notFound'));
        if (seen.kind === 'own') return seen;
        // Whose role ended while he waited here fetches no more.
        const role = await lockFor(ctx, anyMember);
        const row = await store.lockExport(ctx, seen.id);
        if (row === null || !canFetch({ ...who, role }, row, ctx.now)) throw new Refused(refuse('platform.notFound'));
        const fetched = { ...row, downloads: row.downloads + 1 };
        await store.saveExport(ctx, fetched);
        await writeLedger(ctx, { kind: 'exportDownloaded', facts: { exportId: row.id, time: fetched.downloads } });
        const memberIds = await store.exportedMembers(ctx, row.id);
        await noteViews(ctx, { what: 'exportFetched', about: row.id, memberIds, purpose: row.purpose });
        await tell(ctx, fetched);
        return fetched;
      });
      const kept = await shelf.read({ companyId: who.companyId, id: row.id });
      if (kept === null) throw new Refused(refuse('platform.notFound'));
      const day = row.askedAt.toISOString().slice(0, 10);
      const name = row.kind === 'own' ? `tautline-my-data-${day}.zip` : `tautline-export-${day}.zip`;
      return reply
        .type('application/zip')
        .header('content-length', kept.size)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cross-origin-resource-policy', 'same-origin')
        .send(kept.stream());
    },
  );
}
