import { Worker } from 'node:worker_threads';

/** The key pair by which push services know this installation (VAPID), base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushOptions {
  readonly ttlS: number;
  /** What a push service has not delivered yet under this name gives way to what comes next. */
  readonly topic: string;
  readonly urgent: boolean;
}

/** One push to be encrypted and signed. */
export interface Unwrapped {
  readonly number: number;
  readonly target: PushTarget;
  readonly payload: string;
  readonly options: PushOptions;
}

/** The request that brings a push. */
export interface Wrapped {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the thread answers: the request, or why there is none. */
export type Answer = { readonly number: number } & ({ readonly wrapped: Wrapped } | { readonly why: string });

export interface WrapKeys extends PushKeys {
  readonly subject: string;
}

interface Waiting {
  resolve(wrapped: Wrapped): void;
  reject(error: Error): void;
}

/**
 * Encrypts and signs pushes in a thread of its own: half a millisecond each, thousands at a start of work, and messages pass the loop here.
 * The thread begins with the first push; one that died begins again with the next.
 */
export class Wrapping {
  readonly #keys: WrapKeys;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #count = 0;

  constructor(keys: WrapKeys) {
    this.#keys = keys;
  }

  wrap(target: PushTarget, payload: string, options: PushOptions): Promise<Wrapped> {
    const worker = (this.#worker ??= this.#open());
    const number = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      worker.postMessage({ number, target, payload, options } satisfies Unwrapped);
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #open(): Worker {
    const worker = new Worker(new URL('./wrapWorker.ts', import.meta.url), { workerData: this.#keys });
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.number);
      this.#waiting.delete(answer.number);
      if ('wrapped' in answer) waiting?.resolve(answer.wrapped);
      else waiting?.reject(new Error(answer.why));
    });
    let cause = new Error('the thread that encrypts has ended');
    worker.on('error', (error: Error) => (cause = error));
    worker.on('exit', () => {
      this.#worker = null;
      const left = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const waiting of left) waiting.reject(cause);
    });
    worker.unref();
    return worker;
  }
}
