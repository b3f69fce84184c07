import type { OutputOf } from '#platform/model/contract.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import type { outboxCalls } from '../model/contract.ts';

/** What notifies here, and when. */
export type Settings = OutputOf<typeof outboxCalls.settings>;

/** The outbox of the company on the screen. */
export interface Open {
  readonly company: OpenCompany;
  readonly calls: Client<typeof outboxCalls>;
}
