import type { MemberId } from '#platform/model/ids.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import type { Egress } from '#platform/server/egress.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { outboxCalls, outboxEvent } from '../model/contract.ts';
import type { Kinds } from '../model/quiet.ts';
import { channelsOf, type DeviceFacts, type Reach, SPREAD_MS } from '../model/gate.ts';
import { isWired } from '../model/quiet.ts';
import {
  contacts,
  giveContact,
  proveContact,
  type Reachable,
  reachable,
  removeContact,
  setContact,
} from './gateways/contacts.ts';
import { gateways, removeGateway, retryLetter, saveGateway, testGateway } from './gateways/keeping.ts';
import { reportRoute, takeReport } from './gateways/receiving.ts';
import type { Post } from './gateways/sending.ts';
import { SmppLines } from './gateways/smpp/sending.ts';
import { makeVault } from './gateways/vault.ts';
import { wireDue } from './gateways/wiring.ts';
import { makePush, type Push } from './pushService.ts';
import { pushDue } from './pushing.ts';
import { removeDevice, setDevice, settings, setWish } from './settings.ts';
import type { Server } from '#platform/server/serve.ts';
import type { Mark, OutboxContext, Source } from './source.ts';
import { reachOf, removeContacts } from './store/contacts.ts';
import { devicesOf, isUsed, removeMember } from './store/devices.ts';
import * as notifications from './store/notifications.ts';
import { removeWaiting } from './store/wires.ts';
import { tellDue } from './telling.ts';
import type { Scales } from './weighing.ts';
import { reconsider, takeBack } from './withdrawing.ts';
import type { WorkDay, WorkTime } from './workTime.ts';
import type { PushKeys } from './wrapping.ts';

export type { Reachable } from './gateways/contacts.ts';
export { makeGatewayKey } from './gateways/vault.ts';
export { makePushKeys } from './pushService.ts';
export type { LetThrough, Mark, Outcome, OutboxContext, Sight, Source } from './source.ts';
export { releaseAt } from '../model/gate.ts';
export { wishesOf } from './store/devices.ts';
export {
  forgetOld,
  type Interruption,
  interruptionsOf,
  momentsOf,
  notedSince,
  outOfHours,
} from './store/interruptions.ts';
export type { WorkDay, WorkTime } from './workTime.ts';
export type { PushKeys } from './wrapping.ts';

/** Who has Tautline open may be reading it: so long a notification waits, and what is read meanwhile is not told. */
export const GRACE_MS = 3_000;

const STEP = 1_000;

