import { useState } from 'react';
import { chatStore } from '#chat/web/index.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { type RetentionRule, recordsCalls } from '../model/contract.ts';
import { changeAhead, type Days, daysFor, type Place } from '../model/retention.ts';

/** For how long messages are kept, as far as this member may know the rules. */
export const rulesStore = createStore<readonly RetentionRule[]>([]);

/** Asks for the rules; without a connection those that are known stay. */
export async function loadRules(company: OpenCompany): Promise<void> {
  const rules = await company
    .client('records', recordsCalls)
    .retention({})
    .catch(() => null);
  if (rules !== null) rulesStore.set(rules);
}

/** How a conversation is kept now, and how it will be. A thread is kept as the conversation in which it hangs. */
export function useKept(id: ConversationId): { days: Days; ahead: { days: Days; at: Date } | null } {
  const rules = useStore(rulesStore);
  const [now] = useState(() => new Date());
  const place = useStore(chatStore, ({ conversations }): Place | null => {
    const known = conversations[id];
    const root = conversations[known?.thread?.conversationId ?? id];
    return root === undefined ? null : { conversationId: root.id, kind: root.kind };
  });
  if (place === null) return { days: null, ahead: null };
  return { days: daysFor(rules, place, now), ahead: changeAhead(rules, place, now) };
}
