import type { chatCalls, SilenceSpan } from '#chat/model/contract.ts';
import type { Chat } from '#chat/server/index.ts';
import type { DingId } from '#ding/model/contract.ts';
import type { Reason } from '#override/model/contract.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { DepartmentId, MessageId } from '#platform/model/ids.ts';
import type { Context } from '#platform/server/context.ts';
import { type House, newId, noEdge } from '#platform/server/house.ts';
import { act, asMember } from './acting.ts';
import type { Calendar } from './calendar.ts';
import type { Key } from './cast.ts';
import { type Making, memberIn } from './people.ts';
import { withDevices } from './interrupting.ts';
import type { Doors, Telling } from './telling.ts';

const MINUTE_MS = 60_000;
/** From the first step of a ladder to the second. */
const STEP_MS = 5 * MINUTE_MS;

export interface Pointed {
  readonly by: Key;
  readonly to: string;
  readonly text: string;
  /** Where, and a part of what was said there; so many messages from there on. */
  readonly from: readonly [string, string];
  readonly count: number;
}

export interface Handed {
  readonly by: Key;
  readonly to: string;
  readonly contact: Key;
  readonly place: Omit<InputOf<typeof chatCalls.sendPlace>, 'id' | 'conversationId'>;
}

export interface Silenced {
  readonly by: Key;
  readonly whom: Key;
  readonly where: string;
  readonly span: SilenceSpan;
}

export interface Dinged {
  readonly by: Key;
  readonly where: string;
  readonly text: string;
  readonly to: readonly Key[];
  /** Whole departments, by name. */
  readonly departments: readonly string[];
  readonly confirmedBy: readonly Key[];
  readonly minutesAgo: number;
}

/** What is urgent on the last morning, and who has confirmed it since. */
export async function dingSome(
  house: House,
  story: Telling,
  making: Making,
  { end }: Calendar,
  { by, where, text, to, departments, confirmedBy, minutesAgo }: Dinged,
): Promise<void> {
  const sentAt = new Date(end.getTime() - minutesAgo * MINUTE_MS);
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const as = (key: Key, now: Date) => asMember(base, memberIn(making, key), now);
    const id = newId(sentAt.getTime()) as DingId;
    const memberIds = to.map((key) => memberIn(making, key).memberId);
    const messageId = newId(sentAt.getTime()) as MessageId;
    const place = { conversationId: story.conversation(where), messageId, memberIds };
    const departmentIds = departments.map((name) => making.departments.get(name) as DepartmentId);
    const sent = { id, text, files: [], passesOn: null, to: [place], memberIds: [], departmentIds, steps: 4, at: null };
    await act(house, as(by, sentAt), 'ding.send', sent);
    for (const key of confirmedBy) await act(house, as(key, end), 'ding.answer', { id, laterAt: null });
  });
}

export interface DingPlanned {
  readonly by: Key;
  readonly text: string;
  readonly to: readonly Key[];
  readonly departments: readonly string[];
}

/** What is to be urgent on a morning to come, for members and departments wherever they are. */
export async function planDing(
  house: House,
  making: Making,
  calendar: Calendar,
  { by, text, to, departments }: DingPlanned,
): Promise<void> {
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const ctx = asMember(base, memberIn(making, by), calendar.end);
    const memberIds = to.map((key) => memberIn(making, key).memberId);
    const departmentIds = departments.map((name) => making.departments.get(name) as DepartmentId);
    // The next day may have begun where the product is started: the one after it has not.
    const at = calendar.at(2, 10 * 60, making.company.timeZone).toISOString();
    const written = { id: ctx.newId() as DingId, text, files: [], passesOn: null, to: [] };
    await act(house, ctx, 'ding.send', { ...written, memberIds, departmentIds, steps: 2, at });
  });
}

export interface Overridden {
  readonly by: Key;
  readonly where: string;
  readonly to: Key;
  readonly text: string;
  readonly reason: Reason;
  readonly why: string;
  readonly contested: boolean;
}

