import { IconMicrophoneOff } from '@tabler/icons-react';
import { useFormat } from '#platform/web/useFormat.ts';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Silence } from '../../model/contract.ts';
import { useHasPassed } from '../useHasPassed.ts';
import { silenceWords } from './words.ts';

/** Beside a member who may not write now. */
export function SilenceTag({ silence: { until } }: { readonly silence: Silence }) {
  const t = useWords(silenceWords);
  const format = useFormat();
  if (useHasPassed(until)) return null;
  return (
    <Tag icon={<IconMicrophoneOff size={12} stroke={1.75} aria-hidden />}>
      {until === null ? t.silenced : t.until(format.when(until))}
    </Tag>
  );
}
