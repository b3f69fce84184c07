import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'zod';
import type { WatchedName } from '#directory/model/contract.ts';
import { directory, memberOf } from '#directory/server/index.ts';
import { type Files, makeFiles } from '#files/server/index.ts';
import { companiesAfter, createAccount, identity, sessionOf } from '#identity/server/index.ts';
import { makeGatewayKey, makeOutbox, makePushKeys, type Outbox, type WorkTime } from '#outbox/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { AccountId, CompanyId, ConversationId, MemberId, MessageId, SessionId } from '#platform/model/ids.ts';
import type { Capability } from '#platform/server/capability.ts';
import { Connection, type Identity } from '#platform/server/connection.ts';
import { Egress } from '#platform/server/egress.ts';
import { House, newId, noEdge } from '#platform/server/house.ts';
import { freshDatabase } from '#platform/server/testing.ts';
import { chatCalls, chatEvent } from '../model/contract.ts';
import { applyLocally, applyToChat, type ChatState, emptyChat } from '../model/state.ts';
import { type Chat, makeChat } from './index.ts';

import { makeWorktime, type Worktime, workTime as calendars } from '#worktime/server/index.ts';

type Calls = typeof chatCalls;

/** Monday morning in Suzhou. */
export const MORNING = new Date('2026-11-23T02:24:00.000Z');

interface Rooms {
  readonly files: Files;
  readonly outbox: Outbox;
  readonly chat: Chat;
  readonly worktime: Worktime;
  readonly workTime: WorkTime;
  /** Where files lie. */
  readonly folder: string;
}

/** A capability above, or how it is made of those below. */
type Above = Capability | ((rooms: Rooms) => Capability);

/** A house with a company and its people, on a database of its own, for tests of chat and of what stands on it. */
export async function openTestHouse(...above: Above[]) {
  return openTestHouseWith({}, ...above);
}

