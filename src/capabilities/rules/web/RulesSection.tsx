import { IconEye, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Floors, useCompany, useWatching } from '#directory/web/index.ts';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { everyday, policyKinds, seen } from '../model/policies.ts';
import { WatchingCard } from './WatchingCard.tsx';
import { words } from './words.ts';
import './rules.css';

/** `/me/rules`: what is on in this company, why, until when, who agreed; and what no company switches. */
export function RulesSection() {
  const t = useWords(words);
  const language = useLanguage();
  const company = useCompany();
  const { value, error, reload } = useWatching();
  if (company === null) return <Skeleton kind="form" rows={6} />;
  const { policy } = company;
  const style = { 'top-down': t.topDown, balanced: t.balanced, 'self-managed': t.selfManaged }[policy.preset];
  const open = value?.filter(({ state }) => state === 'asked' || state === 'agreed') ?? [];
  const past = value?.filter(({ state }) => state !== 'asked' && state !== 'agreed') ?? [];
  return (
    <div className="ru-page">
      <p className="tl-text-2">{t.intro}</p>
      <Card title={t.seen} aside={<Tag>{style}</Tag>}>
        <Lines lines={seen(policy, language === 'zh')} icon={<IconEye size={18} stroke={1.75} aria-hidden />} />
      </Card>
      <section className="ru-keys" aria-label={t.keysTitle}>
        <h2>{t.keysTitle}</h2>
        <p className="tl-text-2">{t.keysText}</p>
        {value === null && error === null && <Skeleton kind="list" rows={2} />}
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {value !== null && open.length === 0 && <p>{t.none}</p>}
        {open.map((line) => (
          <WatchingCard key={line.id} line={line} onChanged={reload} />
        ))}
        {past.length > 0 && (
          <details>
            <summary>{t.earlier}</summary>
            {past.map((line) => (
              <WatchingCard key={line.id} line={line} onChanged={reload} />
            ))}
          </details>
        )}
      </section>
      <Card title={t.everyday}>
        <Lines lines={everyday(policy, language === 'zh')} />
      </Card>
      <Floors />
      <Card title={t.papers}>
        <p className="tl-text-2">{t.papersText}</p>
        <div className="ru-papers">
          {policyKinds.map((kind) => (
            <ButtonLink key={kind} to={`/rules/${kind}`} icon={<IconPrinter size={18} stroke={1.75} aria-hidden />}>
              {t[kind]}
            </ButtonLink>
          ))}
        </div>
      </Card>
    </div>
  );
}

function Lines({ lines, icon }: { readonly lines: readonly string[]; readonly icon?: ReactNode }) {
  return (
    <ul className="ru-lines">
      {lines.map((line) => (
        <li key={line}>
          {icon}
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}
