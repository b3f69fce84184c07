import { z } from 'zod';

export { ruleKinds } from './notifying.ts';

/** It shows and tells what the rooms below decide, and has no calls or events of its own. */
export const rulesCalls = {};
export const rulesEvent = z.never();
