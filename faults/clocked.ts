import { setTimeout as sleep } from 'node:timers/promises';
import { interrupted, type seatOf } from './scene.ts';
import { Stage } from './stage.ts';

const CALL_WITHIN_MS = 5_000;
const ASK_WITHIN_MS = 20_000;

export type Seat = ReturnType<typeof seatOf>;
export type Answer<Output> = { readonly is: 'ok'; readonly output: Output } | { readonly is: 'no' | 'unheard' };

interface Outside {
  /** Loaded before the server, in place of the stepped clock that it brings along. */
  readonly preload?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A product whose clock is ours: started, killed, asked and called as if it were the time that we say. */
export class Clocked {
  readonly stage: Stage;
  readonly #outside: Outside;
  #offsetMs = 0;

  private constructor(stage: Stage, outside: Outside) {
    this.stage = stage;
    this.#outside = outside;
  }

  static async open(outside: (stage: Stage) => Outside = () => ({})): Promise<Clocked> {
    const stage = await Stage.open();
    interrupted(stage);
    return new Clocked(stage, outside(stage));
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  setClock(moment: number): void {
    this.#offsetMs = moment - Date.now();
    this.stage.tell({ offsetMs: this.#offsetMs });
  }

  launch(): void {
    this.stage.launch({ preload: 'steppedClock.ts', ...this.#outside, clockOffsetMs: this.#offsetMs });
  }

  async start(): Promise<void> {
    this.launch();
    await this.stage.untilReady();
  }

  /** kill -9 of the server, sometimes (`again`: after so many milliseconds) once more while it starts. */
  async killServer(again: number | null): Promise<void> {
    await this.stage.killServer();
    if (again !== null) {
      this.launch();
      await sleep(again);
      await this.stage.killServer();
    }
    await this.start();
  }

  async killDatabase(): Promise<void> {
    this.stage.killDatabase();
    await sleep(50);
    await this.stage.untilReady();
  }

  /** Asks as the owner of the database, again as long as it is away. */
  async ask<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    for (const began = performance.now(); ; await sleep(100)) {
      try {
        return await this.stage.ask<Row>(text, values);
      } catch (error) {
        if (performance.now() - began > ASK_WITHIN_MS) throw error;
      }
    }
  }

  /** `unheard`: nobody knows whether it was done. */
  async call<Output>(seat: Seat, name: string, input: object): Promise<Answer<Output>> {
    const response = await fetch(`http://127.0.0.1:${this.stage.port}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-company': seat.companyId,
        authorization: `Bearer ${seat.token}`,
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(CALL_WITHIN_MS),
    }).catch(() => null);
    const answer: unknown = await response?.json().catch(() => null);
    if (response === null || answer === null || answer === undefined) return { is: 'unheard' };
    if (response.ok) return { is: 'ok', output: answer as Output };
    // Who says "unavailable" may have lost its database in the middle of a commit.
    return { is: (answer as { code: string }).code.startsWith('platform.') ? 'unheard' : 'no' };
  }

  async done<Output = unknown>(seat: Seat, name: string, input: object): Promise<Output> {
    const answer = await this.call<Output>(seat, name, input);
    if (answer.is !== 'ok') throw new Error(`${name} was not done while nothing was killed`);
    return answer.output;
  }
}
