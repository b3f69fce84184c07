import { setTimeout as sleep } from 'node:timers/promises';
import { SPREAD_MS } from '#outbox/model/gate.ts';
import { newId } from '#platform/server/house.ts';
import { Clocked, type Seat } from './clocked.ts';
import { type DoneStep, type DueKind, type DueObjection, dueObjections, type DueStep } from './due.ts';
import { hoursAfter } from './officeDays.ts';
import { type CallAsked, CALLS, Outside, report } from './outside.ts';
import type { PreparedCompany } from './prepare.ts';
import type { Random } from './random.ts';
import { seatOf } from './scene.ts';
import type { CompanyPlan } from './world.ts';

/** The companies are made anew after so many days: they grow older than the sessions of their members otherwise. */
const DAYS_PER_SCENE = 4;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So long before a morning things are sent: nobody is told then. */
const NIGHT_MS = 11 * HOUR_MS;
/** So long before a moment at which much comes due the clock is set. */
const BEFORE_MS = 300;
/** What came due may take so long; then the clock goes on, past any lease and any pause after a failure. */
const WITHIN_MS = 4_000;
const LEAP_MS = 130_000;
const LAST_LEAPS = 5;
const COMPANIES = 5;
const MEMBERS = 12;
const AUTHORS = 6;
const BUDGET = 3;
/** A server that dies has so many texts at most of which nobody knows: the portion that it took. */
const PORTION = 20;

/** What a morning brings, and how far the clock may be set on behind it: the beginnings and first digests, the other digests, the steps. */
const MOMENTS = [
  { name: 'start', leaps: 0 },
  { name: 'digests', leaps: 1 },
  { name: 'push', leaps: 2 },
  { name: 'text', leaps: 3 },
  { name: 'call', leaps: 3 },
] as const;
const AFTER_MINUTES = [0, 0, 5, 15, 30] as const;
/** So many kills make a day. */
export const KILLS_A_DAY = 2 * MOMENTS.length;

const PLANS: readonly CompanyPlan[] = Array.from({ length: COMPANIES }, (_, index) => ({
  key: `ladder-${index + 1}`,
  size: MEMBERS,
  groups: [Array.from({ length: MEMBERS }, (_one, place) => place)],
  pairs: Array.from({ length: MEMBERS / 2 }, (_one, pair): [number, number] => [2 * pair, 2 * pair + 1]),
  devices: [],
}));

interface Step extends DueStep {
  standing: DueStep['standing'];
}

/** A ding as it climbs with one of those it asks. */
interface Climb {
  readonly dingId: string;
  readonly code: string;
  readonly seat: Seat;
  readonly author: Seat;
  readonly steps: { readonly moment: number; readonly step: Step }[];
  /** The text after a call that nobody took. */
  readonly after: Step[];
  /** An answer was given, or at least tried. */
  isAnswered: boolean;
}

/** What days of ladders came to. */
export interface LadderSum {
  readonly steps: number;
  /** Texts of which the product cannot know whether they arrived: not repeated (O14), and listed for the company. */
  readonly uncertain: number;
  /** Those among them that did not. */
  readonly missing: number;
  readonly kills: number;
  readonly objections: readonly DueObjection[];
  readonly complaints: readonly string[];
}