/** The same, where time is what a test says. */
export async function openTestHouseWith(
  {
    workTime = calendars,
    standIns = {},
    patienceMs = 5_000,
    gatewayKey = makeGatewayKey(),
  }: { workTime?: WorkTime; standIns?: Record<string, string>; patienceMs?: number; gatewayKey?: string },
  ...above: Above[]
) {
  const fresh = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tautline-files-'));
  const limits = { file: 1e9, member: 1e10, company: 1e11 };
  const files = makeFiles({ folder, limits });
  const egress = new Egress({ allowLoopback: true, standIns, limits: { wholeMs: patienceMs } });
  const outbox = makeOutbox({
    ...{ workTime, egress, keys: makePushKeys(), subject: 'mailto:tests@tautline.invalid' },
    ...{ gatewayKey, publicUrl: 'https://tautline.example' },
  });
  const worktime = makeWorktime(outbox);
  const chat = makeChat(files, outbox, worktime, { egress, ownHost: 'tautline.example' });
  const rooms = { files, outbox, chat, worktime, workTime, folder };
  let now = MORNING;
  const house = new House(
    fresh.database,
    [
      identity,
      directory,
      outbox.capability,
      worktime.capability,
      files.capability,
      chat.capability,
      ...above.map((one) => (typeof one === 'function' ? one(rooms) : one)),
    ],
    { session: sessionOf, member: memberOf },
    () => now,
  );
  const errors: unknown[] = [];
  chat.start(house, companiesAfter, (error) => errors.push(error));
  outbox.start(house, companiesAfter, (error) => errors.push(error));

  /** Makes a company of these people; the first is its owner. */
  async function company(...names: string[]) {
    const [owner, ...others] = names;
    if (owner === undefined) throw new Error('a company has an owner');
    const made = await house.run(noEdge, async (ctx) => {
      const accountId = await createAccount(ctx, {
        accountName: `${newId()}@example.com`,
        password: null,
        name: owner,
        language: 'zh',
      });
      const handler = house.find('directory.createCompany')?.handler as unknown as (
        ctx: unknown,
        input: unknown,
      ) => Promise<{ companyId: CompanyId; memberId: MemberId }>;
      const input = { name: 'Acme', timeZone: 'Asia/Shanghai', preset: 'balanced' };
      return handler(Object.assign(ctx, { accountId, sessionId: '' }), input);
    });
    const people: Record<string, Identity> = {};
    people[owner] = who(made.companyId, made.memberId, 'owner');
    for (const name of others) {
      const { member } = (await call(people[owner], 'directory.addMember', {
        name,
        title: '',
        email: null,
        phone: null,
        employeeNumber: null,
        departmentIds: [],
        role: 'member',
      })) as { member: { id: MemberId } };
      people[name] = who(made.companyId, member.id, 'member');
    }
    return people;
  }

  /** Makes a call as this member, whatever front it would come by; input and refusals are the contract's. */
  async function call(as: Identity, name: string, input: unknown): Promise<unknown> {
    const bound = house.find(name);
    if (bound === null) throw new Error(`no call ${name}`);
    const decoded = decode(bound.call.input, input as never) as never;
    const { handler } = bound;
    if (typeof handler === 'object') return handler.direct(as, decoded, null);
    return house.runAs(as, (ctx) => handler(ctx as never, decoded));
  }

  /** Switches on with both keys what lets somebody watch somebody: this owner asks, a representative found for it agrees. */
  async function agree(owner: Identity, name: WatchedName, step: string, keptMonths = 12): Promise<void> {
    const details = { title: '', email: null, phone: null, employeeNumber: null, departmentIds: [] };
    const added = { ...details, name: '员工代表', role: 'representative' };
    const { member } = (await call(owner, 'directory.addMember', added)) as { member: { id: MemberId } };
    const asked = { name, step, keptMonths, purpose: 'to see that what is said here arrives' };
    const { id } = (await call(owner, 'directory.askWatching', asked)) as { id: string };
    const holder = who(owner.companyId, member.id, 'representative');
    await call(holder, 'directory.answerWatching', { id, agree: true });
  }

  const talk = <Name extends keyof Calls>(as: Identity, name: Name, input: object) =>
    call(as, `chat.${name}`, input) as Promise<OutputOf<Calls[Name]>>;

  async function group(as: Identity, ...members: Identity[]): Promise<ConversationId> {
    const memberIds = members.map(({ memberId }) => memberId);
    return (await talk(as, 'createGroup', { name: '三号线复产', memberIds })).conversation.id;
  }

  const say = (as: Identity, conversationId: ConversationId, text: string, more: object = {}) =>
    talk(as, 'sendMessage', { id: newId() as MessageId, conversationId, text, ...more });

  /** Reads up to a number, and has it stored at once: by itself it is collected for a while. */
  const read = (as: Identity, conversationId: ConversationId, number: number) =>
    Promise.all([talk(as, 'markRead', { conversationId, number }), chat.flush()]);

  const bring = (as: Identity, name: string, bytes: Buffer) => files.bring(house, as, name, bytes);

  const page = async (as: Identity, input: object) =>
    decode(chatCalls.messages.output, JSON.parse(((await call(as, 'chat.messages', input)) as { text: string }).text));

  /** A device of this member: what it loaded, and what it makes of the events that its socket hears. */
  async function device(as: Identity): Promise<Device> {
    const opened = await house.database.transaction(as.companyId, async (tx) => {
      const topics = await chat.capability.topicsOf?.(tx, as.companyId, as.memberId, now);
      return new Set<string>([as.companyId, as.memberId, ...(topics ?? [])]);
    });
    const first = await load(as, emptyChat(as.memberId));
    const own: { state: ChatState } = { state: first };
    const connection = listen(as, opened, first.at, (frame) => {
      const parsed = chatEvent.safeDecode(frame as never);
      if (parsed.success) own.state = applyToChat(own.state, parsed.data, (frame as { at: number }).at);
    });
    if (!house.hub.attach(connection)) throw new Error('the device could not attach');
    return {
      get state() {
        return own.state;
      },
      async reload() {
        own.state = await load(as, own.state);
      },
    };
  }

  /** Everything a member would load now: his list, and the newest page of each conversation. */
  async function load(as: Identity, state: ChatState): Promise<ChatState> {
    const listed = await talk(as, 'conversations', {});
    let loaded = applyLocally({ ...state, timelines: {} }, { type: 'local.listed', ...listed });
    for (const { id } of listed.conversations) {
      loaded = applyLocally(loaded, {
        type: 'local.paged',
        conversationId: id,
        ...(await page(as, { conversationId: id })),
      });
    }
    return loaded;
  }

  return {
    fresh,
    house,
    rooms,
    chat,
    outbox,
    /** What went wrong behind everybody's back. */
    errors,
    company,
    agree,
    call,
    talk,
    group,
    say,
    read,
    bring,
    files,
    folder,
    page,
    device,
    fetch: (as: Identity) => load(as, emptyChat(as.memberId)),
    /** Moves the clock of the house. */
    at(moment: Date) {
      now = moment;
    },
    async [Symbol.asyncDispose]() {
      await outbox.stop();
      egress.close();
      await chat.stop();
      await fresh[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Device {
  readonly state: ChatState;
  reload(): Promise<void>;
}

function who(companyId: CompanyId, memberId: MemberId, role: string): Identity {
  return { companyId, memberId, role, accountId: '' as AccountId, sessionId: '' as SessionId };
}

/** A connection whose frames are handed over as parsed JSON instead of going over a wire. */
export function listen(as: Identity, topics: Set<string>, from: number, hear: (frame: unknown) => void): Connection {
  const stream = {
    destroyed: false,
    writableLength: 0,
    write(bytes: Buffer) {
      for (let at = 0; at < bytes.length; ) {
        const short = (bytes[at + 1] as number) & 0x7f;
        const [length, header] =
          short < 126
            ? [short, 2]
            : short === 126
              ? [bytes.readUInt16BE(at + 2), 4]
              : [Number(bytes.readBigUInt64BE(at + 2)), 10];
        hear(JSON.parse(bytes.subarray(at + header, at + header + length).toString()));
        at += header + length;
      }
      return true;
    },
  };
  const socket = { OPEN: 1, readyState: 1, close() {}, terminate() {} };
  return new Connection(socket as never, stream as never, as, topics, from);
}