export interface Outbox {
  readonly capability: Capability;
  /** A capability above names itself as one that notifies, with its kinds, and says at every telling how things stand. */
  from(source: Source): void;
  /** Is anybody in this company told of anything? Where not, a capability need not look whom to tell. */
  isUsed(ctx: OutboxContext): Promise<boolean>;
  /** Every kind of notification there is, by capability. */
  kinds(): ReadonlyMap<string, Kinds>;
  /**
   * Plans to tell these members, each once a place: after the commit that it is about, never in it. Members who can be told on nothing get
   * no row.
   */
  plan(ctx: FollowContext, source: Source, marks: readonly (Mark & { readonly kind: string })[]): Promise<void>;
  /** Something was read, or changed: what is over at these spots is told no more, and taken back where it is shown. */
  reconsider(ctx: FollowContext, source: Source, spots: readonly Pick<Mark, 'memberId' | 'place'>[]): Promise<void>;
  /** These numbers are gone for everybody: taken back wherever they wait or are shown. */
  recall(ctx: FollowContext, source: Source, marks: readonly Pick<Mark, 'place' | 'number'>[]): Promise<void>;
  /** Goes through all that waits or is shown, a step at a time ('' first); returns the next step, or null at the end. */
  reconsiderAll(ctx: FollowContext, source: Source, step: string): Promise<string | null>;
  /** The working time of these members, or (null) of everybody, may be another now: the gate is asked again about what waits for them. */
  timeChanged(ctx: TimeContext, memberIds: readonly MemberId[] | null): Promise<void>;
  /** Each member's own working day with this number (from 1) among those that begin after now. */
  workDays(
    ctx: OutboxContext & { readonly now: Date },
    memberIds: readonly MemberId[],
    days: number,
  ): Promise<ReadonlyMap<MemberId, WorkDay>>;
  /** By what these members can be reached beside Tautline: by what each gave for it himself. Never where. */
  reachable(ctx: OutboxContext, memberIds: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Reachable>>;
  /** Tells, keeps or drops what falls due up to a moment, each at its own, in this transaction; what goes to devices stays: for seeds. */
  tellUntil(ctx: FollowContext, until: Date): Promise<void>;
  /** Where gateways report. */
  routes(server: Server, house: House): void;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Does all that is due by the clock of the house: for tests. */
  settle(): Promise<void>;
}

type TimeContext = OutboxContext & Pick<FollowContext, 'now' | 'afterCommit'>;

interface Making {
  readonly workTime: WorkTime;
  readonly egress: Egress;
  readonly keys: PushKeys;
  /** Where a push service may complain of us: https or mailto. */
  readonly subject: string;
  /** Seals the secrets of gateways, and signs the addresses at which they report. */
  readonly gatewayKey: string;
  /** How this installation is reached from outside, or null. */
  readonly publicUrl: string | null;
}

/** The one gate through which every notification of a house goes, and its channels. */
export function makeOutbox({ workTime, egress, keys, subject, gatewayKey, publicUrl }: Making): Outbox {
  const post: Post = { egress, vault: makeVault(gatewayKey), lines: new SmppLines(egress), publicUrl };
  const sources = new Map<string, Source>();
  let running: { readonly house: House; readonly clockwork: Clockwork; readonly push: Push } | null = null;
  const sessionsOf: Scales['sessionsOf'] = (companyId, memberId) =>
    running?.house.hub.sessionsOf(companyId as FollowContext['companyId'], memberId) ?? new Set();
  const scales: Scales = { workTime, sources, sessionsOf };

  function wakeAfter(ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date): void {
    ctx.afterCommit(() => running?.clockwork.wake(ctx.companyId, at));
  }

  async function timeChanged(ctx: TimeContext, memberIds: readonly MemberId[] | null): Promise<void> {
    if (await notifications.askAgain(ctx, memberIds, ctx.now)) wakeAfter(ctx, ctx.now);
  }

  async function plan(
    ctx: FollowContext,
    source: Source,
    marks: readonly (Mark & { readonly kind: string })[],
  ): Promise<void> {
    if (marks.length === 0) return;
    const memberIds = [...new Set(marks.map(({ memberId }) => memberId))];
    const devices = Map.groupBy(await devicesOf(ctx, memberIds), ({ memberId }) => memberId);
    const isWiredKind = ({ kind }: (typeof marks)[number]) => isWired(source.kinds[kind]?.only);
    const reach = marks.some(isWiredKind) ? await reachOf(ctx, memberIds) : new Map<MemberId, Reach>();
    const planned = marks.flatMap(({ memberId, place, number, kind }) => {
      const policy = source.kinds[kind];
      if (policy === undefined) throw new Error(`${source.name} declares no kind ${kind}`);
      const open = sessionsOf(ctx.companyId, memberId);
      const own = (devices.get(memberId) ?? []).map(
        (device): DeviceFacts => ({ ...device, isOpen: open.has(device.sessionId) }),
      );
      if (channelsOf(policy, { devices: own, reach: reach.get(memberId) ?? new Map() }).length === 0) return [];
      const dueAt = new Date(ctx.now.getTime() + (open.size > 0 ? GRACE_MS : 0));
      return [{ memberId, source: source.name, place, number, kind, meant: policy.meant, dueAt }];
    });
    if (planned.length === 0) return;
    await notifications.plan(ctx, planned);
    wakeAfter(ctx, new Date(Math.min(...planned.map(({ dueAt }) => dueAt.getTime()))));
  }

  return {
    capability: capability({
      name: 'outbox',
      whileHeld: true,
      calls: outboxCalls,
      events: outboxEvent,
      handlers: {
        settings: (ctx) => settings(ctx, workTime, keys.publicKey),
        setWish,
        setDevice: (ctx, input) => setDevice(ctx, egress, input),
        removeDevice,
        contacts,
        giveContact: (ctx, input) => giveContact(ctx, post, workTime, input),
        proveContact,
        setContact,
        removeContact,
        gateways: (ctx) => gateways(ctx, post),
        saveGateway: (ctx, input) => saveGateway(ctx, post, input),
        removeGateway: (ctx, input) => removeGateway(ctx, post, input),
        testGateway: (ctx, input) => testGateway(ctx, post, input),
        retryLetter: (ctx, input) => retryLetter(ctx, input, () => running?.clockwork.wake(ctx.companyId, ctx.now)),
      },
      listens: {
        'directory.memberDeactivated': async (ctx, { memberId }: { memberId: MemberId }) => {
          await removeMember(ctx, memberId);
          await removeContacts(ctx, memberId, null);
          await removeWaiting(ctx, memberId);
        },
        // Another time zone is another working time.
        'directory.membersChanged': async (ctx, { members }: { members: readonly { id: MemberId }[] }) => {
          const ids = members.map(({ id }) => id);
          await timeChanged(ctx, ids);
        },
      },
    }),
    isUsed,
    reachable,
    routes: (server, house) => reportRoute(server, house, post.vault, sources),
    from: (source) => void sources.set(source.name, source),
    kinds: () => new Map([...sources].map(([name, source]) => [name, source.kinds])),
    plan,
    async reconsider(ctx, source, spots) {
      if (await reconsider(ctx, source, spots, sessionsOf)) wakeAfter(ctx, ctx.now);
    },
    async recall(ctx, source, marks) {
      if (marks.length === 0) return;
      const spots = await notifications.atNumbers(ctx, source.name, marks);
      if (await takeBack(ctx, source, spots, sessionsOf, false)) wakeAfter(ctx, ctx.now);
    },
    async reconsiderAll(ctx, source, step) {
      const [memberId, place] = step.split(' ');
      const after = place === undefined ? null : { memberId: memberId as MemberId, place };
      const spots = await notifications.spotsAfter(ctx, source.name, after, STEP);
      if (await reconsider(ctx, source, spots, sessionsOf)) wakeAfter(ctx, ctx.now);
      const last = spots.at(-1);
      return last === undefined ? null : `${last.memberId} ${last.place}`;
    },
    async tellUntil(ctx, until) {
      for (
        let due = await notifications.nextIn(ctx);
        due !== null && due <= until;
        due = await notifications.nextIn(ctx)
      ) {
        // Who starts work together is told together.
        const at = Math.min(until.getTime(), due.getTime() + SPREAD_MS);
        await tellDue(scales, { ...ctx, now: new Date(at) });
      }
    },
    workDays: ({ tx, companyId, now }, memberIds, days) => workTime.daysAfter(tx, companyId, memberIds, now, days),
    timeChanged,
    start(house, companiesAfter, onError) {
      const push = makePush(egress, keys, subject);
      const clockwork = new Clockwork({
        ...{ house, companiesAfter, onError, nextDue: notifications.nextDue },
        async work(companyId) {
          await house.inCompany(companyId, (ctx) => tellDue(scales, ctx));
          await pushDue(house, scales, push, companyId);
          await wireDue(house, scales, post, companyId);
        },
      });
      post.lines.onReceipt = (companyId, ref, what, why) =>
        takeReport(house, companyId, sources, { about: { ref }, what, why });
      running = { house, clockwork, push };
      clockwork.start();
    },
    async stop() {
      await running?.clockwork.stop();
      await running?.push.close();
      post.lines.close();
    },
    async settle() {
      await running?.clockwork.settle();
    },
  };
}
