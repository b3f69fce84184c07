import { anyMember } from '#directory/model/contract.ts';
import type { CompanyId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { type Server, SESSION_COOKIE, tokenOf } from '#platform/server/serve.ts';
import { avatarBytes } from './store/avatars.ts';

/** Serves `GET /files/avatar/<version>?company=<id>` to members of that company. */
export function avatarRoute(server: Server, house: House): void {
  server.get<{ Params: { version: string }; Querystring: { company?: unknown } }>(
    '/files/avatar/:version',
    async (request, reply) => {
      const { company } = request.query;
      const companyId = typeof company === 'string' ? company : null;
      const token = tokenOf(request.headers, request.cookies[SESSION_COOKIE]);
      const member = await house.identify({ token, companyId, edge: noEdge }, { allow: anyMember, whileHeld: true });
      const picture = await pictureOf(house, member.companyId, request.params.version);
      if (picture === null) throw new Refused(refuse('platform.notFound'));
      return await reply
        .type('image/webp')
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline; filename="avatar.webp"')
        .header('cross-origin-resource-policy', 'same-origin')
        // Another picture has another address.
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(picture);
    },
  );
}

async function pictureOf(house: House, companyId: CompanyId, version: string): Promise<Buffer | null> {
  if (!/^[A-Za-z0-9_-]{20}$/.test(version)) return null;
  return house.database.transaction(companyId, (tx) => avatarBytes(tx, companyId, version), 'read');
}
