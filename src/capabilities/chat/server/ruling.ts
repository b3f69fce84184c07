import { cardsOf, mayMean } from '#directory/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { chatCalls } from '../model/contract.ts';
import { canArchive, canManage } from '../model/managing.ts';
import { enter } from './groups.ts';
import { tellChange, writeNote } from './membership.ts';
import * as conversations from './store/conversations.ts';
import * as doors from './store/doors.ts';
import { lockMessage } from './store/messages.ts';
import * as participants from './store/participants.ts';
import { ensureInside } from './history.ts';

type Calls = typeof chatCalls;

export async function setGroupRules(ctx: Context, { conversationId, rules }: InputOf<Calls['setGroupRules']>) {
  const group = await enter(ctx, conversationId);
  ensure(canManage(group.kind, group.role));
  await conversations.setRules(ctx, conversationId, rules);
  // Who may write concerns everybody; the rest is seen where it matters.
  if (rules.whoWrites !== group.rules.whoWrites) {
    const kind = rules.whoWrites === 'admins' ? 'onlyAdminsWrite' : 'everybodyWrites';
    await writeNote(ctx, conversationId, { kind, memberIds: [], text: '' });
  }
  await tellChange(ctx, conversationId);
  return {};
}

export async function setAnnouncement(ctx: Context, { conversationId, number }: InputOf<Calls['setAnnouncement']>) {
  const group = await enter(ctx, conversationId);
  ensure(canManage(group.kind, group.role));
  ensure(group.archived ? refuse('chat.archived') : null);
  if (number !== null) {
    const row = await lockMessage(ctx, conversationId, number, group);
    if (row === null || row.note !== null || row.recalledAt !== null) throw new Refused(refuse('chat.messageUnknown'));
  }
  if (number === group.announced) return {};
  await conversations.setAnnounced(ctx, conversationId, number);
  if (number !== null) await writeNote(ctx, conversationId, { kind: 'announced', memberIds: [], text: '' });
  await tellChange(ctx, conversationId);
  return {};
}

export async function setArchived(ctx: Context, { conversationId, archived }: InputOf<Calls['setArchived']>) {
  const group = await enter(ctx, conversationId);
  ensure(canArchive(group.kind, group.role));
  if (group.archived === archived) return {};
  await conversations.setArchivedAt(ctx, conversationId, archived ? ctx.now : null);
  if (archived) await doors.removeLink(ctx, conversationId);
  await writeNote(ctx, conversationId, { kind: archived ? 'archived' : 'unarchived', memberIds: [], text: '' });
  await tellChange(ctx, conversationId);
  return {};
}

/** Names are the directory's, membership is ours: everybody's card is read once, and the text tried on each. */
export async function findParticipants(
  ctx: Context,
  { conversationId, text, limit }: InputOf<Calls['findParticipants']>,
) {
  await ensureInside(ctx, conversationId);
  const all = await participants.participantsPage(ctx, conversationId, null, PARTICIPANTS_MOST);
  const cards = await cardsOf(
    ctx.tx,
    ctx.companyId,
    all.map(({ memberId }) => memberId),
  );
  const names = new Map(cards.map(({ id, name }) => [id, name]));
  return all.filter(({ memberId }) => mayMean(text, names.get(memberId) ?? '')).slice(0, limit);
}

/** A department group may be larger than a group that people make. */
const PARTICIPANTS_MOST = 20_000;
