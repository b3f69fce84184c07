import type { Seen } from '#outbox/web/index.ts';
import { currentLanguage } from '#platform/web/words.ts';
import { moreHoursWords, MY_HOURS } from '../model/notifying.ts';

/** That there are more hours, as it looks on this device. */
export function noticeOf(): Promise<Seen> {
  return Promise.resolve({
    told: { title: '', from: '', text: moreHoursWords[currentLanguage()] },
    meant: true,
    path: MY_HOURS,
  });
}
