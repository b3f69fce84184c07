import { mayMean, policyOf } from '#directory/server/index.ts';
import type { Attachment } from '#files/model/contract.ts';
import type { Files } from '#files/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { CompanyId, ConversationId, FileId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce, clockOf } from '#platform/server/announce.ts';
import type { Announced } from '#platform/server/announcement.ts';
import type { StoredRef } from '#platform/server/capability.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { encode } from 'zod';
import { canEdit, canEditAgain, canRecall } from '../model/changing.ts';
import { type chatCalls, chatEvent, type Message } from '../model/contract.ts';
import { mentionsIn } from '../model/mentions.ts';
import { canSend, mayMentionAll, mayWrite } from '../model/sending.ts';
import { attentionOf, emptyChat } from '../model/state.ts';
import { enter } from './groups.ts';
import { ensureInside, ensureNotDeleted, ensureSees, enterToSend, reachOf } from './history.ts';
import { guestIdsOf, tellChange } from './membership.ts';
import { deletedOf } from './store/deletions.ts';
import { dropCard } from './store/cards.ts';
import * as conversations from './store/conversations.ts';
import { removeForward } from './store/forwards.ts';
import type { ReadStep } from './store/lane.ts';
import * as messages from './store/messages.ts';
import * as participants from './store/participants.ts';
import { dropLinks } from './store/links.ts';
import { dropReactions } from './store/reactions.ts';
import { messageOf } from './store/rows.ts';
import { sectionsOf } from './store/sections.ts';

type Calls = typeof chatCalls;
type Sending = InputOf<Calls['sendMessage']>;

/** Does this send need more than the guard of the message path, which knows members and ids only? */
export function needsCare(send: Pick<Sending, 'text' | 'replyTo'>): boolean {
  return send.replyTo !== null || mentionsIn(send.text).all;
}

/** The rule with its facts: before a send that needs care, and after one that the guard refused, to say why. */
export async function ensureMaySend(ctx: Context, send: Omit<Sending, 'silent'>): Promise<void> {
  const place = await conversations.ownPlace(ctx, send.conversationId, ctx.memberId);
  if (place === null) await ensureNotDeleted(ctx, send.conversationId);
  const policy = await policyOf(ctx);
  const quoteExists =
    place === null ||
    send.replyTo === null ||
    (await messages.messageExists(ctx, send.conversationId, send.replyTo, place));
  ensure(
    canSend({
      participant: place === null ? null : { ...place, now: ctx.now },
      kind: place?.kind ?? 'group',
      text: send.text,
      whoMentionsAll: policy.whoMentionsAll,
      quoteExists,
    }),
  );
  const known = await messages.findById(ctx, send.id);
  const isMine = known === null || (known.authorId === ctx.memberId && known.conversationId === send.conversationId);
  ensure(isMine ? null : refuse('chat.idTaken'));
}

/** What a message that goes the slow way comes to: its place, and how far its author's read cursor went by it; null where that was told before. */
interface SentWhole {
  readonly number: number;
  readonly sentAt: Date;
  readonly read: ReadStep | null;
}

/** Sends a message with files, or silently, all in one transaction: they hang on it, or neither is there. The message path stays what it is. */
export async function sendWhole(ctx: Context, files: Files, send: Sending): Promise<SentWhole> {
  const { id, conversationId, text, replyTo, silent } = send;
  await enterToSend(ctx, conversationId);
  await ensureMaySend(ctx, send);
  const known = await messages.findById(ctx, id);
  if (known !== null) return { number: known.number, sentAt: known.sentAt, read: null };
  const attached = await files.attach(ctx, send.files, HOLDER, conversationId);
  const { message, readFrom } = await messages.insertWhole(ctx, {
    id,
    conversationId,
    authorId: ctx.memberId,
    text: text.trim() === '' ? '' : text,
    replyTo,
    sentAt: ctx.now,
    files: attached,
    card: null,
    silent,
  });
  const { number, sentAt } = message;
  const { memberIds, all } = mentionsIn(text);
  if (all || memberIds.length > 0) await messages.replaceMentions(ctx, conversationId, number, memberIds, all);
  await announce(ctx, chatEvent, { type: 'chat.messageSent', message }, { topic: conversationId, ref: number });
  return { number, sentAt, read: { conversationId, memberId: ctx.memberId, from: readFrom, to: number } };
}

