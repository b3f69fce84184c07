import { IconShieldCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { FormError } from '#identity/web/index.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { useWords } from '#platform/web/words.ts';
import type { directoryCalls } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { MemberName } from '../members/MemberName.tsx';
import { LedgerLine } from './LedgerLine.tsx';
import { words } from './words.ts';
import './admin.css';

type Entry = OutputOf<typeof directoryCalls.ledger>[number];

const PAGE = 50;

/** The ledger, newest first, and a button that recomputes its chain. */
export function LedgerSection() {
  const t = useWords(words);
  const columns = useColumns();
  const { entries, more, error, busy, load } = useLedger();
  const verify = useAct(() => directory.verifyLedger({}));
  const [verdict, setVerdict] = useState<OutputOf<typeof directoryCalls.verifyLedger> | null>(null);
  return (
    <>
      <PageHeader title={t.ledger} subtitle={t.ledgerHint} back="/admin">
        <Button
          icon={<IconShieldCheck size={18} stroke={1.75} aria-hidden />}
          busy={verify.busy}
          onClick={() => void verify.run(undefined).then((answer) => answer !== null && setVerdict(answer))}
        >
          {t.verify}
        </Button>
      </PageHeader>
      <PageBody width="full" plain>
        <div className="di-verdict" role="status">
          {verdict?.intact === true && (
            <Banner kind="work" icon={<IconShieldCheck size={18} stroke={1.75} aria-hidden />}>
              {t.verified(verdict.entries)}
            </Banner>
          )}
          {verdict?.intact === false && <Banner kind="danger">{t.broken(verdict.firstBroken ?? 0)}</Banner>}
        </div>
        <FormError error={verify.error} />
        {entries === null && error === null && <Skeleton kind="table" rows={8} />}
        {error !== null && <ErrorCard error={error} onRetry={load} />}
        {entries !== null && (
          <Table
            label={t.ledger}
            rows={entries}
            rowKey={(entry) => String(entry.number)}
            empty={<EmptyState text={t.noLedger} />}
            columns={columns}
          />
        )}
        {more && (
          <div className="di-more">
            <Button busy={busy} onClick={load}>
              {t.loadMore}
            </Button>
          </div>
        )}
      </PageBody>
    </>
  );
}

function useColumns(): readonly Column<Entry>[] {
  const t = useWords(words);
  const format = useFormat();
  return [
    { key: 'number', label: t.number, width: 'narrow', phone: 'end', cell: (entry) => entry.number },
    { key: 'at', label: t.at, phone: 'meta', cell: (entry) => format.whenExactly(entry.at) },
    {
      key: 'who',
      label: t.who,
      phone: 'meta',
      cell: (entry) => (entry.actorId === null ? t.system : <MemberName id={entry.actorId} bare />),
    },
    {
      key: 'what',
      label: t.what,
      width: 'wide',
      phone: 'title',
      cell: (entry) => <LedgerLine kind={entry.kind} facts={entry.facts} />,
    },
    {
      key: 'hash',
      label: t.hash,
      phone: 'hide',
      cell: (entry) => <code title={entry.hash}>{entry.hash.slice(0, 10)}</code>,
    },
  ];
}

/** The ledger as far as it has been read, and what reads on. */
function useLedger() {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [more, setMore] = useState(false);
  const step = useAct(async () => {
    const before = entries?.at(-1)?.number ?? null;
    const page = await directory.ledger({ before, limit: PAGE });
    setEntries([...(entries ?? []), ...page]);
    setMore(page.length === PAGE);
  });
  const { run } = step;
  const load = useCallback(() => void run(undefined), [run]);
  useEffect(load, [load]);
  return { entries, more, error: step.error, busy: step.busy, load };
}
