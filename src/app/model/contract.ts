import { z } from 'zod';
import { me } from '#identity/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';

const none = z.object({});
const token = z.string().max(200);

/** Somebody of the invented company whose eyes one can look through. */
export const demoPerson = z.object({
  accountName: z.string(),
  name: z.string(),
  /** What he is: `member`, `manager`, `admin`, `representative`. */
  part: z.string(),
  password: z.string(),
});

export const setupCalls = {
  state: query({
    summary: 'Whether this installation is new, and whether it holds the demo company.',
    allow: 'anyone',
    input: none,
    output: z.object({ isNew: z.boolean(), hasDemo: z.boolean(), version: z.string() }),
    refusals: [],
  }),
  makeDemo: command({
    summary:
      'Makes the demo company; for whoever holds the link that the first start prints, or on an installation started with --demo.',
    allow: 'anyone',
    input: z.object({ setup: token }),
    output: z.object({ people: z.array(demoPerson) }),
    refusals: ['setup.linkNeeded'],
  }),
  lookThrough: command({
    summary: 'Signs in as somebody of the demo company.',
    allow: 'anyone',
    input: z.object({ setup: token, accountName: z.string().max(254) }),
    output: me,
    refusals: ['setup.linkNeeded'],
  }),
};

export const setupEvent = z.discriminatedUnion('type', [z.object({ type: z.literal('setup.none') })]);
