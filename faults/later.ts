import { createECDH, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#platform/server/house.ts';
import { type Answer, Clocked, type Seat } from './clocked.ts';
import { type DoneStep, type DueKind, type DueObjection, dueObjections, type DueStep } from './due.ts';
import type { PreparedCompany } from './prepare.ts';
import type { Random } from './random.ts';
import { hoursAfter } from './officeDays.ts';
import { seatOf } from './scene.ts';
import type { CompanyPlan } from './world.ts';

/** The companies are made anew after so many days: they grow older than the sessions of their members otherwise. */
const DAYS_PER_SCENE = 5;
const MINUTE_MS = 60_000;
/** So long before a moment at which much comes due the clock is set. */
const BEFORE_MS = 1_200;
/** Over so long after it the rest comes due. */
const SPREAD_MS = 4_000;
/** So long what came due may take; then the clock goes on, by more than any lease and any pause after a failure, so many times at most. */
const WITHIN_MS = 5_000;
const LEAP_MS = 6 * MINUTE_MS;
const LEAPS = 3;
const KILLS = 2;

const PLANS: readonly CompanyPlan[] = [
  { key: 'later-1', size: 30, groups: [range(0, 30), range(0, 12), range(5, 25)], pairs: [[1, 2]], devices: [] },
  { key: 'later-2', size: 12, groups: [range(0, 12), range(2, 9)], pairs: [[0, 3]], devices: [] },
];

/** Each company and day. */
const MESSAGES = 60;
const KEPT = 40;
const NOTICES = 3;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

interface Step extends DueStep {
  standing: DueStep['standing'];
}

/** A way to take something back, before it comes due around a moment or just then; it says what is to be expected after that. */
interface TakeBack {
  readonly at: number;
  readonly take: (isInTime: boolean) => Promise<void>;
}

/** What days of due steps came to. */
export interface LaterSum {
  readonly steps: number;
  readonly objections: readonly DueObjection[];
  readonly complaints: readonly string[];
}

/** Plays so many working days on which messages, reminders and notices come due while server and database are killed. */
export async function playDays(
  days: number,
  random: Random,
  keep: boolean,
  say: (line: string) => void,
): Promise<LaterSum> {
  const objections: DueObjection[] = [];
  const complaints: string[] = [];
  let steps = 0;
  for (let first = 0; first < days; first += DAYS_PER_SCENE) {
    const scene = await LaterScene.open();
    try {
      for (let day = first; day < Math.min(days, first + DAYS_PER_SCENE); day += 1) {
        say(`${day + 1}/${days} later: ${await scene.playDay(random.part(`later ${day}`))}`);
      }
    } catch (error) {
      complaints.push(`the run broke off: ${(error as Error).stack ?? String(error)}`);
      first = days;
    }
    objections.push(...scene.objections.values());
    const isWrong = scene.objections.size + complaints.length > 0;
    await scene.product.stage.close(keep && isWrong);
    complaints.push(...scene.product.stage.failures.splice(0));
    if (keep && isWrong) say(`left in ${scene.product.stage.folder}`);
    steps += scene.steps.length;
  }
  return { steps, objections, complaints };
}

/** A product whose clock is ours, and two companies in it whose members can be told though nobody has it open. */
class LaterScene {
  readonly product: Clocked;
  readonly steps: Step[] = [];
  readonly objections = new Map<string, DueObjection>();
  readonly #companies: readonly PreparedCompany[];

  private constructor(product: Clocked, companies: readonly PreparedCompany[]) {
    this.product = product;
    this.#companies = companies;
  }

  static async open(): Promise<LaterScene> {
    const product = await Clocked.open();
    try {
      const scene = new LaterScene(product, await product.stage.prepare(PLANS));
      scene.product.setClock((await hoursAfter(new Date())).start + 5 * MINUTE_MS);
      await scene.product.start();
      await scene.product.ask(AUDIT);
      for (const company of scene.#companies) {
        for (const place of company.members.keys()) await scene.#letBeTold(seatOf(company, place));
      }
      return scene;
    } catch (error) {
      await product.stage.close(false);
      throw error;
    }
  }

  /** Plans by day what comes due at the start and at the end of the next one, and kills while it does. */
  async playDay(random: Random): Promise<string> {
    const before = this.steps.length;
    const { start, end } = await hoursAfter(this.product.now());
    const takeBacks: TakeBack[] = [];
    for (const company of this.#companies) takeBacks.push(...(await this.#plan(company, start, end, random)));
    const early = new Set(takeBacks.filter(() => random.chance(0.1)));
    for (const { take } of early) await take(true);
    const lines: string[] = [];
    for (const moment of [start, end]) {
      this.product.setClock(moment - BEFORE_MS);
      const late = takeBacks.filter((one) => one.at === moment && !early.has(one));
      const taking = this.#takeSomeBack(
        random.shuffled(late).slice(0, Math.ceil(late.length / 6)),
        random.part('take'),
      );
      for (let kill = 1; kill <= KILLS; kill += 1) lines.push(await this.#kill(moment, random));
      await taking;
      await this.#settle(moment + SPREAD_MS);
    }
    this.product.setClock((await hoursAfter(this.product.now())).start + 5 * MINUTE_MS);
    return `${this.steps.length - before} steps came due; ${lines.join(', ')}`;
  }

  /** kill -9 of the server, now and then once more while it starts, or of the database: near the moment at which most comes due. */
  async #kill(moment: number, random: Random): Promise<string> {
    const at = moment + random.whole(-300, random.chance(0.5) ? 900 : SPREAD_MS);
    await sleep(Math.max(0, at - this.product.now().getTime()));
    const shown = `${((this.product.now().getTime() - moment) / 1_000).toFixed(1)} s`;
    if (random.chance(0.3)) {
      await this.product.killDatabase();
      return `database killed at ${shown}`;
    }
    const again = random.chance(0.2) ? random.whole(20, 1_200) : null;
    await this.product.killServer(again);
    return `server killed ${again === null ? '' : 'twice '}at ${shown}`;
  }

  async #takeSomeBack(some: readonly TakeBack[], random: Random): Promise<void> {
    for (const { take } of some) {
      await sleep(random.whole(0, 200));
      await take(false);
    }
  }

  /** Waits until all that has come due is done, and puts on record what is wrong. */
  async #settle(until: number): Promise<void> {
    await sleep(Math.max(0, until - this.product.now().getTime()));
    for (let leap = 0; leap < LEAPS && !(await this.#allDone()); leap += 1) {
      this.product.setClock(this.product.now().getTime() + LEAP_MS);
    }
    await this.#allDone();
    // A second on, when whoever would do something twice has had the time to.
    await sleep(1_000);
    for (const one of await this.#look()) this.objections.set(`${one.kind} ${one.subject}`, one);
  }

  /** Is everything that has come due done, a while from now at the latest? */
  async #allDone(): Promise<boolean> {
    for (const began = performance.now(); performance.now() - began < WITHIN_MS; await sleep(100)) {
      if (!(await this.#look()).some(({ kind }) => kind === 'lost' || kind === 'left')) return true;
    }
    return false;
  }

  async #look(): Promise<DueObjection[]> {
    // What is done after this moment may be due by then: the time is read behind it.
    const [row] = await this.product.ask<{ done: DoneStep[]; waiting: string[] }>(LOOK);
    return dueObjections(this.steps, row?.done ?? [], new Set(row?.waiting ?? []), this.product.now().getTime());
  }

  /** A device that is told also when Tautline is closed on it; its push service is not there. */
  async #letBeTold(seat: Seat): Promise<void> {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const subscription = {
      endpoint: `https://push.invalid/${seat.memberId}`,
      p256dh: keys.getPublicKey().toString('base64url'),
      auth: randomBytes(16).toString('base64url'),
    };
    await this.product.done(seat, 'outbox.setDevice', { showsContent: false, language: 'en', subscription });
  }

  #expect(what: DueKind, key: string, dueAt: number): Step {
    const step: Step = { what, key, dueAt, standing: 'wanted' };
    this.steps.push(step);
    return step;
  }

  /** All that one company has to come due, and the ways to take it back. */
  async #plan(company: PreparedCompany, start: number, end: number, random: Random) {
    const ways: TakeBack[] = [];
    const when = () => {
      const at = random.chance(0.7) ? start : end;
      return { at, dueAt: random.chance(0.6) ? at : at + random.whole(0, SPREAD_MS) };
    };
    const groups = company.groups.map((id, index) => ({
      id,
      places: PLANS.find(({ key }) => key === company.key)?.groups[index] ?? [],
    }));
    for (let count = 0; count < MESSAGES; count += 1) {
      const { id: conversationId, places } = random.pick(groups);
      const seat = seatOf(company, random.pick(places));
      const { at, dueAt } = when();
      const id = newId();
      const step = this.#expect('message', id, dueAt);
      await this.product.done(seat, 'later.schedule', {
        id,
        conversationId,
        text: `due ${id}`,
        sendAt: new Date(dueAt),
      });
      ways.push({ at, take: (isInTime) => this.#giveUp(seat, step, isInTime) });
    }
    for (let count = 0; count < KEPT; count += 1) {
      const { id: conversationId, places } = random.pick(groups);
      const seat = seatOf(company, random.pick(places));
      const { at, dueAt } = when();
      const said = await this.product.done<{ number: number }>(seat, 'chat.sendMessage', {
        ...{ id: newId(), conversationId, text: 'to keep', replyTo: null },
      });
      const input = { conversationId, number: said.number, remindAt: new Date(dueAt) };
      const { id } = await this.product.done<{ id: string }>(seat, 'later.save', input);
      const step = this.#expect('reminder', id, dueAt);
      ways.push({
        at,
        take: async (isInTime) =>
          this.#tookBack(step, isInTime, await this.product.call(seat, 'later.changeSaved', { id, done: true })),
      });
    }
    for (let count = 0; count < NOTICES; count += 1)
      ways.push(...(await this.#planNotice(company, random.pick(groups), start, end, count === 0)));
    return ways;
  }

  /** A notice that is due on the next day: a reminder to each as it begins, a summary to its author as it ends, unless all have acknowledged. */
  async #planNotice(
    company: PreparedCompany,
    { id: conversationId, places }: { readonly id: string; readonly places: readonly number[] },
    start: number,
    end: number,
    byAll: boolean,
  ) {
    const [author = 0, stubborn, ...others] = places;
    const id = newId();
    const input = { id, conversationId, text: 'please acknowledge', dueDays: 1 };
    const { number } = await this.product.done<{ number: number }>(seatOf(company, author), 'chat.sendNotice', input);
    const summary = this.#expect('summary', id, end);
    const ways: TakeBack[] = [];
    for (const place of [...(stubborn === undefined ? [] : [stubborn]), ...others]) {
      const seat = seatOf(company, place);
      const step = this.#expect('notice reminder', `${id} ${seat.memberId}`, start);
      const acknowledge = () => this.product.call(seat, 'chat.acknowledge', { conversationId, number });
      if (byAll) this.#tookBack(step, true, await acknowledge());
      else if (place !== stubborn)
        ways.push({ at: start, take: async (isInTime) => this.#tookBack(step, isInTime, await acknowledge()) });
    }
    if (byAll) summary.standing = 'gone';
    return ways;
  }

  /** What was given up before it was taken is never sent; what was taken cannot be given up. */
  async #giveUp(seat: Seat, step: Step, isInTime: boolean): Promise<void> {
    const { is } = await this.product.call(seat, 'later.removeScheduled', { id: step.key });
    if (is === 'ok') step.standing = 'gone';
    else if (is === 'unheard') step.standing = 'either';
    else if (isInTime) throw new Error('a message that waits could not be given up');
  }

  #tookBack(step: Step, isInTime: boolean, { is }: Answer<unknown>): void {
    if (isInTime && is !== 'ok') throw new Error(`a ${step.what} could not be taken back though nothing was killed`);
    step.standing = isInTime ? 'gone' : 'either';
  }
}

/**
 * Notes, in the transaction that does it, whatever is handed to the outbox: a row that comes, or one that waits anew or once more. Holding
 * until working time, and telling, leave other marks.
 */
const AUDIT = `
  create schema faults;
  create table faults.handed (company_id uuid, member_id uuid, source text, place uuid, kind text);
  create function faults.note() returns trigger language plpgsql security definer as $$
  begin
    if tg_op = 'INSERT' and new.held then return null; end if;
    if tg_op = 'UPDATE' and (new.due_at is null or new.told_number <> old.told_number or new.held <> old.held or new.due_at > old.due_at)
    then return null; end if;
    insert into faults.handed values (new.company_id, new.member_id, new.source, new.place, new.kind);
    return null;
  end $$;
  create trigger note after insert or update on outbox.notification for each row execute function faults.note()`;

const LOOK = `
  select
    (select coalesce(jsonb_agg(jsonb_build_object('what', what, 'key', key)), '[]') from (
       select 'message' as what, message_id::text as key from chat.message where text like 'due %'
       union all
       select 'reminder', place::text from faults.handed where source = 'later' and kind = 'reminder'
       union all
       select 'notice reminder', place || ' ' || member_id from faults.handed where source = 'chat.notice' and kind = 'reminder'
       union all
       select 'summary', place::text from faults.handed where source = 'chat.notice' and kind = 'summary') step) as done,
    (select coalesce(jsonb_agg(message_id), '[]') from later.scheduled) as waiting`;
