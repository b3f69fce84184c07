import { setTimeout as sleep } from 'node:timers/promises';
import type { MemberId } from '#platform/model/ids.ts';
import { type Acknowledged, type Objection, objections } from './checks.ts';
import { Device, type Seat } from './device.ts';
import { Load } from './load.ts';
import type { PreparedCompany } from './prepare.ts';
import type { Random } from './random.ts';
import { Stage } from './stage.ts';
import { readStored } from './stored.ts';
import { planWorld } from './world.ts';

/** The connections come back by themselves; who waited longest tries again after 10 s, a silent wire is noticed after 25 s. */
const QUIET_WITHIN_MS = 60_000;
/** P6, and the poll that is the net under it (P5) with the time it takes. */
const AGREED_WITHIN_MS = 12_000;
const POLL_MS = 200;
/** Later than this is worth a line. */
const LATE_MS = 12_000;

export interface Options {
  readonly herd: number;
  readonly cutMs: number;
}

/** The product under load, with everything that was promised to anybody on record. */
export interface Scene {
  readonly stage: Stage;
  readonly companies: readonly PreparedCompany[];
  readonly devices: readonly Device[];
  readonly load: Load;
  readonly record: Record;
  readonly options: Options;
  /** The port that devices go to; a fault may put a wire in between for some of them. */
  readonly detours: Map<string, number>;
  close(keep: boolean): Promise<void>;
}

/** What was acknowledged, and what was wrong. */
export class Record {
  readonly acknowledged: Acknowledged[] = [];
  readonly objections = new Map<string, Objection>();
  /** Wrong, but no message's fault: a server that ended by itself, a call that failed without a clear word. */
  readonly complaints: string[] = [];

  complain(sentence: string): void {
    if (!this.complaints.includes(sentence)) this.complaints.push(sentence);
  }

  object(found: readonly Objection[]): void {
    for (const one of found) {
      const key = `${one.kind} ${one.subject}`;
      if (!this.objections.has(key)) this.objections.set(key, one);
    }
  }
}

/** Refusals that a member who has just been taken out of a group meets. */
const EXPECTED = ['chat.conversationUnknown', 'chat.mayNotSend', 'chat.messageUnknown'];

/** Makes the companies, starts the server, and opens every device. */
export async function openScene(random: Random, options: Options): Promise<Scene> {
  const stage = await Stage.open();
  interrupted(stage);
  try {
    const plans = planWorld(random.part('world'));
    const companies = await stage.prepare(plans);
    await stage.start();
    const record = new Record();
    const detours = new Map<string, number>();
    const ledger = {
      acknowledged: (told: Acknowledged) => void record.acknowledged.push(told),
      refused(device: string, code: string) {
        if (!EXPECTED.includes(code)) record.complain(`${device}: a message was refused with ${code}`);
      },
      fault: (device: string, call: string, code: string) =>
        record.complain(`${device}: ${call} failed with ${code}, which says neither no nor later`),
    };
    const devices = plans.flatMap((plan, index) =>
      plan.devices.map((place, count) => {
        const company = companies[index] as PreparedCompany;
        const name = `${plan.key} ${place}${plan.devices.indexOf(place) < count ? ' second' : ''}`;
        const seat: Seat = { ...seatOf(company, place), name, port: () => detours.get(name) ?? stage.port };
        return new Device(seat, random.part(`device ${name}`), ledger);
      }),
    );
    return {
      stage,
      companies,
      devices,
      load: new Load(devices),
      record,
      options,
      detours,
      async close(keep) {
        for (const device of devices) device.close();
        await stage.close(keep);
        for (const failure of stage.failures.splice(0)) record.complain(failure);
      },
    };
  } catch (error) {
    await stage.close(false);
    throw error;
  }
}

let stopHearing = (): void => {};

/** Ctrl-C ends what the run has started, too. */
export function interrupted(stage: Stage): void {
  stopHearing();
  const end = (): void => {
    stage.abandon();
    process.exit(1);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  stopHearing = () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
}

/** A member's place in a company, for a device or for a socket. */
export function seatOf(company: PreparedCompany, place: number) {
  const member = company.members[place];
  if (member === undefined) throw new Error(`${company.key} has no member ${place}`);
  return { companyId: company.companyId, token: member.token, memberId: member.memberId as MemberId };
}

function restless(devices: readonly Device[]): string {
  const late = devices.filter(({ isQuiet }) => !isQuiet);
  return `${late.length} devices: ${late
    .slice(0, 5)
    .map(({ restlessness }) => restlessness)
    .join(' | ')}`;
}

export interface Settled {
  readonly quietMs: number;
  readonly agreedMs: number;
}

/** With the load held: waits until all is sent and answered, then until all agree, and puts on record what does not. */
export async function settle({ stage, devices, record }: Scene, say: (line: string) => void): Promise<Settled> {
  const began = performance.now();
  let isTold = false;
  while (!devices.every(({ isQuiet }) => isQuiet)) {
    if (!isTold && performance.now() - began > LATE_MS) {
      isTold = true;
      say(`after ${LATE_MS / 1_000} s not quiet yet: ${restless(devices)}`);
    }
    if (performance.now() - began > QUIET_WITHIN_MS) {
      record.complain(`not quiet after ${QUIET_WITHIN_MS / 1_000} s: ${restless(devices)}`);
      break;
    }
    await sleep(50);
  }
  const quiet = performance.now();
  let found: Objection[] = [];
  for (;;) {
    const stored = await readStored(stage);
    found = objections(
      stored,
      devices.map((device) => device.screen()),
      record.acknowledged,
    );
    if (found.length === 0 || performance.now() - quiet > AGREED_WITHIN_MS) break;
    await sleep(POLL_MS);
  }
  record.object(found);
  for (const failure of stage.failures.splice(0)) record.complain(failure);
  return { quietMs: quiet - began, agreedMs: performance.now() - quiet };
}
