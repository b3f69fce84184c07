import { Refused, type Refusal } from '#platform/model/refusal.ts';

/** The server answered "no", or failed: the refusal and the number to quote. */
export class CallFailed extends Refused {
  readonly status: number;
  readonly requestId: string;

  constructor(refusal: Refusal, status: number, requestId: string) {
    super(refusal);
    this.name = 'CallFailed';
    this.status = status;
    this.requestId = requestId;
  }
}

/** Nobody answered: no connection, or none in time. Nothing is known about whether the call was done. */
export class Offline extends Error {
  constructor() {
    super('offline');
    this.name = 'Offline';
  }
}

/** The refusal code of anything thrown, or null where it was not a refusal. */
export function refusalCode(error: unknown): string | null {
  return error instanceof Refused ? error.refusal.code : null;
}

/** The number to quote, where there is one. */
export function requestIdOf(error: unknown): string | null {
  return error instanceof CallFailed && error.requestId !== '' ? error.requestId : null;
}
