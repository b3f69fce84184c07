import { anyMember } from '#directory/model/contract.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { type Server, SESSION_COOKIE, tokenOf } from '#platform/server/serve.ts';
import { linkPicture } from '../store/links.ts';

/** Serves `GET /files/link/<picture>?company=<id>` to members who are in a conversation where somebody wrote that link. */
export function linkPictureRoute(server: Server, house: House): void {
  server.get<{ Params: { picture: string }; Querystring: { company?: unknown } }>(
    '/files/link/:picture',
    async (request, reply) => {
      const { company } = request.query;
      const companyId = typeof company === 'string' ? company : null;
      const token = tokenOf(request.headers, request.cookies[SESSION_COOKIE]);
      const who = await house.identify({ token, companyId, edge: noEdge }, { allow: anyMember });
      const { picture } = request.params;
      const bytes = /^[A-Za-z0-9_-]{20}$/.test(picture)
        ? await house.database.transaction(
            who.companyId,
            (tx) => linkPicture(tx, who.companyId, who.memberId, picture),
            'read',
          )
        : null;
      if (bytes === null) throw new Refused(refuse('platform.notFound'));
      const tag = `"${picture}"`;
      reply
        .header('etag', tag)
        // A browser may keep it, and has to ask each time whether it may still show it.
        .header('cache-control', 'private, no-cache')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', 'inline; filename="link.webp"')
        .header('cross-origin-resource-policy', 'same-origin');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      return await reply.type('image/webp').send(bytes);
    },
  );
}