/** Plays mornings on which ladders climb and digests are released while server and database are killed so often. */
export async function playLadders(
  kills: number,
  random: Random,
  keep: boolean,
  say: (line: string) => void,
): Promise<LadderSum> {
  const objections: DueObjection[] = [];
  const complaints: string[] = [];
  let [steps, uncertain, missing] = [0, 0, 0];
  const days = Math.ceil(kills / KILLS_A_DAY);
  for (let first = 0; first < days && complaints.length === 0; first += DAYS_PER_SCENE) {
    const scene = await LadderScene.open();
    try {
      for (let day = first; day < Math.min(days, first + DAYS_PER_SCENE); day += 1) {
        const own = Math.min(KILLS_A_DAY, kills - day * KILLS_A_DAY);
        say(`${day + 1}/${days} ladder: ${await scene.playDay(own, random.part(`ladder ${day}`))}`);
      }
    } catch (error) {
      complaints.push(`the run broke off: ${(error as Error).stack ?? String(error)}`);
    }
    objections.push(...scene.objections.values());
    complaints.push(...scene.complaints);
    const isWrong = scene.objections.size + complaints.length > 0;
    await scene.close(keep && isWrong);
    complaints.push(...scene.product.stage.failures.splice(0));
    if (keep && isWrong) say(`left in ${scene.product.stage.folder}`);
    steps += scene.steps.length;
    uncertain += scene.uncertain;
    missing += scene.missing;
  }
  if (uncertain > kills * PORTION) complaints.push(`${uncertain} texts of which nobody knows, after ${kills} kills`);
  return { steps, uncertain, missing, kills, objections, complaints };
}

class LadderScene {
  readonly product: Clocked;
  readonly steps: Step[] = [];
  readonly objections = new Map<string, DueObjection>();
  readonly complaints: string[] = [];
  uncertain = 0;
  missing = 0;
  readonly #outside: Outside;
  readonly #companies: readonly PreparedCompany[];
  readonly #memberOf = new Map<string, string>();
  /** By code and member. */
  readonly #climbs = new Map<string, Climb>();
  #codes = 0;
  #reports: Promise<void>[] = [];
  readonly #forgiven = new Set<Step>();
  #dice: Random | null = null;

  private constructor(product: Clocked, outside: Outside, companies: readonly PreparedCompany[]) {
    this.product = product;
    this.#outside = outside;
    this.#companies = companies;
    outside.onCall = (call) => void this.#reports.push(this.#answerCall(call));
  }

