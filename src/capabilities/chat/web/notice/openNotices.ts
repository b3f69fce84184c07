import { z } from 'zod';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { createStore } from '#platform/web/store.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { chatEvent, type Message, typingFrame } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { openAfter, type OpenNotice } from './open.ts';

/** Own notices that wait, across conversations. */
export const openNotices = createStore<readonly OpenNotice[]>([]);

/** Keeps them as the server tells: asked for once, then by events. */
export function openOpenNotices(company: OpenCompany): () => void {
  let isFresh = false;
  let last: Message | null = null;
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    isFresh = false;
    const found = await deviceNow()
      ?.calls.openNotices({})
      .catch(() => null);
    if (found === null || found === undefined || mine !== turn || deviceNow()?.company !== company) return;
    isFresh = true;
    openNotices.set(found);
  }

  const stops = [
    company.listen('chat', z.union([chatEvent, typingFrame]), (event) => {
      if (event.type === 'chat.typing') return;
      openNotices.set((old) => openAfter(old, event, company.memberId as MemberId, last));
      if (event.type === 'chat.messageSent') last = event.message;
      // What comes while it is asked for may be in the answer or not: it is asked again.
      if (!isFresh && event.type.startsWith('chat.notice')) void load();
    }),
    company.onFresh(() => void load()),
    connectionStore.subscribe(() => {
      if (connectionStore.get() === 'online' && !isFresh) void load();
    }),
  ];
  return () => {
    turn += 1;
    for (const stop of stops) stop();
    openNotices.set([]);
  };
}
