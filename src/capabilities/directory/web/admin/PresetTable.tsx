import { Tag } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Policy, Preset } from '../../model/contract.ts';
import { policyDifference, policyOfPreset } from '../../model/policy.ts';
import { words as shared } from '../words.ts';
import { usePolicyValues } from './usePolicyLines.ts';
import { words } from './words.ts';

const styles: readonly Preset[] = ['top-down', 'balanced', 'self-managed'];

/** What each style sets, switch by switch, and where the company differs from its own. */
export function PresetTable({ policy }: { readonly policy: Policy }) {
  const t = useWords(words);
  const s = useWords(shared);
  const { labels, valueOf } = usePolicyValues();
  const names = { 'top-down': s.topDown, balanced: s.balanced, 'self-managed': s.selfManaged };
  const differs = policyDifference(policyOfPreset(policy.preset), policy);
  return (
    <div className="di-presets" role="table" aria-label={t.presetsTable}>
      {Object.entries(labels).map(([key, label]) => {
        const name = key as keyof typeof labels;
        return (
          <div key={name} role="row">
            <div role="rowheader">
              <b>{label}</b>
              {name in differs && <Tag kind="held">{t.presetDiffers(valueOf(name, policy))}</Tag>}
            </div>
            {styles.map((style) => (
              <div key={style} role="cell" data-own={style === policy.preset ? '' : undefined}>
                <small>{names[style]}</small>
                <span>{valueOf(name, policyOfPreset(style))}</span>
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
