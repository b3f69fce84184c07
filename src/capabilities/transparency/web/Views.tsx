import { useCallback, useState } from 'react';
import { MemberAvatar, MemberName, useRoleNames } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import { Button, ButtonLink } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { transparencyCalls } from '../model/contract.ts';
import { transparency } from './api.ts';
import { useFresh } from './useFresh.ts';
import { words } from './words.ts';
import './transparency.css';

const PAGE = 50;

type View = OutputOf<typeof transparencyCalls.views>['views'][number];

const SAID = {
  hours: 'sawHours',
  roster: 'sawRoster',
  leave: 'sawLeave',
  duties: 'sawDuties',
  peopleFile: 'sawPeopleFile',
  ledger: 'sawLedger',
  overrides: 'sawOverrides',
  noticeMissing: 'sawNoticeMissing',
  deadLetter: 'sawDeadLetter',
  exportMade: 'sawExportMade',
  exportFetched: 'sawExportFetched',
} as const;

/** `/me/views`: who was shown private facts of the reader, what, when and why (R30). */
export function Views() {
  const t = useWords(words);
  const { value, error, reload } = useAnswer('transparency.views', (signal) =>
    transparency.views({ before: null, limit: PAGE }, { signal }),
  );
  useFresh(reload);
  const [older, setOlder] = useState<{ readonly views: readonly View[]; readonly more: boolean } | null>(null);
  const first = older?.views[0]?.at ?? null;
  // Those at the top grow while one looks; what was shown when one read on stays below them.
  const fresh = (value?.views ?? []).filter(({ at }) => first === null || at > first);
  const views = [...fresh, ...(older?.views ?? [])];
  const step = useAct(async () => {
    const page = await transparency.views({ before: views.at(-1)?.at ?? null, limit: PAGE });
    setOlder({ views: [...views, ...page.views], more: page.more });
  });
  const { run } = step;
  const loadMore = useCallback(() => void run(undefined), [run]);
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="list" rows={4} />;
  return (
    <>
      <p className="tl-text-2 tr-intro">{t.viewsText}</p>
      <Card>
        {views.length === 0 ? (
          <EmptyState text={t.noViews} action={<ButtonLink to="/me/data">{t.toMyData}</ButtonLink>} />
        ) : (
          <ul className="tr-lines">
            {views.map((view) => (
              <ViewLine key={`${view.at.getTime()} ${view.viewerId} ${view.what}`} view={view} />
            ))}
          </ul>
        )}
      </Card>
      <FormError error={step.error} />
      {(older ?? value).more && (
        <div className="tl-more">
          <Button kind="quiet" busy={step.busy} onClick={loadMore}>
            {t.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function ViewLine({ view: { at, viewerId, what, role, purpose } }: { readonly view: View }) {
  const t = useWords(words);
  const format = useFormat();
  const roleNames = useRoleNames();
  const asWhat =
    what === 'noticeMissing'
      ? t.asAuthor
      : role === 'member'
        ? t.asManager
        : (roleNames[role as keyof typeof roleNames] ?? '');
  return (
    <li className="tr-line">
      <MemberAvatar id={viewerId} size={32} />
      <div className="tl-grow">
        <p className="tr-who">
          <b>
            <MemberName id={viewerId} bare />
          </b>
          {asWhat !== '' && <span>{t.inRole(asWhat)}</span>}
          <time dateTime={at.toISOString()}>{format.whenExactly(at)}</time>
        </p>
        <p>{t[SAID[what]]}</p>
        {purpose !== '' && <p className="tr-purpose">{t.purpose(purpose)}</p>}
      </div>
    </li>
  );
}
