import { z } from 'zod';
import type { DingId } from '#ding/model/contract.ts';
import { idOf, type MemberId } from '#platform/model/ids.ts';

/** Apart from the calls: a page listens before it asks for anything. */
export const overrideEvent = z.discriminatedUnion('type', [
  /** To a member: his ledger, or what he may still send, is another now. */
  z.object({ type: z.literal('override.ledgerChanged') }),
  /** To those who decide: there is something new to decide, or it was decided. */
  z.object({ type: z.literal('override.contestChanged'), id: idOf<DingId>(), memberId: idOf<MemberId>() }),
]);
export type OverrideEvent = z.output<typeof overrideEvent>;