  static async open(): Promise<LadderScene> {
    const outside = await Outside.open();
    const product = await Clocked.open((stage) => ({
      preload: 'outsideHere.ts',
      env: {
        FAULTS_OUTSIDE_PORT: String(outside.port),
        TAUTLINE_GATEWAY_HOSTS: '127.0.0.1',
        PUBLIC_URL: `http://127.0.0.1:${stage.port}`,
      },
    }));
    try {
      const scene = new LadderScene(product, outside, await product.stage.prepare(PLANS));
      const first = await hoursAfter(new Date());
      product.setClock((await hoursAfter(new Date(first.start))).start - NIGHT_MS);
      await product.start();
      await product.ask(AUDIT);
      for (const company of scene.#companies) await scene.#connect(company);
      await scene.#untilFollowed();
      return scene;
    } catch (error) {
      await product.stage.close(false);
      await outside.close();
      throw error;
    }
  }

  async close(keep: boolean): Promise<void> {
    await this.product.stage.close(keep);
    await this.#outside.close();
  }

  /** What is sent in the evening comes due in the morning, and climbs, while so many kills fall on it. */
  async playDay(kills: number, random: Random): Promise<string> {
    const before = this.steps.length;
    this.#dice = random.part('calls');
    const { start } = await hoursAfter(this.product.now());
    const climbs: Climb[] = [];
    for (const company of this.#companies) climbs.push(...(await this.#plan(company, start, random)));
    await this.#untilHeld(start);
    for (const climb of climbs) if (random.chance(0.05)) await this.#answer(climb, -1, false);
    const lines: string[] = [];
    for (const [index, { name, leaps }] of MOMENTS.entries()) {
      const own = Math.floor((kills * (index + 1)) / MOMENTS.length) - Math.floor((kills * index) / MOMENTS.length);
      const at = await this.#momentOf(index, start);
      const some = random.shuffled(await this.#upToDate(climbs)).slice(0, climbs.length / 16);
      this.product.setClock(at - BEFORE_MS);
      const answering = this.#answerSome(some, index, random.part(`answers ${index}`));
      for (let kill = 1; kill <= own; kill += 1) {
        await sleep(kill === 1 ? BEFORE_MS + random.whole(-100, 1_400) : random.whole(0, 1_200));
        lines.push(`${await this.#kill(random)} at ${name}`);
      }
      await answering;
      if (index === 0) await this.#untilBegun(climbs, start);
      await this.#settle(leaps, false);
      for (const climb of await this.#upToDate(climbs)) {
        if (random.chance(0.04)) await this.#answer(climb, index, false);
      }
    }
    await Promise.all(this.#reports.splice(0));
    await this.#settle(LAST_LEAPS, true);
    this.product.setClock((await hoursAfter(this.product.now())).start - NIGHT_MS);
    return `${this.steps.length - before} steps came due; ${lines.join(', ')}`;
  }

  async #kill(random: Random): Promise<string> {
    if (random.chance(0.3)) {
      await this.product.killDatabase();
      return 'database killed';
    }
    const again = random.chance(0.2) ? random.whole(20, 1_200) : null;
    await this.product.killServer(again);
    return `server killed${again === null ? '' : ' twice'}`;
  }

  /** Gateways, devices and numbers. A number is the member's own, proved: here it is put where the proof would have put it. */
  async #connect(company: PreparedCompany): Promise<void> {
    const owner = seatOf(company, 0);
    const limits = { dailyMax: 100_000, unitCost: '0', currency: 'CNY' };
    const smpp = { kind: 'smpp', host: '127.0.0.1', port: this.#outside.smppPort, security: 'unprotected' };
    const texts = { ...smpp, systemId: 'acme', from: '10690000' };
    await this.product.done(owner, 'outbox.saveGateway', { way: 'sms', config: texts, secret: 'right', ...limits });
    const calls = { kind: 'webhook', url: `https://${CALLS}/` };
    await this.product.done(owner, 'outbox.saveGateway', { way: 'call', config: calls, secret: 'a key', ...limits });
    for (const place of company.members.keys()) {
      const seat = seatOf(company, place);
      const subscription = this.#outside.subscribe(seat.memberId);
      await this.product.done(seat, 'outbox.setDevice', { showsContent: false, language: 'en', subscription });
      const phone = `+86138${String(this.#memberOf.size).padStart(8, '0')}`;
      this.#memberOf.set(phone, seat.memberId);
      await this.product.ask(`insert into outbox.contact values ($1, $2, 'phone', $3, true, true, true, 'en')`, [
        company.companyId,
        seat.memberId,
        phone,
      ]);
    }
  }

  /** Waits until everything that reads the log has come to the new companies: of what was said before it tells nobody. */
  async #untilFollowed(): Promise<void> {
    for (const began = performance.now(); ; await sleep(100)) {
      const [row] = await this.product.ask<{ names: number; missing: number }>(
        `select count(distinct name)::int as names, (count(distinct name) * $1 - count(*) filter (where step is null))::int as missing
           from platform.follower`,
        [COMPANIES],
      );
      if (row !== undefined && row.names > 0 && row.missing === 0) return;
      if (performance.now() - began > 20_000) throw new Error('not everything that reads the log has come');
    }
  }

  #expect(what: DueKind, key: string, dueAt: number, standing: DueStep['standing'] = 'wanted'): Step {
    const step: Step = { what, key, dueAt, standing };
    this.steps.push(step);
    return step;
  }

  /** Of one company: dings that wait until the morning, more than the day of some has room for, and talk for a digest. */
  async #plan(company: PreparedCompany, start: number, random: Random): Promise<Climb[]> {
    const [conversationId] = company.groups;
    const everybody = [...company.members.keys()];
    const climbs: Climb[] = [];
    for (const place of random.shuffled(everybody).slice(0, AUTHORS)) {
      const author = seatOf(company, place);
      const asked = random.shuffled(everybody.filter((one) => one !== place)).slice(0, random.whole(3, 6));
      const [dingId, code] = [newId(), `k${(this.#codes += 1)}`];
      const memberIds = asked.map((one) => seatOf(company, one).memberId);
      const to = [{ conversationId, messageId: newId(), memberIds }];
      await this.product.done(author, 'ding.send', { id: dingId, text: code, to });
      for (const one of asked) {
        const seat = seatOf(company, one);
        const climb: Climb = { dingId, code, seat, author, steps: [], after: [], isAnswered: false };
        this.#climbs.set(`${code} ${seat.memberId}`, climb);
        climbs.push(climb);
        const at = (moment: number) => start + (AFTER_MINUTES[moment] ?? 0) * MINUTE_MS;
        const expect = (moment: number, what: DueKind, key: string) =>
          climb.steps.push({ moment, step: this.#expect(what, key, at(moment)) });
        expect(0, 'ladder', `${dingId} ${seat.memberId} 1`);
        for (const [moment, what, number] of [
          [2, 'push', 12],
          [3, 'text', 13],
          [4, 'call', 14],
        ] as const) {
          expect(moment, 'told', `${dingId} ${seat.memberId} ${number}`);
          expect(moment, what, what === 'push' ? `${dingId} ${seat.memberId} ${number}` : `${code} ${seat.memberId} 1`);
        }
      }
    }
    const day = Math.floor(start / (24 * HOUR_MS));
    for (const [pair, id] of company.pairs.entries()) {
      const said = { id: newId(), conversationId: id, text: 'good night', replyTo: null };
      await this.product.done(seatOf(company, 2 * pair), 'chat.sendMessage', said);
      this.#expect('digest', `${seatOf(company, 2 * pair + 1).memberId} ${day}`, start);
    }
    return climbs;
  }

  /** Waits until nothing of the evening is on its way any more: all of it is kept for the morning. */
  async #untilHeld(start: number): Promise<void> {
    const wanted = COMPANIES * (MEMBERS / 2);
    for (const began = performance.now(); ; await sleep(100)) {
      const [row] = await this.product.ask<{ restless: number; held: number }>(
        `select (select count(*) from ding.recipient where state = 'waits' and due_at < $1)::int as restless,
                (select count(*) from outbox.notification where held and due_at >= $1 and source <> 'ding')::int as held`,
        [new Date(start)],
      );
      if (row?.restless === 0 && row.held === wanted) return;
      if (performance.now() - began > 20_000) throw new Error(`not held by night: ${JSON.stringify(row)}`);
    }
  }

  /** When this comes due: what follows a beginning, so long after it as it really began. */
  async #momentOf(index: number, start: number): Promise<number> {
    if (index === 0) return start;
    if (index === 1) return start + SPREAD_MS;
    const [row] = await this.product.ask<{ at: Date | null }>(
      `select min(due_at) as at from ding.recipient where state = 'waits' and step = $1`,
      [index - 1],
    );
    return Math.max(row?.at?.getTime() ?? 0, this.product.now().getTime());
  }