/** The name under which files hang on messages: their place is the conversation. */
export const HOLDER = 'chat';

/** Takes away for good what hung on messages that are gone, as far as it hangs on no other. */
export async function dropFiles(
  ctx: Parameters<Files['drop']>[0],
  files: Files,
  ids: readonly FileId[],
): Promise<void> {
  if (ids.length === 0) return;
  const kept = await messages.hanging(ctx, ids);
  await files.drop(
    ctx,
    ids.filter((id) => !kept.has(id)),
    HOLDER,
  );
}

/** Files of a message that the caller sees, to hang on another one, too; refuses `files.unknown` for any other file. */
export async function hungOn(
  ctx: Context,
  { conversationId, number }: Pick<Message, 'conversationId' | 'number'>,
  ids: readonly FileId[],
): Promise<Attachment[]> {
  const hung = await messages.hungOn(ctx, conversationId, number, ctx.memberId);
  const wanted = new Set(ids);
  const found = hung.filter(({ id }) => wanted.has(id));
  if (found.length < wanted.size) throw new Refused(refuse('files.unknown'));
  return found;
}

/** A file is for those who see the message on which it hangs. */
export function maySeeFile(tx: Tx, companyId: CompanyId, memberId: MemberId, _place: string, fileId: FileId) {
  return messages.seesFile({ tx, companyId }, memberId, fileId);
}

export async function editMessage(
  ctx: Context,
  { conversationId, number, text }: InputOf<Calls['editMessage']>,
): Promise<Message> {
  const place = await enter(ctx, conversationId);
  const row = await messages.lockMessage(ctx, conversationId, number, place);
  ensure(canEdit({ me: ctx.memberId, myRole: place.role, kind: place.kind, message: factsOf(row), now: ctx.now }));
  if (row === null) throw new Refused(refuse('chat.messageUnknown'));
  ensure(mayWrite({ ...place, now: ctx.now }));
  const { memberIds, all } = mentionsIn(text);
  if (all && !mentionsIn(row.text).all) {
    const { whoMentionsAll } = await policyOf(ctx);
    ensure(
      mayMentionAll(place.kind, place.role, whoMentionsAll, place.rules) ? null : refuse('chat.mentionsAllRefused'),
    );
  }
  if (text === row.text) return messageOf(row);
  ensure(canEditAgain(await messages.countEarlierTexts(ctx, conversationId, number)));
  await messages.editText(ctx, row, text, ctx.now);
  await messages.replaceMentions(ctx, conversationId, number, memberIds, all);
  const message = messageOf({ ...row, text, editedAt: ctx.now });
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.messageEdited', message },
    { ...(await reachOf(ctx, message)), ref: number },
  );
  return message;
}

/** What a message said before; for everybody in the conversation, as the message is. */
export async function earlierTexts(ctx: Context, { conversationId, number }: InputOf<Calls['earlierTexts']>) {
  await ensureSees(ctx, { conversationId, number });
  return { texts: await messages.earlierTexts(ctx, conversationId, number) };
}

export async function recallMessage(
  ctx: Context,
  files: Files,
  { conversationId, number }: InputOf<Calls['recallMessage']>,
): Promise<Message> {
  const place = await enter(ctx, conversationId);
  const row = await messages.lockMessage(ctx, conversationId, number, place);
  ensure(canRecall({ me: ctx.memberId, myRole: place.role, kind: place.kind, message: factsOf(row), now: ctx.now }));
  if (row === null) throw new Refused(refuse('chat.messageUnknown'));
  if (row.recalledAt !== null) return messageOf(row);
  await messages.recall(ctx, row, ctx.now);
  await dropReactions(ctx, conversationId, number);
  await removeForward(ctx, { conversationId, number });
  if (row.card !== null) await dropCard(ctx, conversationId, number);
  await dropLinks(ctx, { conversationId, number });
  const ids = (row.files ?? []).map(({ id }) => id);
  await dropFiles(ctx, files, ids);
  if (place.announced === number) {
    await conversations.setAnnounced(ctx, conversationId, null);
    await tellChange(ctx, conversationId);
  }
  const message = messageOf({ ...row, recalledAt: ctx.now, files: null, card: null });
  const reach = await reachOf(ctx, message);
  await announce(ctx, chatEvent, { type: 'chat.messageRecalled', message }, { ...reach, ref: number });
  return message;
}