/** Who is reached in his night on the last morning: he answers, confirms the time that it took, and says what he thinks of it. */
export async function overrideOne(
  { house, outbox, dings }: Doors,
  story: Telling,
  making: Making,
  { end }: Calendar,
  { by, where, to, text, reason, why, contested }: Overridden,
): Promise<void> {
  const sentAt = new Date(end.getTime() - STEP_MS);
  await withDevices(house, making, [to], sentAt, async (base) => {
    const as = (key: Key, now: Date) => asMember(base, memberIn(making, key), now);
    const id = newId(sentAt.getTime()) as DingId;
    const messageId = newId(sentAt.getTime()) as MessageId;
    const place = { conversationId: story.conversation(where), messageId, memberIds: [memberIn(making, to).memberId] };
    await act(house, as(by, sentAt), 'override.send', {
      ...{ id, text, files: [], passesOn: null, to: [place], memberIds: [], departmentIds: [], steps: 4, reason, why },
    });
    // In-app at once; then by push, which reaches his device.
    for (const now of [sentAt, end]) {
      await dings.climb(as(by, now));
      await outbox.tellUntil(as(by, now), now);
    }
    await act(house, as(to, end), 'ding.answer', { id, laterAt: null });
    const [entry] = (await act(house, as(to, end), 'override.mine', {})).entries;
    if (contested) await act(house, as(to, end), 'override.contest', { id });
    else if (entry !== undefined) await act(house, as(to, end), 'override.confirmEntry', { id: entry.id });
  });
}

/** What somebody forwards on the last morning: several messages as one. */
export async function forwardSome(
  house: House,
  story: Telling,
  making: Making,
  { end }: Calendar,
  { by, to, text, from: [room, part], count }: Pointed,
): Promise<void> {
  const { conversationId, number } = story.saying(room, part);
  const numbers = Array.from({ length: count }, (_, place) => number + place);
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const ctx = asMember(base, memberIn(making, by), end);
    const id = newId(end.getTime()) as MessageId;
    const source = { conversationId, numbers };
    await act(house, ctx, 'chat.forwardMerged', { id, conversationId: story.conversation(to), text, source });
  });
}

/** What somebody hands over on the last morning: who somebody is, and where something is. */
export async function handOver(
  house: House,
  story: Telling,
  making: Making,
  { end }: Calendar,
  { by, to, contact, place }: Handed,
): Promise<void> {
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const ctx = asMember(base, memberIn(making, by), end);
    const at = { conversationId: story.conversation(to) };
    const next = () => ({ ...at, id: newId(end.getTime()) as MessageId });
    await act(house, ctx, 'chat.sendContact', { ...next(), memberId: memberIn(making, contact).memberId });
    await act(house, ctx, 'chat.sendPlace', { ...next(), ...place });
  });
}

/** Who is silenced in a group, by whom, and for how long. */
export async function silenceOne(
  house: House,
  story: Telling,
  making: Making,
  { end }: Calendar,
  { by, whom, where, span }: Silenced,
): Promise<void> {
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const ctx = asMember(base, memberIn(making, by), end);
    const { memberId } = memberIn(making, whom);
    await act(house, ctx, 'chat.silence', { conversationId: story.conversation(where), memberId, span });
  });
}

export interface Removed {
  readonly by: Key;
  readonly with: readonly Key[];
  readonly name: string;
  readonly said: readonly (readonly [Key, string])[];
}

/** A group that nobody needs any more: its owner has deleted it, and it can still be restored. */
export async function deleteOne(
  house: House,
  chat: Chat,
  making: Making,
  { end: sentAt }: Calendar,
  { by, with: others, name, said }: Removed,
): Promise<void> {
  const { companyId } = making;
  const asOwner = <T>(work: (ctx: Context) => Promise<T>) =>
    house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      return work(asMember(base, memberIn(making, by), sentAt));
    });
  const memberIds = others.map((key) => memberIn(making, key).memberId);
  const { conversation } = await asOwner((ctx) => act(house, ctx, 'chat.createGroup', { name, memberIds }));
  const { id: conversationId } = conversation;
  const sends = said.map(([key, text]) => ({
    ...{ id: newId(sentAt.getTime()) as MessageId, conversationId, authorId: memberIn(making, key).memberId },
    ...{ text, replyTo: null, sentAt },
  }));
  await chat.importMessages(companyId, sends);
  await asOwner((ctx) => act(house, ctx, 'chat.deleteConversation', { conversationId, name }));
}

export interface Held {
  readonly by: Key;
  readonly agreedBy: Key;
  readonly where: string;
  readonly purpose: string;
  readonly language: 'zh' | 'en';
}

/** What is kept for a court: asked for by one, agreed to by another. */
export async function holdOne(
  house: House,
  story: Telling,
  making: Making,
  { end }: Calendar,
  { by, agreedBy, where, purpose, language }: Held,
): Promise<void> {
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const as = (key: Key) => asMember(base, memberIn(making, key), end);
    const scope = { allGroups: false, directs: [], conversationIds: [story.conversation(where)] };
    const { id } = await act(house, as(by), 'records.askHold', { purpose, scope, days: 180, language });
    await act(house, as(agreedBy), 'records.answerExport', { id, agree: true, answer: '' });
  });
}
