import { IconDownload } from '@tabler/icons-react';
import { useMember } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { Button, DownloadLink } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useStore } from '#platform/web/store.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { currentLanguage, useWords } from '#platform/web/words.ts';
import type { ExportLine, OwnCopy } from '../model/contract.ts';
import { copyPath, records } from './api.ts';
import { useChanges } from './changes.ts';
import { holdsStore } from './kept.ts';
import { useScopeText } from './scopeText.ts';
import { words } from './words.ts';
import './records.css';

/** `/me/data`: a copy of one's own data, and who exported conversations. */
export function OwnData() {
  return (
    <>
      <OwnCopyCard />
      <Lines />
    </>
  );
}

function OwnCopyCard() {
  const t = useWords(words);
  const format = useFormat();
  const answer = useAnswer('records.ownCopy', (signal) => records.ownCopy({}, { signal }));
  useChanges(answer.reload);
  const step = useAct(async () => {
    await records.askOwnCopy({ language: currentLanguage() });
    answer.reload();
  });
  const { value, error, reload } = answer;
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="form" rows={2} />;
  const { copy, mayAskAt } = value;
  return (
    <Card title={t.ownTitle} foot={t.ownFoot}>
      <p className="tl-text-2">{t.ownText}</p>
      <div className="re-copy">
        {copy !== null && <CopyState copy={copy} />}
        {mayAskAt === null ? (
          <Button kind="primary" busy={step.busy} onClick={() => void step.run(undefined)}>
            {t.askOwn}
          </Button>
        ) : (
          copy?.state !== 'making' && <p className="tl-small tl-text-3">{t.ownAgain(format.when(mayAskAt))}</p>
        )}
      </div>
      <FormError error={step.error} />
    </Card>
  );
}

function CopyState({ copy }: { readonly copy: OwnCopy }) {
  const t = useWords(words);
  const format = useFormat();
  const company = useCurrentCompany();
  const { id, state, messages, size, keptUntil } = copy;
  if (state === 'ready' && size !== null && keptUntil !== null && company !== null) {
    const bytes = format.fileSize(size);
    return (
      <>
        <p role="status">{t.ownReady(bytes, format.whenExactly(keptUntil))}</p>
        <DownloadLink
          kind="primary"
          href={copyPath(company.id, id)}
          icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
        >
          {t.download(bytes)}
        </DownloadLink>
      </>
    );
  }
  const said = { making: t.ownMaking(messages), failed: t.ownFailed, gone: t.ownGone }[state as string];
  return said === undefined ? null : <p role="status">{said}</p>;
}

/** Every export of the company that one may know of; those with own words in them say so. */
function Lines() {
  const t = useWords(words);
  const isGuest = useCurrentCompany()?.role === 'guest';
  const answer = useAnswer('records.lines', async (signal) => {
    const mine = await records.exportsOfMyWords({}, { signal });
    return { mine, all: isGuest ? mine : await records.companyExports({}, { signal }) };
  });
  useChanges(answer.reload);
  const holds = useStore(holdsStore);
  const { value, error, reload } = answer;
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="list" rows={2} />;
  const isMine = (line: ExportLine) =>
    value.mine.some(({ id }) => id === line.id) || holds.some(({ id }) => id === line.id);
  return (
    <Card title={t.linesTitle}>
      <p className="tl-text-2">{t.linesText}</p>
      {value.all.length === 0 ? (
        <EmptyState text={t.noLines} />
      ) : (
        <ul className="re-lines" aria-label={t.linesTitle}>
          {value.all.map((line) => (
            <Line key={line.id} line={line} isMine={isMine(line)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Line({ line, isMine }: { readonly line: ExportLine; readonly isMine: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const scopeText = useScopeText();
  const asker = useMember(line.askedBy)?.name ?? '';
  const holder = useMember(line.answeredBy)?.name ?? '';
  const when = line.answeredAt === null ? '' : format.when(line.answeredAt);
  const held = line.holdsUntil === null ? t.ended : t.holdsUntil(format.whenExactly(line.holdsUntil));
  const outcome = line.kind === 'hold' ? held : t.lineFetched(line.downloads);
  return (
    <li>
      <p className="re-purpose">
        <span>{line.purpose}</span>
        {isMine && <Tag kind="accent">{t.yours}</Tag>}
      </p>
      <p className="tl-small tl-text-2">
        {line.kind === 'hold' ? t.hold : t.export} · {scopeText(line)}
      </p>
      <p className="tl-small tl-text-3">{[t.lineWho(asker, holder), when, outcome].join(t.comma)}</p>
    </li>
  );
}
