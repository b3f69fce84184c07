import { capability } from '#platform/server/capability.ts';
import { searchCalls, searchEvent } from '../model/contract.ts';
import { findFiles, findMessages } from './finding.ts';
import { indexing } from './indexing.ts';

export { forgetWords } from './store.ts';

/** Finding messages. */
export const search = capability({
  name: 'search',
  calls: searchCalls,
  events: searchEvent,
  handlers: { messages: findMessages, files: findFiles },
  follows: indexing,
});
