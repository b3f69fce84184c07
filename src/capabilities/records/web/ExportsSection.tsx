import { IconDownload, IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMember, useMembers } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { Button, DownloadLink } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog, Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords, type Words } from '#platform/web/words.ts';
import { type ExportRequest, PURPOSE_LENGTH_MAX, type State } from '../model/contract.ts';
import { copyPath, records } from './api.ts';
import { useChanges } from './changes.ts';
import { NewExportDialog } from './NewExportDialog.tsx';
import { useScopeText } from './scopeText.ts';
import { words } from './words.ts';
import './records.css';

/** `/admin/records`: requests for exports, and the second key for those who hold it. */
export function ExportsSection() {
  const t = useWords(words);
  const role = useCurrentCompany()?.role;
  const answer = useAnswer('records.exports', (signal) => records.exports({}, { signal }));
  useChanges(answer.reload);
  const [making, setMaking] = useState<'export' | 'hold' | null>(null);
  const { value, error, reload } = answer;
  const ask = (role === 'owner' || role === 'admin') && (
    <Menu
      label={t.newRequest}
      align="end"
      trigger={
        <Button kind="primary" icon={<IconPlus size={18} stroke={1.75} aria-hidden />}>
          {t.newRequest}
        </Button>
      }
      items={[
        { label: t.newExport, onSelect: () => setMaking('export') },
        { label: t.newHold, onSelect: () => setMaking('hold') },
      ]}
    />
  );
  return (
    <>
      <PageHeader title={t.sectionTitle} back="/admin">
        {ask}
      </PageHeader>
      <PageBody width="text" plain>
        <p className="tl-text-2 re-intro">{t.sectionText}</p>
        {value === null && error === null && <Skeleton kind="list" rows={3} />}
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {value?.length === 0 && <EmptyState text={t.noRequests} />}
        {value?.map((request) => (
          <RequestCard key={request.id} request={request} onAnswered={reload} />
        ))}
      </PageBody>
      {making !== null && <NewExportDialog kind={making} onClose={() => setMaking(null)} onAsked={reload} />}
    </>
  );
}

const LOOKS: Readonly<Record<State, 'plain' | 'held' | 'work' | 'danger' | 'accent'>> = {
  asked: 'held',
  refused: 'plain',
  lapsed: 'plain',
  making: 'accent',
  ready: 'work',
  failed: 'danger',
  gone: 'plain',
  holding: 'held',
  ended: 'plain',
};

function stateWord(state: State, t: Words<typeof words>): string {
  return {
    asked: t.waiting,
    refused: t.refused,
    lapsed: t.lapsed,
    making: t.making,
    ready: t.ready,
    failed: t.failed,
    gone: t.gone,
    holding: t.holding,
    ended: t.ended,
  }[state];
}

interface RequestCardProps {
  readonly request: ExportRequest;
  readonly onAnswered: () => void;
}

function RequestCard({ request, onAnswered }: RequestCardProps) {
  const t = useWords(words);
  const format = useFormat();
  const company = useCurrentCompany();
  const scopeText = useScopeText();
  const [answering, setAnswering] = useState<'agree' | 'refuse' | null>(null);
  const { id, kind, state, purpose, askedAt, answer, answeredAt, waitsUntil, size, messages, downloads } = request;
  const isHold = kind === 'hold';
  const [ending, setEnding] = useState(false);
  const asker = useMember(request.askedBy)?.name ?? '';
  const holder = useMember(request.answeredBy)?.name ?? '';
  const facts: string[] = [t.askedBy(asker, format.when(askedAt))];
  if (state === 'asked' && waitsUntil !== null) {
    const key = request.key === 'owner' ? t.keyOwner : t.keyRepresentative;
    facts.push(key(format.whenExactly(waitsUntil)));
  }
  if (answeredAt !== null) {
    facts.push((state === 'refused' ? t.refusedBy : t.agreedBy)(holder, format.when(answeredAt)));
  }
  if (state === 'asked' && request.holdDays !== null) facts.push(t.holdAsked(t.holdDays(request.holdDays)));
  if (request.holdsUntil !== null) facts.push(t.holdsUntil(format.whenExactly(request.holdsUntil)));
  if (request.endedAt !== null) facts.push(t.endedOn(format.when(request.endedAt)));
  if (state === 'ready' && waitsUntil !== null) facts.push(t.keptUntil(format.whenExactly(waitsUntil)));
  const isMade = state === 'ready' || state === 'gone';
  return (
    <Card
      title={<span className="re-title">{purpose}</span>}
      aside={<Tag kind={LOOKS[state]}>{stateWord(state, t)}</Tag>}
      foot={
        request.mayAnswer || request.mayFetch || request.mayEnd ? (
          <div className="re-actions">
            {request.mayAnswer && (
              <>
                <Button onClick={() => setAnswering('refuse')}>{t.refuse}</Button>
                <Button
                  kind="primary"
                  icon={<IconKey size={18} stroke={1.75} aria-hidden />}
                  onClick={() => setAnswering('agree')}
                >
                  {isHold ? t.agreeHold : t.agree}
                </Button>
              </>
            )}
            {request.mayEnd && <Button onClick={() => setEnding(true)}>{t.endHold}</Button>}
            {request.mayFetch && company !== null && (
              <DownloadLink
                kind="primary"
                href={copyPath(company.id, id)}
                icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
              >
                {t.download(format.fileSize(size ?? 0))}
              </DownloadLink>
            )}
          </div>
        ) : undefined
      }
    >
      <p>
        <b>{isHold ? t.hold : t.export}</b> {scopeText(request)}
      </p>
      <Named request={request} />
      {facts.map((fact) => (
        <p key={fact} className="tl-small tl-text-2">
          {fact}
        </p>
      ))}
      {answer !== '' && <p className="tl-small re-answer">{answer}</p>}
      {isMade && <p className="tl-small tl-text-3">{[t.messages(messages), t.lineFetched(downloads)].join(t.comma)}</p>}
      {ending && <EndDialog request={request} onClose={() => setEnding(false)} onEnded={onAnswered} />}
      {answering !== null && (
        <AnswerDialog
          request={request}
          agree={answering === 'agree'}
          asker={asker}
          onClose={() => setAnswering(null)}
          onAnswered={onAnswered}
        />
      )}
    </Card>
  );
}

