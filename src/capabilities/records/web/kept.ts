import { useState } from 'react';
import { chatStore } from '#chat/web/index.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { type HoldHere, type RetentionRule, recordsCalls } from '../model/contract.ts';
import { changeAhead, type Days, daysFor, type Place } from '../model/retention.ts';

/** For how long messages are kept, as far as this member may know the rules. */
export const rulesStore = createStore<readonly RetentionRule[]>([]);

/** Legal holds over conversations that this member is in, or was before they were deleted. */
export const holdsStore = createStore<readonly HoldHere[]>([]);

/** Asks for the rules and the holds; without a connection those that are known stay. */
export async function loadRules(company: OpenCompany): Promise<void> {
  const calls = company.client('records', recordsCalls);
  const asked = await Promise.all([calls.retention({}), calls.holdsHere({})]).catch(() => null);
  if (asked === null) return;
  rulesStore.set(asked[0]);
  holdsStore.set(asked[1]);
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