  /** Once all ladders have begun: who had no room left is told as talk is, and no more; and nobody had more than his day. */
  async #untilBegun(climbs: readonly Climb[], start: number): Promise<void> {
    const look = () =>
      this.product.ask<{ ding: string; member: string; state: string; run: number }>(
        `select ding_id as ding, member_id as member, state, run from ding.recipient where ding_id = any($1)`,
        [[...new Set(climbs.map(({ dingId }) => dingId))]],
      );
    let rows = await look();
    for (const began = performance.now(); rows.some(({ state, run }) => state === 'waits' && run === 0); ) {
      if (performance.now() - began > 15_000) break;
      await sleep(100);
      rows = await look();
    }
    const begun = new Map<string, number>();
    for (const { member, run } of rows) begun.set(member, (begun.get(member) ?? 0) + Math.min(1, run));
    for (const [member, count] of begun) {
      if (count > BUDGET) this.complaints.push(`${count} dings climb with ${member} on one day`);
    }
    const spots = (wanted: (row: (typeof rows)[number]) => boolean) =>
      new Set(rows.filter(wanted).map(({ ding, member }) => `${ding} ${member}`));
    const full = spots(({ state }) => state === 'full');
    const gone = spots(({ state, run }) => state !== 'waits' && state !== 'full' && run === 0);
    for (const climb of climbs) {
      const spot = `${climb.dingId} ${climb.seat.memberId}`;
      // Who answered just then may have been told before as one who had no room.
      if (gone.has(spot) && climb.steps[0]?.step.standing === 'either') {
        for (const what of ['told', 'push'] as const) this.#expect(what, `${spot} 11`, start, 'either');
      }
      if (!full.has(spot)) continue;
      if (begun.get(climb.seat.memberId) !== BUDGET) this.complaints.push(`${spot} is full before its time`);
      const standing = climb.steps[0]?.step.standing ?? 'wanted';
      for (const { step } of climb.steps.splice(0)) this.steps.splice(this.steps.indexOf(step), 1);
      for (const what of ['told', 'push'] as const) {
        climb.steps.push({ moment: 0, step: this.#expect(what, `${spot} 11`, start, standing) });
      }
    }
  }

  /** Those who have not answered and have all that is due. Whoever answers while something is still on its way to him takes that back, too: he is left alone. */
  async #upToDate(climbs: readonly Climb[]): Promise<Climb[]> {
    const behind = new Set((await this.#look()).map(({ subject }) => subject));
    const isBehind = ({ steps }: Climb) => steps.some(({ step: { what, key } }) => behind.has(`${what} ${key}`));
    return climbs.filter((climb) => !climb.isAnswered && !isBehind(climb));
  }

  async #answerSome(some: readonly Climb[], moment: number, random: Random): Promise<void> {
    for (const climb of some) {
      await sleep(random.whole(0, 200));
      await this.#answer(climb, moment, true);
    }
  }

  /**
   * Confirmed, between two moments or (`isNow`) just as one comes: what was still to come must not; what comes right then may. Where nobody
   * heard an answer, all of it may.
   */
  async #answer(climb: Climb, moment: number, isNow: boolean): Promise<void> {
    climb.isAnswered = true;
    const open = climb.steps.filter((one) => one.moment > moment || (isNow && one.moment === moment));
    for (const step of [...open.map((one) => one.step), ...climb.after]) step.standing = 'either';
    const { is } = await this.product.call(climb.seat, 'ding.answer', { id: climb.dingId });
    if (!isNow && is !== 'ok') throw new Error('a ding could not be answered though nothing was killed');
    if (is === 'ok') for (const one of open) if (one.moment > moment) one.step.standing = 'gone';
  }

