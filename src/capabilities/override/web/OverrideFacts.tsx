import { Tag } from '#platform/web/ui/Tag.tsx';
import { IconBarrierBlock, IconMoonOff } from '@tabler/icons-react';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Reached } from '../model/contract.ts';
import { words } from './words.ts';

/** What both ledgers say of an override, in the same words: its reason, why, by which way, and when it was acknowledged (R5). */
export function OverrideFacts({ override, who }: { readonly override: Reached; readonly who: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { reason, why, breaks, ways, acknowledgedAt } = override;
  const by = ways.length === 0 ? t.byNone : t.by(ways.map((way) => t[way]).join(t.listComma));
  const answered = acknowledgedAt === null ? t.notAcknowledged : t.acknowledged(format.whenExactly(acknowledgedAt));
  return (
    <>
      <p className="ov-line">
        <b>{who}</b>
        <Tag kind="override" icon={<IconBarrierBlock size={14} stroke={1.75} aria-hidden />}>
          {t[reason]}
        </Tag>
        {breaks.map((rest) => (
          <Tag key={rest} kind="danger" icon={<IconMoonOff size={14} stroke={1.75} aria-hidden />}>
            {t[rest]}
          </Tag>
        ))}
        <Verdict override={override} />
      </p>
      <p className="ov-why">{why}</p>
      <p className="tl-small tl-text-2">{[by, answered].join(t.comma)}</p>
    </>
  );
}

function Verdict({ override: { contestedAt, verdict } }: { readonly override: Reached }) {
  const t = useWords(words);
  if (verdict === 'upheld') return <Tag kind="danger">{t.upheld}</Tag>;
  if (verdict === 'dismissed') return <Tag>{t.dismissed}</Tag>;
  return contestedAt === null ? null : <Tag kind="held">{t.waiting}</Tag>;
}
