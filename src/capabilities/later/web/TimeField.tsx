import { useState } from 'react';
import { useConversation } from '#chat/web/index.ts';
import { useMember } from '#directory/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { Offline } from '#platform/web/failures.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { MomentField } from '#platform/web/ui/MomentField.tsx';
import { useWords } from '#platform/web/words.ts';
import { AHEAD_MAX_MS } from '../model/contract.ts';
import { laterNow } from './laterStore.ts';
import { words } from './words.ts';

interface TimeFieldProps {
  readonly value: Date | null;
  readonly conversationId: ConversationId | null;
  readonly onChange: (at: Date | null) => void;
  readonly autoFocus?: boolean;
}

export const toldKey = (conversationId: ConversationId | null, at: Date | null): string =>
  `later.times ${conversationId} ${at?.getTime() ?? ''} ${Math.floor(Date.now() / 60_000)}`;

/** A moment of one's own, to the minute, and what it means for whom it would disturb. */
export function TimeField({ value, conversationId, onChange, autoFocus = false }: TimeFieldProps) {
  const t = useWords(words);
  const format = useFormat();
  const [now] = useState(() => new Date());
  const peer = useMember(useConversation(conversationId)?.peerId ?? null);
  const answer = useAnswer(value === null ? null : toldKey(conversationId, value), async () => {
    const calls = laterNow()?.calls;
    if (calls === undefined) throw new Offline();
    return calls.times({ conversationId, at: value });
  });
  const toldAt = value === null ? null : (answer.value?.toldAt ?? null);
  const told = toldAt === null ? null : format.whenExactly(toldAt);
  const hint =
    told === null ? undefined : conversationId === null ? t.toldLater(told) : t.theirOff(peer?.name ?? '', told);
  return (
    <MomentField
      label={t.when}
      value={value}
      hint={hint}
      from={now}
      until={new Date(now.getTime() + AHEAD_MAX_MS)}
      onChange={onChange}
      autoFocus={autoFocus}
    />
  );
}
