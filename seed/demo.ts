import type { SectionId } from '#chat/model/contract.ts';
import { accountNamed, hashPassword } from '#identity/server/index.ts';
import type { MessageId } from '#platform/model/ids.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { act, asMember } from './acting.ts';
import { Calendar } from './calendar.ts';
import { demoPeople, type DemoPerson, FIRST_DAY, type Key, norrland, PASSWORD, personOf, qinghe } from './cast.ts';
import {
  deleteOne,
  dingSome,
  forwardSome,
  handOver,
  holdOne,
  overrideOne,
  planDing,
  silenceOne,
} from './lastMorning.ts';
import { clearSeats, found, LAST, type Making, memberIn, takeLastSeat } from './people.ts';
import { giveNorrlandHours, giveQingheHours } from './hours.ts';
import type { Room } from './room.ts';
import { audit, badminton, complaint, everybody, helpdesk, lunch, managers, newcomers } from './story/company.ts';
import { directs } from './story/direct.ts';
import { line3 } from './story/line3.ts';
import { norrlandRooms } from './story/norrland.ts';
import { oversea } from './story/overseas.ts';
import { incoming, production, quality, research, warehouse, workshop2 } from './story/plant.ts';
import { type Doors, Telling } from './telling.ts';

const insiders = qinghe.people.filter((person) => person.role !== 'guest').map(({ key }) => key);

/** The first of the list, then everybody else. */
function ledBy(...first: string[]): string[] {
  return [...first, ...insiders.filter((key) => !first.includes(key))];
}

export const qingheRooms: readonly Room[] = [
  everybody(ledBy('gu')),
  helpdesk(ledBy('lu', 'yan')),
  line3,
  production,
  workshop2,
  quality,
  warehouse,
  research,
  incoming,
  managers,
  audit,
  complaint,
  badminton,
  lunch,
  newcomers,
  ...oversea,
  ...directs,
];

/**
 * Makes the demo: two invented companies that know each other, with months of talk, through the services of the product.
 * Where it is whole already, it only says whose eyes one can look through; what was cut off is made anew.
 */
