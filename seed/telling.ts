import { DUE_DAYS } from '#chat/model/cards.ts';
import { threadIdOf } from '#chat/model/contract.ts';
import type { Chat, Send } from '#chat/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { Dings } from '#ding/server/index.ts';
import type { ConversationId, DepartmentId, MessageId } from '#platform/model/ids.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import { type House, newId, noEdge } from '#platform/server/house.ts';
import { act, asMember } from './acting.ts';
import type { Calendar } from './calendar.ts';
import { FIRST_DAY, type Key, leavers, linUnread, type Person, personOf } from './cast.ts';
import { diceOf } from './fill.ts';
import { interrupt } from './interrupting.ts';
import { addPerson, type Making, memberIn } from './people.ts';
import { everIn, type Planned, planMessages } from './plan.ts';
import type { Room } from './room.ts';
import { withMentions } from './script.ts';

interface Deed {
  readonly at: Date;
  readonly do: (base: AnyoneContext) => Promise<void>;
}

/** From this working day on it is known what interrupted whom. */
const TOLD_SINCE = -28;
const SPELL_MS = 4 * 3_600_000;

/** What the seed makes the demo with. */
export interface Doors {
  readonly house: House;
  readonly chat: Chat;
  readonly outbox: Outbox;
  readonly dings: Dings;
}

/** What the seed knows of a conversation while it is told. */
interface Told {
  readonly id: ConversationId;
  /** Everything in it by number, from 1: notes are null. */
  readonly lines: (Planned | null)[];
}

/** Tells the story of a company: who came, what was made, what was said, and who has read how far. */
export class Telling {
  readonly #house: House;
  readonly #chat: Chat;
  readonly #outbox: Outbox;
  readonly #making: Making;
  readonly #calendar: Calendar;
  readonly #rooms: readonly Room[];
  readonly #told = new Map<Room, Told>();
  readonly #numbers = new Map<Planned, number>();

  constructor({ house, chat, outbox }: Doors, making: Making, calendar: Calendar, rooms: readonly Room[]) {
    this.#house = house;
    this.#chat = chat;
    this.#outbox = outbox;
    this.#making = making;
    this.#calendar = calendar;
    this.#rooms = rooms;
  }

  async tell(): Promise<void> {
    const { company } = this.#making;
    const plan = planMessages(this.#rooms, this.#calendar, company);
    let next = 0;
    for (const { from, deeds } of this.#deeds()) {
      const until = plan.findIndex((one, place) => place >= next && one.at >= from);
      const stop = until < 0 ? plan.length : until;
      await this.#live(plan.slice(next, stop));
      next = stop;
      await this.#house.run(noEdge, async (base) => {
        await base.enterCompany(this.#making.companyId);
        for (const deed of deeds) await deed.do(base);
      });
    }
    await this.#live(plan.slice(next));
    await this.#change(plan.filter((one) => one.edit !== null || one.recalledAt !== null));
    await this.#react(plan.filter((one) => one.reactions.length > 0));
    await this.#answer(plan.filter((one) => one.answers.length > 0));
    await this.#respond(plan.filter((one) => one.asks !== null));
    await this.#read();
  }

  conversation(key: string): ConversationId {
    const room = this.#rooms.find((one) => one.key === key);
    if (room === undefined) throw new Error(`no room is called ${key}`);
    return this.#toldIn(room).id;
  }

  /** Where somebody said this, by a part of it. */
  saying(key: string, part: string): { readonly conversationId: ConversationId; readonly number: number } {
    const room = this.#rooms.find((one) => one.key === key);
    const lines = room === undefined ? [] : this.#toldIn(room).lines;
    const place = lines.findIndex((line) => line?.text.includes(part) === true);
    if (place < 0) throw new Error(`nobody said ${part} in ${key}`);
    return { conversationId: this.conversation(key), number: place + 1 };
  }

