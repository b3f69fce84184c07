import { setTimeout as sleep } from 'node:timers/promises';
import { killTab, noBrowserBecause } from './browser.ts';
import type { Kind } from './checks.ts';
import { cutAfterCommit, cutDatabase, type Fault, herd, killDatabase, killServer, slow, stepClock } from './faults.ts';
import type { DueObjection } from './due.ts';
import { playLadders } from './ladder.ts';
import { playDays } from './later.ts';
import { type FaultKind, KINDS, readOptions, type RunOptions } from './options.ts';
import { type Random, randomFrom } from './random.ts';
import { openScene, type Scene, settle } from './scene.ts';

/** Days on which something comes due, and mornings of ladders, have a scene of their own. */
type SceneKind = Exclude<FaultKind, 'later' | 'ladder'>;

const FAULTS: Readonly<Record<SceneKind, Fault>> = {
  server: killServer,
  database: killDatabase,
  commit: cutAfterCommit,
  herd,
  slow,
  cut: cutDatabase,
  clock: stepClock,
  browser: killTab,
};
/** Some come in handfuls, with one check for all of them. */
const TOGETHER: Partial<Record<SceneKind, number>> = { commit: 5, browser: 3 };
/** After so many rounds the companies are made anew: what a check compares stays small. */
const ROUNDS_PER_SCENE = 40;
const SHOWN = 20;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Round {
  readonly kind: SceneKind;
  readonly times: number;
}

/** All faults in an order that the seed decides. */
function roundsOf({ counts }: RunOptions, random: Random): Round[] {
  const rounds: Round[] = [];
  for (const kind of KINDS) {
    if (kind === 'later' || kind === 'ladder' || (kind === 'browser' && noBrowserBecause() !== null)) continue;
    const together = TOGETHER[kind] ?? 1;
    for (let left = counts[kind]; left > 0; left -= together) rounds.push({ kind, times: Math.min(together, left) });
  }
  return random.shuffled(rounds);
}

async function playRound(scene: Scene, { kind, times }: Round, random: Random, label: string): Promise<void> {
  const before = scene.record.acknowledged.length;
  scene.load.run(random.part('load'));
  await sleep(random.whole(500, 2_000));
  const lines: string[] = [];
  for (let time = 1; time <= times; time++) lines.push(await FAULTS[kind](scene, random.part(`fault ${time}`)));
  await sleep(random.whole(300, 1_200));
  scene.load.hold();
  const { quietMs, agreedMs } = await settle(scene, say);
  const acknowledged = scene.record.acknowledged.length - before;
  for (const line of lines) say(`${label} ${kind}: ${line}`);
  say(
    `${label} ${kind}: ${acknowledged} acknowledged, quiet after ${(quietMs / 1_000).toFixed(1)} s, all agreed after ${(agreedMs / 1_000).toFixed(1)} s`,
  );
}

/** What a whole run came to. */
class Sum {
  acknowledged = 0;
  startedAfresh = 0;
  readonly counts = new Map<Kind, number>();
  readonly sentences: string[] = [];

  add({ record, devices }: Scene): void {
    this.acknowledged += record.acknowledged.length;
    for (const device of devices) this.startedAfresh += device.startedAfresh;
    for (const { kind, sentence } of record.objections.values()) {
      this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
      this.sentences.push(`${kind}: ${sentence}`);
    }
    this.sentences.unshift(...record.complaints);
  }

  of(kind: Kind): number {
    return this.counts.get(kind) ?? 0;
  }
}

interface Due {
  readonly steps: number;
  readonly objections: readonly DueObjection[];
  readonly complaints: readonly string[];
}

function dueLine(sums: readonly Due[]): string {
  const objections = sums.flatMap((one) => one.objections);
  const count = (wanted: DueObjection['kind']) => objections.filter(({ kind }) => kind === wanted).length;
  const steps = sums.reduce((sum, one) => sum + one.steps, 0);
  return `steps ${steps}, lost ${count('lost')}, doubled ${count('doubled')}`;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const random = randomFrom(options.seed);
  const rounds = roundsOf(options, random.part('order'));
  const began = performance.now();
  const sum = new Sum();
  say(`seed ${options.seed}: ${KINDS.map((kind) => `${kind} ${options.counts[kind]}`).join(', ')}`);
  const reason = options.counts.browser > 0 ? noBrowserBecause() : null;
  if (reason !== null) say(`no tab is killed: ${reason}`);
  for (let first = 0; first < rounds.length; first += ROUNDS_PER_SCENE) {
    const scene = await openScene(random.part(`scene ${first}`), options);
    try {
      await settle(scene, say);
      for (const [index, round] of rounds.slice(first, first + ROUNDS_PER_SCENE).entries()) {
        const place = first + index + 1;
        const known = scene.record.objections.size + scene.record.complaints.length;
        await playRound(scene, round, random.part(`round ${place}`), `${place}/${rounds.length}`);
        const found = scene.record.objections.size + scene.record.complaints.length - known;
        if (found > 0) say(`${place}/${rounds.length} ${round.kind}: ${found} OBJECTIONS`);
      }
    } catch (error) {
      scene.record.complain(`the run broke off: ${(error as Error).stack ?? String(error)}`);
      first = rounds.length;
    } finally {
      const isWrong = scene.record.objections.size + scene.record.complaints.length > 0;
      await scene.close(options.keep && isWrong);
      if (options.keep && isWrong) say(`left in ${scene.stage.folder}`);
      sum.add(scene);
    }
  }
  const due: Due[] = [];
  const { later, ladder } = options.counts;
  if (later > 0) due.push(await playDays(later, random, options.keep, say));
  if (ladder > 0) {
    const ladders = await playLadders(ladder, random, options.keep, say);
    const { kills, uncertain, missing } = ladders;
    say(
      `${kills} kills; ${uncertain} texts in the middle of which somebody died are not repeated: ${missing} did not arrive`,
    );
    due.push(ladders);
  }
  for (const { complaints, objections } of due) {
    sum.sentences.push(...complaints, ...objections.map(({ kind, sentence }) => `${kind}: ${sentence}`));
  }
  for (const sentence of sum.sentences.slice(0, SHOWN)) say(`objection: ${sentence}`);
  if (sum.sentences.length > SHOWN) say(`and ${sum.sentences.length - SHOWN} more`);
  const others = [...sum.counts].filter(([kind]) => !['lost', 'doubled', 'misordered'].includes(kind));
  if (others.length > 0) say(others.map(([kind, count]) => `${kind} ${count}`).join(', '));
  say(`${((performance.now() - began) / 1_000).toFixed(0)} s; devices started afresh ${sum.startedAfresh} times`);
  if (due.length > 0) say(dueLine(due));
  if (rounds.length > 0) {
    say(
      `acknowledged ${sum.acknowledged}, lost ${sum.of('lost')}, doubled ${sum.of('doubled')}, misordered ${sum.of('misordered')}`,
    );
  }
  const isEmpty = (rounds.length > 0 && sum.acknowledged === 0) || due.some(({ steps }) => steps === 0);
  return isEmpty || sum.sentences.length > 0 ? 1 : 0;
}

process.exit(await main());
