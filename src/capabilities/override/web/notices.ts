import { cardOf } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import { TOLD } from '../model/notifying.ts';
import { override } from './api.ts';

/** How it looks on this device that somebody is to decide, or has; null where it is over. */
export async function noticeOf(place: string, number: number): Promise<Seen | null> {
  if (number >= TOLD.suspended) {
    const { bounds } = await override.mine({});
    return bounds.suspendedUntil === null
      ? null
      : { told: { title: '', from: '', text: '' }, meant: true, path: '/me/ledger' };
  }
  if (number >= TOLD.decided) {
    const mine = (await override.mine({})).reached.find(({ id }) => id === place);
    if (mine === undefined || mine.verdict === null) return null;
    return seen((await cardOf(mine.senderId))?.name ?? '', mine.why, '/me/ledger');
  }
  // Asking for the list would be looking into ledgers: the page says what it is about.
  return seen('', '', '/admin/overrides');
}

const seen = (title: string, text: string, path: string): Seen => ({
  told: { title, from: '', text },
  meant: true,
  path,
});