  #toldIn(room: Room): Told {
    const told = this.#told.get(room);
    if (told === undefined) throw new Error(`${room.key} has not been opened yet`);
    return told;
  }

  /** Everything but talk, in transactions: first all rooms whose people are there from the beginning, then what the days brought. */
  #deeds(): { from: Date; deeds: Deed[] }[] {
    const { company } = this.#making;
    const isThere = (key: Key, since: number) => this.#making.members.has(key) || personOf(key, company).joins > since;
    const early = this.#rooms.filter((room) => room.members.every((key) => isThere(key, room.since)));
    const late = this.#rooms.filter((room) => !early.includes(room));
    const deeds: Deed[] = [
      ...company.people
        .filter((person) => !this.#making.members.has(person.key))
        .map((person) => this.#joining(person)),
      ...Object.keys(leavers).flatMap((key) => (this.#making.members.has(key) ? [this.#leaving(key)] : [])),
      ...late.map((room) => this.#opening(room)),
    ];
    deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
    const beginning = early.map((room) => this.#opening(room)).sort((a, b) => a.at.getTime() - b.at.getTime());
    const start = { from: this.#at(FIRST_DAY, 0), deeds: beginning };
    return [start, ...deeds.map((deed) => ({ from: deed.at, deeds: [deed] }))];
  }

  #at(day: number, minutes: number): Date {
    return this.#calendar.at(day, minutes, this.#making.company.timeZone);
  }

  #joining(person: Person): Deed {
    const at = this.#at(person.joins, 8 * 60 + 35);
    const joins = async (base: AnyoneContext): Promise<void> => {
      await addPerson(this.#house, base, this.#making, person, at);
      const { memberId } = memberIn(this.#making, person.key);
      for (const [room, told] of this.#told) {
        if (room.kind !== 'group' || !room.members.includes(person.key)) continue;
        const owner = memberIn(this.#making, room.members[0] as Key);
        const input = { conversationId: told.id, memberIds: [memberId] };
        await act(this.#house, asMember(base, owner, at), 'chat.addParticipants', input);
        told.lines.push(null);
      }
    };
    return { at, do: joins };
  }

  #leaving(key: Key): Deed {
    const at = this.#at(leavers[key] as number, 18 * 60);
    const leaves = async (base: AnyoneContext): Promise<void> => {
      const keeper = memberIn(this.#making, this.#making.company.founder);
      const input = { id: memberIn(this.#making, key).memberId, handOverTo: null };
      await act(this.#house, asMember(base, keeper, at), 'directory.deactivateMember', input);
    };
    return { at, do: leaves };
  }

  #opening(room: Room): Deed {
    const at = this.#at(room.since, 8 * 60 + 55);
    return { at, do: (base) => this.#open(base, room, at) };
  }

  async #open(base: AnyoneContext, room: Room, at: Date): Promise<void> {
    const { members, departments } = this.#making;
    const [first, ...others] = room.members.flatMap((key) => members.get(key) ?? []);
    if (first === undefined) throw new Error(`nobody is in ${room.key}`);
    const ctx = asMember(base, first, at);
    const open = async () => {
      if (room.kind === 'direct')
        return act(this.#house, ctx, 'chat.openDirect', {
          memberId: memberIn(this.#making, room.members[1] as Key).memberId,
        });
      if (room.kind === 'group') {
        const memberIds = others.map(({ memberId }) => memberId);
        return act(this.#house, ctx, 'chat.createGroup', { name: room.name, memberIds });
      }
      const departmentId = departments.get(room.name) as DepartmentId;
      return act(this.#house, ctx, 'chat.openDepartmentGroup', { departmentId });
    };
    const { conversation } = await open();
    const told: Told = { id: conversation.id, lines: new Array(conversation.lastNumber).fill(null) };
    this.#told.set(room, told);
    if (room.hidesHistory === true) {
      const input = { conversationId: conversation.id, newcomersSee: 'afterJoining' as const };
      await act(this.#house, ctx, 'chat.setNewcomersSee', input);
      told.lines.push(null);
    }
    if (room.description === undefined) return;
    const description = this.#calendar.tell(room.description);
    const input = { conversationId: conversation.id, name: room.name, description };
    await act(this.#house, ctx, 'chat.editGroup', input);
    told.lines.push(null);
  }

  /** What was said long ago goes many at once. The last weeks go by their hours: who answers at once is not told, who is off is told later. */
  async #live(plan: readonly Planned[]): Promise<void> {
    const since = this.#at(TOLD_SINCE, 0);
    await this.#send(plan.filter(({ at }) => at < since));
    const hours = Map.groupBy(
      plan.filter(({ at }) => at >= since),
      ({ at }) => Math.floor(at.getTime() / SPELL_MS),
    );
    for (const spell of hours.values()) {
      await this.#send(spell);
      // Who talks with one another is told of the last word alone.
      const last = new Map(spell.map((one) => [one.room, one]));
      const said = spell
        .filter((one) => one.room.kind !== 'direct' || last.get(one.room) === one)
        .map((one) => ({ at: one.at, ...this.#placeOf(one), to: this.#meant(one) }))
        .filter(({ to }) => to.length > 0);
      await interrupt(this.#house, this.#outbox, this.#making, said, this.#calendar.end);
    }
  }

  /** Whom it notifies: the other one, who is called by his name, or all whom a notice asks. */
  #meant({ room, author, text, asks }: Planned): Key[] {
    const isForAll = room.kind === 'direct' || asks?.kind === 'notice' || text.includes('@all');
    return room.members.filter((key) => key !== author && (isForAll || text.includes(`@${key}`)));
  }

  #placeOf(one: Planned): { readonly conversationId: ConversationId; readonly number: number } {
    return { conversationId: this.#toldIn(one.room).id, number: this.#numbers.get(one) as number };
  }

  /** Plain talk goes many at once; what asks for an answer goes its own way, in its place. */
  async #send(plan: readonly Planned[]): Promise<void> {
    let from = 0;
    for (const [place, one] of plan.entries()) {
      if (one.asks === null) continue;
      await this.#import(plan.slice(from, place));
      await this.#ask(one);
      from = place + 1;
    }
    await this.#import(plan.slice(from));
  }

  async #ask(one: Planned): Promise<void> {
    const { asks, at } = one;
    const told = this.#toldIn(one.room);
    const author = memberIn(this.#making, one.author);
    const id = newId(at.getTime()) as MessageId;
    const said = { id, conversationId: told.id, text: this.#withMentions(one.text) };
    await this.#house.run(noEdge, async (base) => {
      await base.enterCompany(this.#making.companyId);
      const ctx = asMember(base, author, at);
      if (asks?.kind === 'notice') {
        const dueDays = DUE_DAYS.find((days) => days === asks.days) ?? null;
        await act(this.#house, ctx, 'chat.sendNotice', { ...said, dueDays });
      } else if (asks?.kind === 'poll') {
        const options = asks.options.map(({ text }) => text);
        const how = { multiple: true, anonymous: false, endsAt: null };
        await act(this.#house, ctx, 'chat.sendPoll', { ...said, ...how, options });
      }
    });
    told.lines.push(one);
    this.#numbers.set(one, told.lines.length);
  }

  /** Acknowledgements and votes, each as its member. */
  async #respond(asked: readonly Planned[]): Promise<void> {
    for (const one of asked) {
      const place = this.#placeOf(one);
      if (one.asks?.kind === 'notice') {
        for (const key of one.asks.by) await this.#direct('chat.acknowledge', key, place);
      } else if (one.asks?.kind === 'poll') {
        const { options } = one.asks;
        for (const key of new Set(options.flatMap(({ by }) => by))) {
          const chosen = options.flatMap(({ by }, index) => (by.includes(key) ? [index] : []));
          await this.#direct('chat.vote', key, { ...place, options: chosen });
        }
      }
    }
  }

  /** Makes a call that has no transaction of its own from the front. */
  async #direct(name: string, key: Key, input: object): Promise<void> {
    const handler = this.#house.find(name)?.handler;
    if (typeof handler !== 'object') throw new Error(`${name} has another door now`);
    const identity = { ...memberIn(this.#making, key), accountId: '', sessionId: '' };
    await handler.direct(identity as never, input, null);
  }

  async #import(plan: readonly Planned[]): Promise<void> {
    if (plan.length === 0) return;
    const sends = plan.map((one): Send => {
      const told = this.#toldIn(one.room);
      told.lines.push(one);
      this.#numbers.set(one, told.lines.length);
      return {
        id: newId(one.at.getTime()) as MessageId,
        conversationId: told.id,
        authorId: memberIn(this.#making, one.author).memberId,
        text: this.#withMentions(one.text),
        replyTo: one.quotes === null ? null : (this.#numbers.get(one.quotes) as number),
        sentAt: one.at,
      };
    });
    const numbers = await this.#chat.importMessages(this.#making.companyId, sends);
    plan.forEach((one, place) => {
      if (numbers[place] === this.#numbers.get(one)) return;
      throw new Error(`${one.room.key} has lost count at: ${one.text}`);
    });
  }

  #withMentions(text: string): string {
    return withMentions(text, (key) => memberIn(this.#making, key).memberId);
  }

  async #change(changed: readonly Planned[]): Promise<void> {
    await this.#house.run(noEdge, async (base) => {
      await base.enterCompany(this.#making.companyId);
      for (const one of changed) {
        const author = memberIn(this.#making, one.author);
        const place = this.#placeOf(one);
        if (one.edit !== null) {
          const text = this.#withMentions(one.edit.text);
          await act(this.#house, asMember(base, author, one.edit.at), 'chat.editMessage', { ...place, text });
        }
        if (one.recalledAt !== null) {
          await act(this.#house, asMember(base, author, one.recalledAt), 'chat.recallMessage', place);
        }
      }
    });
  }

  async #react(answered: readonly Planned[]): Promise<void> {
    await this.#house.run(noEdge, async (base) => {
      await base.enterCompany(this.#making.companyId);
      for (const one of answered) {
        const place = this.#placeOf(one);
        for (const { emoji, by } of one.reactions) {
          for (const key of by) {
            const ctx = asMember(base, memberIn(this.#making, key), one.at);
            await act(this.#house, ctx, 'chat.setReaction', { ...place, emoji, on: true });
          }
        }
      }
    });
  }

  /** What was said in threads; by now all who follow one have read it. */
  async #answer(answered: readonly Planned[]): Promise<void> {
    for (const one of answered) {
      const root = this.#placeOf(one);
      const sends = one.answers.map((answer) => ({
        id: newId(answer.at.getTime()) as MessageId,
        conversationId: threadIdOf(root),
        authorId: memberIn(this.#making, answer.author).memberId,
        text: this.#withMentions(answer.text),
        replyTo: null,
        sentAt: answer.at,
        thread: root,
      }));
      await this.#chat.importMessages(this.#making.companyId, sends);
      const followers = new Set([one.author, ...one.answers.map(({ author }) => author)]);
      const reading = [...followers].map((key) => this.#markRead(key, threadIdOf(root), sends.length));
      // What is read is collected for a while: nothing more comes here.
      await this.#chat.flush();
      await Promise.all(reading);
    }
  }

  /** Moves everybody's cursor to where he has come by now. */
  async #read(): Promise<void> {
    const { company } = this.#making;
    const reading: Promise<unknown>[] = [];
    for (const [room, told] of this.#told) {
      for (const key of everIn(room, company)) {
        if (key in leavers) continue;
        const number = this.#readBy(key, room, told);
        if (number === 0) continue;
        reading.push(this.#markRead(key, told.id, number));
      }
    }
    await this.#chat.flush();
    await Promise.all(reading);
  }

  #markRead(key: Key, conversationId: ConversationId, number: number): Promise<unknown> {
    const { companyId, memberId } = memberIn(this.#making, key);
    return this.#chat.importReading(companyId, conversationId, memberId, number);
  }

  #readBy(key: Key, room: Room, { lines }: Told): number {
    if (key === 'lin') return lines.length - (linUnread[room.key] ?? 0);
    const last = this.#lastLook(key, room);
    const unread = lines.findIndex((line) => line !== null && line.at > last && line.author !== key);
    return unread < 0 ? lines.length : unread;
  }

  /** When somebody last looked: at the end of his own day, or some minutes ago. */
  #lastLook(key: Key, room: Room): Date {
    const { end } = this.#calendar;
    const person = personOf(key, this.#making.company);
    const dice = diceOf(`${key} ${room.key}`);
    if (room.key === 'line3' && ['bai', 'gu', 'luo'].includes(key)) return new Date(end.getTime() - 4 * 60_000);
    if (room.key === 'line3' && person.timeZone === 'Asia/Shanghai' && key !== 'qiu') return end;
    if (key === 'qiu') return this.#calendar.at(0, 8 * 60 + 30);
    if (person.timeZone !== 'Asia/Shanghai') return this.#calendar.at(-1, 17 * 60 + dice() * 50, person.timeZone);
    const ago = dice();
    return new Date(end.getTime() - (ago < 0.55 ? 0 : ago < 0.85 ? dice() * 90 : 600 + dice() * 600) * 60_000);
  }
}