  /** Calls are not taken, or answered by the key, or left open. Each is reported twice. */
  async #answerCall(call: CallAsked): Promise<void> {
    const climb = this.#climbs.get(this.#spotOf(call) ?? '');
    const how = this.#dice?.fraction() ?? 1;
    if (climb === undefined || how > 0.6) return;
    if (how > 0.3) {
      climb.isAnswered = true;
      await report(call, 'confirmed');
      return;
    }
    const { dingId, code, seat } = climb;
    const after = [
      this.#expect('told', `${dingId} ${seat.memberId} 15`, 0, 'either'),
      this.#expect('text', `${code} ${seat.memberId} 2`, 0, 'either'),
    ];
    climb.after.push(...after);
    if ((await report(call, 'unanswered')) && !climb.isAnswered) for (const step of after) step.standing = 'wanted';
  }

  #spotOf({ to, text }: { readonly to: string; readonly text: string }): string | null {
    const code = /\bk\d+\b/.exec(text)?.[0];
    const member = this.#memberOf.get(to.startsWith('+') ? to : `+${to}`);
    return code === undefined || member === undefined ? null : `${code} ${member}`;
  }

  /** Waits until all that is due is done, setting the clock on where it is not; `isLast`: and puts on record what is wrong. */
  async #settle(leaps: number, isLast: boolean): Promise<void> {
    for (let leap = 0; !(await this.#allDone()) && leap < leaps; leap += 1) {
      this.product.setClock(this.product.now().getTime() + LEAP_MS);
    }
    if (!isLast) return;
    // A second on, when whoever would do something twice has had the time to.
    await sleep(1_000);
    for (const one of await this.#look()) this.objections.set(`${one.kind} ${one.subject}`, one);
  }

  async #allDone(): Promise<boolean> {
    for (const began = performance.now(); performance.now() - began < WITHIN_MS; await sleep(100)) {
      if (!(await this.#look()).some(({ kind }) => kind === 'lost')) return true;
    }
    return false;
  }

  async #look(): Promise<DueObjection[]> {
    const [row] = await this.product.ask<{ done: DoneStep[]; unknown: { ding: string; member: string }[] }>(LOOK);
    const texts = new Map<string, number>();
    for (const text of this.#outside.texts()) {
      const spot = this.#spotOf(text) ?? `unknown ${text.to}`;
      texts.set(spot, (texts.get(spot) ?? 0) + 1);
    }
    const arrived = (what: DueKind, key: string): DoneStep => ({ what, key });
    const day = (number: number) => Math.floor(number / 86_400);
    const done = [
      ...(row?.done ?? []),
      ...[...this.#outside.pushes.values()].map(({ memberId, place, number }) =>
        place === memberId
          ? arrived('digest', `${memberId} ${day(number)}`)
          : arrived('push', `${place} ${memberId} ${number}`),
      ),
      ...[...this.#outside.calls.values()].map((call) => arrived('call', `${this.#spotOf(call)} 1`)),
      ...[...texts].flatMap(([spot, count]) =>
        Array.from({ length: count }, (_, index) => arrived('text', `${spot} ${index + 1}`)),
      ),
    ];
    this.#forgive(row?.unknown ?? []);
    const there = new Set(done.map(({ what, key }) => `${what} ${key}`));
    this.missing = [...this.#forgiven].filter(({ what, key }) => !there.has(`${what} ${key}`)).length;
    return dueObjections(this.steps, done, new Set(), this.product.now().getTime());
  }

  /** A text of which nobody knows may have arrived or not; which of two of a ladder it was does not matter. */
  #forgive(unknown: readonly { readonly ding: string; readonly member: string }[]): void {
    this.uncertain = unknown.length;
    const counts = Map.groupBy(unknown, ({ ding, member }) => `${ding} ${member}`);
    for (const { dingId, code, seat } of this.#climbs.values()) {
      const count = counts.get(`${dingId} ${seat.memberId}`)?.length ?? 0;
      if (count === 0) continue;
      const keys = [`${code} ${seat.memberId} 2`, `${code} ${seat.memberId} 1`];
      const own = keys.flatMap((key) => this.steps.filter((step) => step.what === 'text' && step.key === key));
      for (const step of own.slice(0, count)) {
        if (step.standing !== 'wanted') continue;
        step.standing = 'either';
        this.#forgiven.add(step);
      }
    }
  }
}

/** Notes, in the transaction that does it, each beginning of a ladder, and each step of one that is handed to the outbox. */
const AUDIT = `
  create schema faults;
  create table faults.done (what text, key text);
  create function faults.note_run() returns trigger language plpgsql security definer as $$
  begin
    if new.run > old.run then
      insert into faults.done values ('ladder', concat_ws(' ', new.ding_id, new.member_id, new.run));
    end if;
    return null;
  end $$;
  create trigger note after update on ding.recipient for each row execute function faults.note_run();
  create function faults.note_told() returns trigger language plpgsql security definer as $$
  begin
    if new.source <> 'ding' then return null; end if;
    if tg_op = 'INSERT' and new.held then return null; end if;
    if tg_op = 'UPDATE' and (new.due_at is null or new.told_number <> old.told_number or new.held <> old.held or new.due_at > old.due_at)
    then return null; end if;
    insert into faults.done values ('told', concat_ws(' ', new.place, new.member_id, new.number));
    return null;
  end $$;
  create trigger note after insert or update on outbox.notification for each row execute function faults.note_told()`;

const LOOK = `
  select (select coalesce(jsonb_agg(jsonb_build_object('what', what, 'key', key)), '[]') from faults.done) as done,
         (select coalesce(jsonb_agg(jsonb_build_object('ding', place, 'member', member_id)), '[]')
            from outbox.wire where way = 'sms' and state = 'uncertain') as unknown`;
