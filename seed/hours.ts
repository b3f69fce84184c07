import { type House, noEdge } from '#platform/server/house.ts';
import { act, asMember } from './acting.ts';
import type { Calendar } from './calendar.ts';
import type { Key } from './cast.ts';
import { type Making, memberIn } from './people.ts';

const stretch = (from: number, until: number) => ({ from: from * 60, until: until * 60 });
const [EARLY, LATE, NIGHT] = [[stretch(6, 14)], [stretch(14, 22)], [stretch(22, 30)]];
const NOON = 12 * 60;

/** Where and when people of Qinghe work: a plant with shifts, offices abroad, and whoever is away, on call or asked. */
export async function giveQingheHours(house: House, making: Making, calendar: Calendar): Promise<void> {
  const day = (nth: number) => calendar.at(nth, NOON).toISOString().slice(0, 10);
  await inCompany(house, making, calendar, async (by, ids) => {
    const plant = by('gu').newId();
    for (const [id, name, timeZone, country] of [
      [plant, '苏州工厂', 'Asia/Shanghai', 'CN'],
      [by('gu').newId(), '汉堡办公室', 'Europe/Berlin', 'DE'],
      [by('gu').newId(), '波尔图样品库', 'Europe/Lisbon', 'PT'],
    ]) {
      await by('gu').call('worktime.saveSite', { id, name, timeZone, country });
    }
    const shifts = by('gu').newId();
    const days = [EARLY, EARLY, LATE, LATE, NIGHT, NIGHT, [], []];
    const pattern = { kind: 'rotation', days, startsOn: day(-20), keepsHolidays: false };
    await by('gu').call('worktime.saveSchedule', { id: shifts, name: '四班三倒', pattern });
    const office = by('gu').newId();
    const week = Array.from({ length: 7 }, (_, at) => (at < 5 ? [stretch(9, 12), stretch(13, 18)] : []));
    const flexible = { kind: 'weekly', days: week, band: stretch(7, 20), keepsHolidays: true };
    await by('gu').call('worktime.saveSchedule', { id: office, name: '弹性办公', pattern: flexible });
    const onShift = ids('jiang', 'yuan', 'helan', 'gaoyuan', 'hu', 'wutong');
    await by('gu').call('worktime.assign', { memberIds: onShift, siteId: plant, scheduleId: shifts });
    await by('gu').call('worktime.assign', { memberIds: ids('yao', 'zhuo'), siteId: plant, scheduleId: office });
    const [xue, tiantian] = ids('xue', 'tiantian');
    const away = { startsAt: calendar.at(3, 0).toISOString(), endsAt: calendar.at(6, 0).toISOString() };
    const leave = { id: by('gu').newId(), memberId: xue, kind: 'annual', standInId: tiantian };
    await by('gu').call('worktime.enterLeave', { ...leave, ...away });
    // Who looks is seen by those whose leave it is.
    await by('gu').call('worktime.leaves', {});
    for (const [key, name] of [
      ['shi', '三号线夜间设备'],
      ['fang', '三号线周末设备'],
    ] as const) {
      const times = { startsAt: calendar.at(2, 18 * 60).toISOString(), endsAt: calendar.at(3, 8 * 60).toISOString() };
      const [memberId] = ids(key);
      await by('zhou').call('worktime.offerDuty', { id: by('zhou').newId(), memberId, name, ...times });
    }
    // Who leads others is told of their duties too: it is his own that he answers.
    const [shi] = ids('shi');
    const duties = (await by('shi').call('worktime.duties', {})) as { id: string; memberId: string }[];
    const asked = duties.find(({ memberId }) => memberId === shi);
    await by('shi').call('worktime.answerDuty', { id: asked?.id, accept: true });
    const [xu] = ids('xu');
    await by('zhou').call('worktime.planDays', { memberId: xu, days: [{ day: day(4), hours: [stretch(8, 20)] }] });
    await by('lin').call('worktime.setFocus', { blocks: [2, 4].map((weekday) => ({ weekday, ...stretch(9, 11) })) });
  });
}

/** Norrland: one plant, a weekend on call, and somebody on leave. */
export async function giveNorrlandHours(house: House, making: Making, calendar: Calendar): Promise<void> {
  await inCompany(house, making, calendar, async (by, ids) => {
    const maja = by('maja');
    const site = { id: maja.newId(), name: 'Växjö plant', timeZone: 'Europe/Stockholm', country: 'SE' };
    await maja.call('worktime.saveSite', site);
    const [elsa, daniel, nils] = ids('elsa', 'daniel', 'nils');
    const away = { startsAt: calendar.at(4, 0).toISOString(), endsAt: calendar.at(9, 0).toISOString() };
    const leave = { id: maja.newId(), memberId: elsa, kind: 'annual', standInId: daniel };
    await maja.call('worktime.enterLeave', { ...leave, ...away });
    await maja.call('worktime.leaves', {});
    const duty = { startsAt: calendar.at(2, 18 * 60).toISOString(), endsAt: calendar.at(3, 8 * 60).toISOString() };
    const henrik = by('henrik');
    await henrik.call('worktime.offerDuty', { id: henrik.newId(), memberId: nils, name: 'Packing line', ...duty });
  });
}

interface Hand {
  readonly newId: () => string;
  /** Values as they go over the wire. */
  readonly call: (name: Parameters<typeof act>[2], input: unknown) => Promise<unknown>;
}

async function inCompany(
  house: House,
  making: Making,
  calendar: Calendar,
  tell: (by: (key: Key) => Hand, ids: (...keys: Key[]) => string[]) => Promise<void>,
): Promise<void> {
  // Before the last quarter of an hour, in which somebody is reached who is off by then.
  const at = new Date(calendar.end.getTime() - 15 * 60_000);
  await house.run(noEdge, async (base) => {
    await base.enterCompany(making.companyId);
    const by = (key: Key): Hand => {
      const ctx = asMember(base, memberIn(making, key), at);
      return { newId: () => ctx.newId(), call: (name, input) => act(house, ctx, name, input as never) };
    };
    await tell(by, (...keys) => keys.map((key) => memberIn(making, key).memberId));
  });
}
