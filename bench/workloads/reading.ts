import type { Figures } from '../figures.ts';
import { closeAll, connectCompany, type Stage, type Workload } from '../stage.ts';
import { fanCompany } from '../world.ts';
import { rateFigures, rateRun } from './fanout.ts';

const RATE = 50;
const WITHIN_MS = 1000;
const TICK_MS = 10;

/** Runs work at a moment of its own within a second, with one timer for all. */
class Later {
  private readonly wheel: (() => void)[][] = Array.from({ length: WITHIN_MS / TICK_MS }, () => []);
  private at = 0;
  private readonly timer = setInterval(() => this.turn(), TICK_MS);

  put(work: () => void): void {
    this.wheel[Math.floor(Math.random() * this.wheel.length)]?.push(work);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private turn(): void {
    const due = this.wheel[this.at] ?? [];
    this.wheel[this.at] = [];
    this.at = (this.at + 1) % this.wheel.length;
    for (const work of due) work();
  }
}

async function run(stage: Stage): Promise<Figures> {
  const connections = await connectCompany(stage, fanCompany, 'member');
  const groupOf = new Map(fanCompany.groups.flatMap((members, group) => members.map((person) => [person, group])));
  const without = await rateRun(stage, connections, RATE);
  const later = new Later();
  let marks = 0;
  const reading = await rateRun(stage, connections, RATE, (person, number) => {
    later.put(() => {
      marks++;
      connections[person]?.markRead(groupOf.get(person) ?? 0, number);
    });
  });
  later.stop();
  closeAll(connections);
  const p99 = [reading, without].map((run) => run.deliveries.latencies.at(0.99));
  return {
    ...rateFigures('without', without),
    ...rateFigures('reading', reading),
    marks,
    'p99 with ÷ without': (p99[0] ?? Number.NaN) / (p99[1] ?? Number.NaN),
  };
}

/** Everybody marks every message read within a second: does that disturb those who send? */
export const reading: Workload = { name: 'reading', companies: () => [fanCompany], run };