/** What was named: groups by their names, direct conversations by the two who talk in them. */
function Named({ request: { named } }: { readonly request: ExportRequest }) {
  const cards = useMembers(named.flatMap(({ memberIds }) => memberIds));
  const nameOf = (id: string) => cards.find((card) => card.id === id)?.name ?? '';
  if (named.length === 0) return null;
  return (
    <ul className="re-named">
      {named.map(({ name, memberIds }) => {
        const text = name === '' ? memberIds.map(nameOf).join(' + ') : name;
        return (
          <li key={`${name} ${memberIds.join()}`}>
            <Tag>{text}</Tag>
          </li>
        );
      })}
    </ul>
  );
}

interface AnswerDialogProps {
  readonly request: ExportRequest;
  readonly agree: boolean;
  readonly asker: string;
  readonly onClose: () => void;
  readonly onAnswered: () => void;
}

function AnswerDialog({ request, agree, asker, onClose, onAnswered }: AnswerDialogProps) {
  const t = useWords(words);
  const [answer, setAnswer] = useState('');
  const isHold = request.kind === 'hold';
  const titles = isHold
    ? { agree: t.agreeHoldTitle, refuse: t.refuseHoldTitle }
    : { agree: t.agreeTitle, refuse: t.refuseTitle };
  const agreeWord = isHold ? t.agreeHold : t.agree;
  const step = useAct(async () => {
    await records.answerExport({ id: request.id, agree, answer });
    onClose();
    onAnswered();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={titles[agree ? 'agree' : 'refuse']}
      width="narrow"
      consequence={t.writtenDown}
      onSubmit={() => void step.run(undefined)}
      actions={
        <Button type="submit" kind={agree ? 'primary' : 'plain'} busy={step.busy}>
          {agree ? agreeWord : t.refuse}
        </Button>
      }
    >
      <div className="re-form">
        <p className="re-quote">{request.purpose}</p>
        {agree && <p className="tl-text-2">{isHold ? t.agreeHoldText(asker) : t.agreeText(asker)}</p>}
        <TextArea
          label={t.reason}
          optional
          hint={t.reasonHint}
          value={answer}
          onChange={setAnswer}
          maxLength={PURPOSE_LENGTH_MAX}
        />
        <FormError error={step.error} />
      </div>
    </Dialog>
  );
}

interface EndDialogProps {
  readonly request: ExportRequest;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

/** Before a hold is ended: what waited for that. */
function EndDialog({ request, onClose, onEnded }: EndDialogProps) {
  const t = useWords(words);
  const step = useAct(async () => {
    await records.endHold({ id: request.id });
    onClose();
    onEnded();
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.endHoldTitle}
      action={t.endHold}
      consequence={t.writtenDown}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      <p className="re-quote">{request.purpose}</p>
      <p>{t.endHoldText}</p>
      <FormError error={step.error} />
    </ConfirmDialog>
  );
}
