import type { InputOf } from '#platform/model/contract.ts';
import { ensure } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { linkCalls } from '../../model/calls/links.ts';
import { canRemovePreview } from '../../model/links.ts';
import { enter } from '../groups.ts';
import * as store from '../store/links.ts';
import { lockMessage } from '../store/messages.ts';
import { tellLinks } from './following.ts';

/** Takes a preview away from an own message, for everybody; the link itself stays in the text. */
export async function removeLinkPreview(
  ctx: Context,
  { address, ...place }: InputOf<(typeof linkCalls)['removeLinkPreview']>,
) {
  const sight = await enter(ctx, place.conversationId);
  const row = await lockMessage(ctx, place.conversationId, place.number, sight);
  const message = row === null ? null : { authorId: row.authorId, recalled: row.recalledAt !== null };
  ensure(canRemovePreview(ctx.memberId, message));
  const before = await store.linksOf(ctx, [place]);
  if (await store.removeLink(ctx, place, address)) await tellLinks(ctx, [place], before);
  return {};
}