export async function seedDemo(doors: Doors): Promise<DemoPerson[]> {
  const { house, chat } = doors;
  const last = personOf(LAST);
  const isWhole = await house.run(noEdge, async (ctx) => (await accountNamed(ctx, last.accountName)) !== null);
  if (isWhole) return [...demoPeople];
  const calendar = new Calendar(house.now());
  const passwordHash = await hashPassword(PASSWORD);
  const ours = await house.run(noEdge, async (base) => {
    await clearSeats(base, [...qinghe.people, ...norrland.people]);
    return found(house, base, qinghe, calendar, passwordHash);
  });
  await agreeOn(house, ours, calendar, {
    ...{ name: 'receipts', by: 'lu', agreedBy: 'qin', keptMonths: 6, answer: '不看谁读得快，只看有没有送到。' },
    purpose: '停机和换线的消息要确认每个当班的人都看到，没看到的当面说',
  });
  const story = new Telling(doors, ours, calendar, qingheRooms);
  await story.tell();
  const theirs = await house.run(noEdge, (base) => found(house, base, norrland, calendar, passwordHash));
  await agreeOn(house, theirs, calendar, {
    ...{ name: 'noticeNames', by: 'oskar', agreedBy: 'nils', keptMonths: 3 },
    purpose: 'Safety notices: whoever has not seen one is told in person at the machine',
    answer: 'For safety notices only, never for lateness.',
  });
  const their = new Telling(doors, theirs, calendar, norrlandRooms);
  await their.tell();
  await giveNorrlandHours(house, theirs, calendar);
  await giveQingheHours(house, ours, calendar);
  await dingSome(house, their, theirs, calendar, {
    ...{ by: 'henrik', where: 'n-all', text: 'The packing line stands still. Who can be there by eleven?' },
    ...{ to: ['nils', 'sven', 'oskar'], departments: ['Plant'], confirmedBy: ['nils'], minutesAgo: 10 },
  });
  await dingSome(house, story, ours, calendar, {
    ...{ by: 'zhou', where: 'production', text: '二区烘箱超温 12 ℃，已降速。各工序 10:30 前确认能否停机换辊。' },
    ...{ to: ['lin', 'cheng', 'he', 'ma', 'sun', 'xu'], departments: ['设备组'], confirmedBy: ['cheng', 'he', 'sun'] },
    minutesAgo: 0,
  });
  await planDing(house, theirs, calendar, {
    ...{ by: 'henrik', text: 'Inspection of the packing line at two. Please have the papers at hand.' },
    ...{ to: ['nils', 'oskar'], departments: [] },
  });
  await planDing(house, ours, calendar, {
    ...{ by: 'lin', text: '试产前，轧辊的验收单要签好。' },
    ...{ to: ['zhou', 'cheng'], departments: ['设备组'] },
  });
  // In the morning of Suzhou it is night in Europe.
  await overrideOne(doors, their, theirs, calendar, {
    ...{ by: 'henrik', where: 'n-all', to: 'oskar', reason: 'danger', contested: false },
    text: 'The sprinkler in hall 2 runs. Please call the fire desk.',
    why: 'Water runs over the switchboard in hall 2, and only Oskar has the key to the main valve.',
  });
  await overrideOne(doors, story, ours, calendar, {
    ...{ by: 'lin', where: 'direct:marta', to: 'marta', reason: 'deadline', contested: true },
    text: 'Marta, the customs form for the Porto samples needs your signature today.',
    why: 'Customs in Porto closes at nine, and nobody but Marta may sign for the samples.',
  });
  await keepForLater(house, their, theirs, calendar, 'astrid', {
    saved: [
      ['n-all', 'Winter tyres'],
      ['n-all', 'Our film supplier'],
    ],
    sent: ['n-all', 'Fika at three, as every Friday.'],
  });
  await forwardSome(house, their, theirs, calendar, {
    ...{ by: 'astrid', to: 'direct:astrid-sven', text: 'As we said then. Shall we look at the film prices again?' },
    ...{ from: ['n-all', 'Quarter closed'], count: 3 },
  });
  await silenceOne(house, their, theirs, calendar, { by: 'astrid', whom: 'nils', where: 'n-all', span: 'eightHours' });
  await silenceOne(house, story, ours, calendar, { by: 'xie', whom: 'zhuyan', where: 'complaint', span: 'week' });
  await handOver(house, their, theirs, calendar, {
    ...{ by: 'henrik', to: 'direct:henrik-nils', contact: 'ingrid' },
    place: {
      ...{ name: 'North door', address: 'It opens without kicking' },
      point: { latitude: 57.7089, longitude: 11.9746, accuracyM: 12 },
    },
  });
  await handOver(house, story, ours, calendar, {
    ...{ by: 'lin', to: 'direct:tang', contact: 'han' },
    place: {
      ...{ name: '华东仓 3 号门', address: '审核那天从这里进，先登记' },
      point: { latitude: 31.2989, longitude: 120.6531, accuracyM: 14 },
    },
  });
  await forwardSome(house, story, ours, calendar, {
    ...{ by: 'lin', to: 'direct:tang', text: '审核如果问起来料，就按这几条说' },
    ...{ from: ['incoming', '启明的熔指偏高'], count: 4 },
  });
  await keepForLater(house, story, ours, calendar, 'lin', {
    saved: [
      ['direct:zhou', '排产表十一点前给你'],
      ['incoming', '启明的熔指偏高'],
      ['direct:tang', '报销单我交了'],
    ],
    sent: ['direct:tang', '审核资料我放在桌上了，先看第三页'],
  });
  await house.run(noEdge, async (base) => {
    await base.enterCompany(theirs.companyId);
    const daniel = asMember(base, memberIn(theirs, 'daniel'), calendar.end);
    await act(house, daniel, 'records.askOwnCopy', { language: 'en' });
  });
  await holdOne(house, story, ours, calendar, {
    ...{ by: 'lu', agreedBy: 'qin', where: 'complaint', language: 'zh' },
    purpose: '恒岳食品投诉可能要打官司，结案之前这个群一条都不能少',
  });
  await holdOne(house, their, theirs, calendar, {
    ...{ by: 'astrid', agreedBy: 'nils', where: 'n-all', language: 'en' },
    purpose: 'The customs audit of this year asks what was said about the film deliveries',
  });
  await deleteOne(house, chat, theirs, calendar, {
    ...{ by: 'henrik', with: ['astrid', 'nils'], name: 'Moving the packing line' },
    said: [
      ['henrik', 'The last pallet is over. Thank you all!'],
      ['nils', 'The old hall is swept, too.'],
    ],
  });
  await deleteOne(house, chat, ours, calendar, {
    ...{ by: 'lin', with: ['zhou', 'tang'], name: '中秋值班排表' },
    said: [
      ['zhou', '我 15 号可以'],
      ['lin', '都排好了，这个群用完了'],
    ],
  });
  await finish(house, story, ours, calendar);
  return [...demoPeople];
}

interface ForLater {
  /** Where, and a part of what was said there; the first with a reminder. */
  readonly saved: readonly (readonly [string, string])[];
  readonly sent: readonly [string, string];
}

