import { client } from '#platform/web/call.ts';
import { outboxCalls } from '../../model/contract.ts';

/** The calls of the outbox, in the company on the screen. */
export const outbox = client('outbox', outboxCalls);
