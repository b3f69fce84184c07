import { useMember } from '#directory/web/index.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Silence } from '../../model/contract.ts';
import { silenceWords } from './words.ts';

/** In place of the composer: who has silenced one, and until when. */
export function SilencedHere({ silence }: { readonly silence: Silence | null }) {
  const t = useWords(silenceWords);
  const format = useFormat();
  const by = useMember(silence?.byId ?? null)?.name ?? '';
  const until = silence?.until ?? null;
  return <p className="ch-closed">{until === null ? t.here(by) : t.hereUntil(by, format.whenExactly(until))}</p>;
}
