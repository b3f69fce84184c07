import { IconPlus, IconRefresh, IconSend } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMember } from '#directory/web/index.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { CopyField } from '#platform/web/ui/CopyField.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords, type Words } from '#platform/web/words.ts';
import type { DeadLetter, GatewayView, Wired } from '../../model/contract.ts';
import { outbox } from './api.ts';
import { GatewayDialog } from './GatewayDialog.tsx';
import { words } from './words.ts';
import './channels.css';

const WAYS = ['sms', 'call', 'mail'] as const satisfies readonly Wired[];
/** Reasons of our own have words; a gateway's are shown as they came. */
const OWN_REASONS = { 'outbox.quotaUsed': 'quotaUsed', 'outbox.answerLost': 'answerLost' } as const;

function reason(why: string, t: Words<typeof words>): string {
  return why in OWN_REASONS ? t[OWN_REASONS[why as keyof typeof OWN_REASONS]] : why;
}

/** `/admin/channels`: the gateways for texts, calls and mail, how they do, and what did not arrive. */
export function ChannelsSection() {
  const t = useWords(words);
  const { value, error, reload } = useAnswer('outbox.gateways', (signal) => outbox.gateways({}, { signal }));
  const [editing, setEditing] = useState<Wired | null>(null);
  const of = (way: Wired) => value?.gateways.find((one) => one.way === way);
  return (
    <>
      <PageHeader title={t.channels} back="/admin" />
      <PageBody width="text" plain>
        <p className="tl-text-2 ob-intro">{t.channelsText}</p>
        {value === null && error === null && <Skeleton kind="list" rows={3} />}
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {value !== null &&
          WAYS.map((way) => (
            <GatewayCard key={way} way={way} gateway={of(way)} onEdit={() => setEditing(way)} onChange={reload} />
          ))}
        {value !== null && <Letters letters={value.letters} onChange={reload} />}
      </PageBody>
      {editing !== null && (
        <GatewayDialog way={editing} gateway={of(editing)} onClose={() => setEditing(null)} onSaved={reload} />
      )}
    </>
  );
}

interface GatewayCardProps {
  readonly way: Wired;
  readonly gateway: GatewayView | undefined;
  readonly onEdit: () => void;
  readonly onChange: () => void;
}

function GatewayCard({ way, gateway, onEdit, onChange }: GatewayCardProps) {
  const t = useWords(words);
  if (gateway !== undefined) return <Connected gateway={gateway} onEdit={onEdit} onChange={onChange} />;
  return (
    <Card
      title={t[way]}
      aside={
        <Button icon={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={onEdit}>
          {t.connect}
        </Button>
      }
    >
      <p className="tl-text-2">{{ sms: t.smsNone, call: t.callNone, mail: t.mailNone }[way]}</p>
    </Card>
  );
}

interface ConnectedProps {
  readonly gateway: GatewayView;
  readonly onEdit: () => void;
  readonly onChange: () => void;
}

function Connected({ gateway, onEdit, onChange }: ConnectedProps) {
  const t = useWords(words);
  const format = useFormat();
  const say = useSayError();
  const [removing, setRemoving] = useState(false);
  const { way, config, month, currency, today, dailyMax, failingSince, failure, workedAt, reportsTo } = gateway;
  const test = useAct(async () => {
    try {
      const { is, why } = await outbox.testGateway({ way });
      const text = {
        accepted: t.testIn(why === '' ? '' : t.said(why)),
        unknown: t.testUnknown(why),
        again: t.testOut(why),
        refused: t.testOut(why),
      }[is];
      toast(is === 'accepted' ? { text } : { text, kind: 'danger' });
    } catch (error) {
      toast({ text: say(error), kind: 'danger' });
    }
    onChange();
  });
  const remove = useAct(async () => {
    await outbox.removeGateway({ way });
    setRemoving(false);
    onChange();
  });
  return (
    <Card
      title={t[way]}
      aside={<State failing={failingSince !== null} worked={workedAt !== null} t={t} />}
      foot={
        <div className="ob-actions">
          <Button onClick={() => setRemoving(true)}>{t.remove}</Button>
          <Button onClick={onEdit}>{t.change}</Button>
          <Button
            icon={<IconSend size={18} stroke={1.75} aria-hidden />}
            busy={test.busy}
            onClick={() => void test.run(undefined)}
          >
            {t.test}
          </Button>
        </div>
      }
    >
      <div className="ob-facts">
        <p>{t[config.kind]}</p>
        {failingSince !== null && <p>{t.failingSince(format.when(failingSince), reason(failure ?? '', t))}</p>}
        <p className="tl-small tl-text-2">{t.month(month.sent, month.delivered, month.failed)}</p>
        <p className="tl-small tl-text-2">{t.cost(month.cost, currency)}</p>
        <p className="tl-small tl-text-2">{t.today(today, dailyMax)}</p>
        {reportsTo !== null && <CopyField label={t.reportsTo} value={reportsTo} secret />}
      </div>
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        title={t.removeTitle(t[way])}
        action={t.remove}
        busy={remove.busy}
        onConfirm={() => void remove.run(undefined)}
      >
        <p>{t.removeText}</p>
      </ConfirmDialog>
    </Card>
  );
}

function State({ failing, worked, t }: { failing: boolean; worked: boolean; t: Words<typeof words> }): ReactNode {
  if (failing) return <Tag kind="danger">{t.failing}</Tag>;
  return worked ? <Tag kind="work">{t.works}</Tag> : <Tag>{t.unused}</Tag>;
}

function Letters({ letters, onChange }: { readonly letters: readonly DeadLetter[]; readonly onChange: () => void }) {
  const t = useWords(words);
  return (
    <Card title={t.letters}>
      {letters.length === 0 ? (
        <p className="tl-text-2">{t.noLetters}</p>
      ) : (
        <ul className="ob-letters">
          {letters.map((letter) => (
            <LetterRow key={letter.id} letter={letter} onChange={onChange} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function LetterRow({ letter, onChange }: { readonly letter: DeadLetter; readonly onChange: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const say = useSayError();
  const name = useMember(letter.memberId)?.name ?? '';
  const retry = useAct(async () => {
    try {
      await outbox.retryLetter({ id: letter.id });
      toast({ text: t.retried });
    } catch (error) {
      toast({ text: say(error), kind: 'danger' });
    }
    onChange();
  });
  const { way, at, state, why } = letter;
  return (
    <li>
      <div>
        <span className="ob-letter-head">
          <b>{name}</b>
          <Tag kind={state === 'uncertain' ? 'held' : 'danger'}>{t[state]}</Tag>
        </span>
        <p className="tl-small tl-text-2">
          {t[way]} · {format.when(at)}
          {why !== '' && ` · ${reason(why, t)}`}
        </p>
        {state === 'uncertain' && <p className="tl-small tl-text-3">{t.uncertainHint}</p>}
      </div>
      {state === 'dead' && (
        <Button
          icon={<IconRefresh size={18} stroke={1.75} aria-hidden />}
          busy={retry.busy}
          onClick={() => void retry.run(undefined)}
        >
          {t.again}
        </Button>
      )}
    </li>
  );
}
