import { setTimeout as sleep } from 'node:timers/promises';
import { seatsFor } from './faults.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import { type CutLive, openLive } from './wire.ts';

const OPEN_WITHIN_MS = 60_000;
const BACK_WITHIN_MS = 60_000;
const BY_RESUME = 0.95;

export interface Crowd {
  readonly size: number;
  cut(): void;
  /** Does something that cuts everybody, and says how they came back; complains when too few did, or too late. */
  backFrom(fault: () => Promise<void>): Promise<string>;
  close(): void;
}

interface Member {
  readonly connection: CutLive;
  /** How often it was greeted, and told to start afresh. */
  greeted: number;
  fresh: number;
}

/** Many clients that only listen. */
export async function crowdOf(scene: Scene, random: Random): Promise<Crowd> {
  const { stage, record, options } = scene;
  const members: Member[] = [];
  for (const [index, seat] of seatsFor(scene, options.herd).entries()) {
    const member: { -readonly [Name in keyof Member]: Member[Name] } = {
      connection: null as never,
      greeted: 0,
      fresh: 0,
    };
    member.connection = openLive({ ...seat, port: () => stage.port }, random.part(String(index)), {
      since: null,
      onEvent() {},
      onFresh() {
        member.fresh += 1;
      },
      onState(state) {
        if (state === 'online') member.greeted += 1;
      },
    });
    members.push(member);
    if (index % 50 === 49) await sleep(50);
  }
  const areOnline = (): boolean => members.every(({ connection }) => connection.live.state === 'online');
  await until(areOnline, OPEN_WITHIN_MS);
  if (!areOnline()) record.complain(`not all of ${members.length} clients came in`);
  return {
    size: members.length,
    cut() {
      for (const { connection } of members) connection.cut();
    },
    async backFrom(fault) {
      const before = members.map(({ greeted, fresh }) => ({ greeted, fresh }));
      const isBack = (member: Member, index: number): boolean =>
        member.greeted > (before[index]?.greeted ?? 0) && member.connection.live.state === 'online';
      const began = performance.now();
      await fault();
      await until(() => members.every(isBack), BACK_WITHIN_MS - (performance.now() - began));
      const ms = performance.now() - began;
      const back = members.filter(isBack).length;
      const resumed = members.filter(
        (member, index) => isBack(member, index) && member.fresh === before[index]?.fresh,
      ).length;
      const what = `${back} back in ${(ms / 1_000).toFixed(1)} s, ${((100 * resumed) / members.length).toFixed(1)} % by resume`;
      if (back < members.length || resumed < BY_RESUME * members.length) record.complain(`thundering herd: ${what}`);
      return what;
    },
    close() {
      for (const { connection } of members) connection.live.close();
    },
  };
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isSo() && performance.now() < end) await sleep(50);
}
