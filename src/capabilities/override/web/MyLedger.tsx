import { IconDownload, IconFlag, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberName, useMember } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import { Button, DownloadLink } from '#platform/web/ui/Button.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { overrideCalls, Reached } from '../model/contract.ts';
import { override } from './api.ts';
import { useChanges } from './changes.ts';
import { OverrideFacts } from './OverrideFacts.tsx';
import { TimeEntries } from './TimeEntries.tsx';
import { words } from './words.ts';
import './override.css';

type Mine = OutputOf<typeof overrideCalls.mine>;

/** `/me/ledger`: what interrupted my rest, my work outside my hours, who has looked, and all of it to take along. */
export function MyLedger() {
  const { value, error, reload } = useAnswer('override.mine', (signal) => override.mine({}, { signal }));
  useChanges(reload);
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="form" rows={5} />;
  return (
    <>
      <ReachedCard mine={value} onChanged={reload} />
      <TimeEntries entries={value.entries} onChanged={reload} />
      <FileCard mine={value} />
      <LooksCard looks={value.looks} />
    </>
  );
}

function ReachedCard({
  mine: { reached, bounds },
  onChanged,
}: {
  readonly mine: Mine;
  readonly onChanged: () => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Card title={t.mineTitle} foot={<p className="tl-small tl-text-2">{t.bounds(bounds.left, bounds.of)}</p>}>
      {bounds.suspendedUntil !== null && (
        <Banner kind="override">{t.suspended(format.whenExactly(bounds.suspendedUntil))}</Banner>
      )}
      <p className="tl-text-2">{t.mineText}</p>
      {reached.length === 0 ? (
        <EmptyState text={t.noneReached} />
      ) : (
        <ul className="ov-list" aria-label={t.mineTitle}>
          {reached.map((one) => (
            <ReachedItem key={one.id} one={one} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ReachedItem({ one, onChanged }: { readonly one: Reached; readonly onChanged: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const sender = useMember(one.senderId)?.name ?? '';
  const [asks, setAsks] = useState(false);
  const act = useAct(async () => {
    await override.contest({ id: one.id });
    toast({ text: t.contested, kind: 'success' });
    setAsks(false);
    onChanged();
  });
  return (
    <li>
      <OverrideFacts override={one} who={t.sentBy(sender, format.whenExactly(one.at))} />
      {one.mayContest && (
        <Button icon={<IconFlag size={18} stroke={1.75} aria-hidden />} onClick={() => setAsks(true)}>
          {t.contest}
        </Button>
      )}
      {asks && (
        <FormDialog
          title={t.contestTitle}
          width="narrow"
          action={t.contest}
          busy={act.busy}
          onSubmit={() => void act.run(undefined)}
          onClose={() => setAsks(false)}
        >
          <p>{t.contestText}</p>
          <FormError error={act.error} />
        </FormDialog>
      )}
    </li>
  );
}

function FileCard({ mine: { number, hash } }: { readonly mine: Mine }) {
  const t = useWords(words);
  const act = useAct(async () => {
    const { text } = await override.exportLedger({});
    const url = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'ledger.jsonl';
    link.click();
    URL.revokeObjectURL(url);
  });
  return (
    <Card title={t.fileTitle}>
      <p className="tl-text-2">{t.fileText(number)}</p>
      {number > 0 && (
        <p className="tl-small tl-text-2 ov-hash">
          {t.lastHash} <code>{hash}</code>
        </p>
      )}
      <div className="ov-acts">
        <Button
          kind="primary"
          busy={act.busy}
          icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
          onClick={() => void act.run(undefined)}
        >
          {t.download}
        </Button>
        <DownloadLink href="/verify-ledger.html" icon={<IconShieldCheck size={18} stroke={1.75} aria-hidden />}>
          {t.verifier}
        </DownloadLink>
      </div>
      <FormError error={act.error} />
    </Card>
  );
}

function LooksCard({ looks }: { readonly looks: Mine['looks'] }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Card title={t.looksTitle}>
      {looks.length === 0 ? (
        <p className="tl-text-2">{t.noLooks}</p>
      ) : (
        <ul className="ov-looks" aria-label={t.looksTitle}>
          {looks.map(({ memberId, at }) => (
            <li key={`${memberId} ${at.toISOString()}`}>
              <MemberName id={memberId} bare />
              <time dateTime={at.toISOString()}>{format.whenExactly(at)}</time>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
