import { defineRefusals } from '#platform/web/refusals.ts';

/** What the outbox says when it must say no. */
export const refusals = defineRefusals({
  'outbox.endpointRefused': {
    zh: '这个浏览器的推送服务用不了，张弛开着时仍会通知。',
    en: 'The push service of this browser cannot be used. Tautline still notifies while it is open.',
  },
});
