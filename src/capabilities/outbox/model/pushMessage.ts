import { z } from 'zod';

/** What goes to a service worker, encrypted for it alone. */
export const pushMessage = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('show'),
    /** One notification a place and device: a later one takes the place of an earlier one. */
    tag: z.string(),
    /** Rises with every telling under a tag: what was shown once is not shown again, even if it comes twice. */
    number: z.number().int(),
    title: z.string(),
    body: z.string(),
    /** Where a tap leads, and in which company. */
    path: z.string(),
    companyId: z.string(),
  }),
  z.object({ do: z.literal('close'), tag: z.string(), number: z.number().int() }),
]);
export type AnyPushMessage = z.output<typeof pushMessage>;
export type PushMessage = Extract<AnyPushMessage, { do: 'show' }>;