/** What somebody keeps for later, and what he has written for another day. */
async function keepForLater(
  house: House,
  story: Telling,
  making: Making,
  calendar: Calendar,
  key: string,
  { saved, sent: [room, text] }: ForLater,
): Promise<void> {
  // The next day may have begun where the product is started: the one after it has not.
  const morning = calendar.at(2, 9 * 60, making.company.timeZone);
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const ctx = asMember(base, memberIn(making, key), calendar.end);
    for (const [index, [where, part]] of [...saved.entries()].reverse()) {
      const remindAt = index === 0 ? morning.toISOString() : null;
      await act(house, ctx, 'later.save', { ...story.saying(where, part), remindAt });
    }
    const place = { id: ctx.newId() as MessageId, conversationId: story.conversation(room) };
    await act(house, ctx, 'later.schedule', { ...place, text, silent: true, sendAt: morning.toISOString() });
  });
}

interface AgreedOn {
  readonly name: 'receipts' | 'noticeNames';
  readonly by: Key;
  readonly agreedBy: Key;
  readonly keptMonths: number;
  readonly purpose: string;
  readonly answer: string;
}

/** On the first day, before anything is said: names are shown only of what is said after both keys were turned. */
async function agreeOn(
  house: House,
  making: Making,
  calendar: Calendar,
  { name, by, agreedBy, keptMonths, purpose, answer }: AgreedOn,
): Promise<void> {
  const at = calendar.at(FIRST_DAY, 8 * 60 + 45, making.company.timeZone);
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const asker = asMember(base, memberIn(making, by), at);
    const { id } = await act(house, asker, 'directory.askWatching', { name, step: 'named', keptMonths, purpose });
    const holder = asMember(base, memberIn(making, agreedBy), at);
    await act(house, holder, 'directory.answerWatching', { id, agree: true, answer });
  });
}

/** IT asks to show who is missing in notices, too, which waits for the representative. */
async function askForNames(house: House, base: AnyoneContext, making: Making, at: Date): Promise<void> {
  await act(house, asMember(base, memberIn(making, 'lu'), at), 'directory.askWatching', {
    ...{ name: 'noticeNames', step: 'named', keptMonths: 3 },
    purpose: '安全通知要在两个工作日内确认，没确认的由班组长当面提醒',
  });
}

/** IT asks for two exports: the representative has agreed to one, the other waits for his answer. */
async function askExports(house: House, base: AnyoneContext, story: Telling, making: Making, at: Date): Promise<void> {
  const [lu, qin] = [asMember(base, memberIn(making, 'lu'), at), asMember(base, memberIn(making, 'qin'), at)];
  const scope = { allGroups: false, directs: [], from: null, until: null };
  const ask = (key: string, purpose: string) =>
    act(house, lu, 'records.askExport', {
      purpose,
      language: 'zh',
      scope: { ...scope, conversationIds: [story.conversation(key)] },
    });
  const { id } = await ask('complaint', '恒岳食品投诉要走保险理赔，保险公司要这个群的全部往来记录');
  // What was talked of with suppliers is kept for two years, the rest for ever.
  const single = { level: 'conversation', conversationId: story.conversation('incoming'), days: 730 } as const;
  await act(house, lu, 'records.setRetention', single);
  await act(house, qin, 'records.answerExport', { id, agree: true, answer: '只限这一个群，理赔用完就删。' });
  await ask('line3', '三号线停机的复盘要附聊天记录，给设备厂家核对停机时间');
}

/** The list as the main member keeps it; then the last takes his seat, and the demo is whole. */
async function finish(house: House, story: Telling, making: Making, calendar: Calendar): Promise<void> {
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const ctx = asMember(base, memberIn(making, 'lin'), calendar.end);
    for (const key of ['direct:zhou', 'line3']) {
      await act(house, ctx, 'chat.setPinned', { conversationId: story.conversation(key), pinned: true });
    }
    for (const [name, ...keys] of [
      ['客户与出口', 'direct:marta', 'norrland'],
      ['下班后', 'badminton', 'lunch'],
    ] as const) {
      const id = ctx.newId() as SectionId;
      await act(house, ctx, 'chat.makeSection', { id, name });
      for (const key of keys) {
        await act(house, ctx, 'chat.setSection', { conversationId: story.conversation(key), sectionId: id });
      }
    }
    await act(house, ctx, 'chat.setMuted', { conversationId: story.conversation('badminton'), muted: true });
    const text = 'Marta, the new dates';
    await act(house, ctx, 'chat.setDraft', { conversationId: story.conversation('direct:marta'), text });
    await askForNames(house, base, making, calendar.end);
    await askExports(house, base, story, making, calendar.end);
    await takeLastSeat(house, base, making, calendar.end);
  });
}