function factsOf(row: Awaited<ReturnType<typeof messages.lockMessage>>) {
  return row === null
    ? null
    : {
        authorId: row.authorId,
        sentAt: row.sentAt,
        recalled: row.recalledAt !== null,
        isNote: row.note !== null,
        hasCard: row.card !== null,
      };
}

export async function listConversations(ctx: Context) {
  return {
    at: await clockOf(ctx.tx, ctx.companyId),
    conversations: await conversations.conversationsOf(ctx, ctx.memberId, null, await guestIdsOf(ctx)),
    sections: await sectionsOf(ctx),
    deleted: await deletedOf(ctx, ctx.memberId),
  };
}

/** The numbers of the badge, by the formula that the client has for it. */
export async function waiting(ctx: Context): Promise<OutputOf<Calls['waiting']>> {
  const own = await conversations.conversationsOf(ctx, ctx.memberId, null, await guestIdsOf(ctx));
  const byId = Object.fromEntries(own.map((conversation) => [conversation.id, conversation]));
  return attentionOf({ ...emptyChat(ctx.memberId), conversations: byId });
}

/** Latest first, as the list has them. */
export async function findGroups(
  ctx: Context,
  { text, limit }: InputOf<Calls['findGroups']>,
): Promise<ConversationId[]> {
  const groups = await conversations.groupNamesOf(ctx, ctx.memberId);
  return groups
    .filter(({ name }) => mayMean(text, name))
    .slice(0, limit)
    .map(({ id }) => id);
}

export async function oneConversation(ctx: Context, { conversationId }: InputOf<Calls['conversation']>) {
  const [conversation] = await conversations.conversationsOf(
    ctx,
    ctx.memberId,
    [conversationId],
    await guestIdsOf(ctx),
  );
  if (conversation === undefined) throw new Refused(refuse('chat.conversationUnknown'));
  return { at: await clockOf(ctx.tx, ctx.companyId), conversation };
}

export async function messagesByNumber(ctx: Context, { conversationId, numbers }: InputOf<Calls['messagesByNumber']>) {
  const place = await ensureInside(ctx, conversationId);
  return messages.messagesByNumber(ctx, conversationId, numbers, place);
}

export async function markUnread(ctx: Context, { conversationId }: InputOf<Calls['markUnread']>) {
  const number = await participants.markUnread(ctx, conversationId, ctx.memberId);
  if (number === null) throw new Refused(refuse('chat.conversationUnknown'));
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.readMoved', conversationId, number, markedUnread: true },
    { topic: ctx.memberId },
  );
  return {};
}

export async function changeSettings(
  ctx: Context,
  { conversationId, ...change }: { conversationId: ConversationId } & participants.SettingsChange,
) {
  const settings = await participants.setSettings(ctx, conversationId, ctx.memberId, change);
  if (settings === null) throw new Refused(refuse('chat.conversationUnknown'));
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.settingsChanged', conversationId, ...settings },
    { topic: ctx.memberId },
  );
  return {};
}

export function setNotify(ctx: Context, { conversationId, notify }: InputOf<Calls['setNotify']>) {
  const change = notify === 'nothing' ? { muted: true } : { muted: false, notify };
  return changeSettings(ctx, { conversationId, ...change });
}

export async function setDraft(ctx: Context, { conversationId, text }: InputOf<Calls['setDraft']>) {
  if (!(await participants.setDraft(ctx, conversationId, ctx.memberId, text))) {
    throw new Refused(refuse('chat.conversationUnknown'));
  }
  await announce(ctx, chatEvent, { type: 'chat.draftChanged', conversationId, text }, { topic: ctx.memberId });
  return {};
}

/** Reads messages anew for whoever resumes: as they are now, so a recalled one is told as recalled. */
export async function readRefs(tx: Tx, companyId: CompanyId, refs: readonly StoredRef[]): Promise<Announced[]> {
  const found = await messages.messagesByRef(
    tx,
    companyId,
    refs.map((ref) => ref.topic),
    refs.map((ref) => ref.ref),
  );
  const byPlace = new Map(found.map((message) => [`${message.conversationId} ${message.number}`, message]));
  return refs.flatMap(({ at, topic, type, ref, audience }) => {
    const message = byPlace.get(`${topic} ${ref}`);
    if (message === undefined) return [];
    const body = encode(chatEvent, { type, message } as never) as Record<string, unknown>;
    return [{ companyId, at, topic, type, body, ...(audience === null ? {} : { audience }) }];
  });
}
