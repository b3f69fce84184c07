import { zonesInUse } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { Context } from '#platform/server/context.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { Doors, House } from '#platform/server/house.ts';
import { worktimeCalls, worktimeEvent } from '../model/contract.ts';
import { countryOfZone } from '../model/countries.ts';
import * as away from './away.ts';
import { hoursBook } from './calendars.ts';
import * as holidays from './holidays.ts';
import { Holding } from './holding.ts';
import * as holds from './holding.ts';
import * as hours from './hours.ts';
import { notifying, source } from './notifying.ts';
import * as own from './own.ts';
import { Presences, setAway } from './presence.ts';
import * as roster from './roster.ts';
import { forgetMember } from './store/away.ts';
import { nextDue, setLooked } from './store/holidays.ts';

export { Lately } from './lately.ts';
export type { OwnWord } from './own.ts';
export { type Rest, restsOf, timesOf, workTime } from './workTime.ts';

export interface Worktime {
  readonly capability: Capability;
  /** A room above hears what members say of their own time, in the transaction in which they say it. */
  hear(hearer: own.Saying['said']): void;
  /** Is what the company has for a member held back from him now (R3)? What the house asks at its doors. */
  readonly hold: NonNullable<Doors['hold']>;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Does all that is due by the clock of the house: for tests and seeds. */
  settle(): Promise<void>;
}

/** Work calendars: who is working when, by sites, schedules, holidays, leave, duty, and the member's own word (R1). */
export function makeWorktime(gate: Outbox): Worktime {
  gate.from(source);
  const holding = new Holding();
  const presences = new Presences();
  const outbox: Outbox = {
    ...gate,
    // Whoever asks again about what waits also asks again what is held.
    async timeChanged(ctx, memberIds) {
      await gate.timeChanged(ctx, memberIds);
      holding.changed(ctx, memberIds);
      presences.changed(ctx, memberIds);
    },
  };
  let clockwork: Clockwork | null = null;
  const hearers: own.Saying['said'][] = [];
  const saying: own.Saying = {
    outbox,
    async said(ctx, word) {
      for (const hearer of hearers) await hearer(ctx, word);
    },
  };
  const telling =
    <In, Out>(act: (ctx: Context, outbox: Outbox, input: In) => Promise<Out>) =>
    (ctx: Context, input: In): Promise<Out> =>
      act(ctx, outbox, input);
  return {
    capability: capability({
      name: 'worktime',
      calls: worktimeCalls,
      events: worktimeEvent,
      whileHeld: true,
      handlers: {
        mine: own.mine,
        hold: holds.hold,
        look: (ctx, input) => holds.look(ctx, holding, input),
        reach: own.reach,
        presences: (ctx, { memberIds }) => presences.of(ctx, memberIds),
        setAway: (ctx, input) => setAway(ctx, presences, input),
        workNow: (ctx, input) => own.workNow(ctx, saying, input),
        stopNow: (ctx) => own.stopNow(ctx, saying),
        asPlanned: (ctx) => own.asPlanned(ctx, saying),
        setFocus: telling(own.setFocus),
        setOwnHours: telling(own.setOwnHours),
        acceptChange: telling(own.acceptChange),
        acceptDay: telling(own.acceptDay),
        answerDuty: telling(own.answerDuty),
        settings: hours.settings,
        saveSite: (ctx, input) => hours.saveSite(ctx, holding, input),
        removeSite: hours.removeSite,
        saveSchedule: telling(hours.saveSchedule),
        removeSchedule: hours.removeSchedule,
        assigned: hours.assigned,
        assign: telling(hours.assign),
        holidays: holidays.holidays,
        loadHolidays: telling(holidays.loadHolidays),
        saveHoliday: telling(holidays.saveHoliday),
        removeHoliday: telling(holidays.removeHoliday),
        roster: roster.roster,
        planDays: telling(roster.planDays),
        leaves: away.leaves,
        enterLeave: telling(away.enterLeave),
        endLeave: telling(away.endLeave),
        duties: away.duties,
        offerDuty: telling(away.offerDuty),
        removeDuty: telling(away.removeDuty),
      },
      listens: {
        'directory.memberDeactivated': (ctx: Context, { memberId }: { memberId: MemberId }) =>
          forgetMember(ctx, memberId, ctx.now),
        // Another time zone may be another country, and is another end of work.
        'directory.membersChanged': async (ctx: Context, { members }: { members: readonly { id: MemberId }[] }) => {
          const ids = members.map(({ id }) => id);
          await holding.moved(ctx, ids);
          presences.changed(ctx, ids);
        },
      },
      follows: notifying(outbox),
    }),
    hear: (hearer) => void hearers.push(hearer),
    hold: (asking) => holding.of(asking),
    start(house, companiesAfter, onError) {
      holding.onChanged((companyId, memberIds) => {
        for (const memberId of memberIds ?? house.hub.memberIds(companyId)) house.hub.closeMember(companyId, memberId);
      });
      clockwork = new Clockwork({
        ...{ house, companiesAfter, onError, nextDue },
        work: (companyId) => house.inCompany(companyId, (ctx) => lookAfterYears(ctx, outbox)),
      });
      clockwork.start();
    },
    async stop() {
      await clockwork?.stop();
    },
    async settle() {
      await clockwork?.settle();
    },
  };
}

type Looking = Parameters<typeof holidays.takeList>[0] & Parameters<Outbox['timeChanged']>[0];

/** Once a day: this and the next year of every country in which the company works, as soon as a list has them. */
async function lookAfterYears(ctx: Looking & { companyId: CompanyId }, outbox: Outbox): Promise<void> {
  await setLooked(ctx, new Date(ctx.now.getTime() + holidays.LOOKED_EVERY_MS));
  const countries = new Set((await hoursBook(ctx.tx, ctx.companyId)).sites.map(({ country }) => country));
  for (const zone of await zonesInUse(ctx.tx, ctx.companyId)) countries.add(countryOfZone(zone));
  const missing = await holidays.missingYears(
    ctx,
    [...countries].filter((country) => country !== null),
  );
  for (const { country, year } of missing) await holidays.takeList(ctx, country, year);
  if (missing.length > 0) await outbox.timeChanged(ctx, null);
}
