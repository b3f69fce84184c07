import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { chatStore, inListOrder } from '#chat/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog, Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Select, type SelectOption } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { RetentionRule } from '../model/contract.ts';
import { AS_ABOVE, changedRule, type Level, type Wanted } from '../model/retention.ts';
import { records } from './api.ts';
import { useChanges } from './changes.ts';
import { retentionWords } from './retentionWords.ts';
import './records.css';

const DAYS = [30, 60, 90, 180, 365, 730, 1_095, 1_825, 3_650];
const FOR_EVER = 'forEver';
const valueOf = (days: Wanted): string => (days === null ? FOR_EVER : String(days));
const daysIn = (value: string): Wanted => (value === FOR_EVER ? null : value === AS_ABOVE ? AS_ABOVE : Number(value));

/** What somebody is about to say. */
interface Change {
  readonly level: Level;
  readonly conversationId: ConversationId | null;
  readonly kind: string;
  readonly days: Wanted;
}

/** `/admin/retention`: for how long messages are kept. */
export function RetentionSection() {
  const t = useWords(retentionWords);
  const answer = useAnswer('records.retention', (signal) => records.retention({}, { signal }));
  useChanges(answer.reload);
  const [change, setChange] = useState<Change | null>(null);
  const [adding, setAdding] = useState(false);
  const { value: rules, error, reload } = answer;
  const single = rules?.filter(({ level }) => level === 'conversation') ?? [];
  return (
    <>
      <PageHeader title={t.title} back="/admin" />
      <PageBody width="text">
        <p className="tl-text-2 re-intro">{t.intro}</p>
        {rules === null && error === null && <Skeleton kind="form" rows={4} />}
        {rules === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {rules !== null && (
          <>
            <Card>
              <FormRows>
                <RuleRow rules={rules} level="company" label={t.ofCompany} onChange={setChange} />
              </FormRows>
            </Card>
            <Card title={t.byKind}>
              <FormRows>
                {(['direct', 'group', 'department'] as const).map((kind) => (
                  <RuleRow key={kind} rules={rules} level={kind} label={t[kind]} onChange={setChange} />
                ))}
              </FormRows>
            </Card>
            <Card
              title={t.single}
              aside={
                <Button icon={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setAdding(true)}>
                  {t.addSingle}
                </Button>
              }
            >
              {single.length === 0 && <p className="tl-text-3">{t.noSingle}</p>}
              <FormRows>
                {single.map((rule) => (
                  <RuleRow
                    key={rule.conversationId}
                    rules={rules}
                    rule={rule}
                    level="conversation"
                    label={rule.name}
                    onChange={setChange}
                  />
                ))}
              </FormRows>
            </Card>
          </>
        )}
      </PageBody>
      {adding && <AddDialog onClose={() => setAdding(false)} onChosen={setChange} />}
      {change !== null && rules !== null && (
        <Confirm change={change} rules={rules} onClose={() => setChange(null)} onDone={reload} />
      )}
    </>
  );
}

function useOptions(level: Level): SelectOption<string>[] {
  const t = useWords(retentionWords);
  const above =
    level === 'company' ? [] : [{ value: AS_ABOVE, label: level === 'conversation' ? t.asKind : t.asCompany }];
  return [
    ...above,
    { value: FOR_EVER, label: t.forEver },
    ...DAYS.map((days) => ({ value: String(days), label: t.days(days) })),
  ];
}

interface RuleRowProps {
  readonly rules: readonly RetentionRule[];
  readonly rule?: RetentionRule;
  readonly level: Level;
  readonly label: string;
  readonly onChange: (change: Change) => void;
}

function RuleRow({ rules, level, rule = rules.find((one) => one.level === level), label, onChange }: RuleRowProps) {
  const t = useWords(retentionWords);
  const format = useFormat();
  const options = useOptions(level);
  const [now] = useState(() => new Date());
  const days = rule?.days ?? (rule === undefined && level !== 'company' ? AS_ABOVE : null);
  const next = rule?.next ?? null;
  const says = (wanted: Wanted) => options.find(({ value }) => value === valueOf(wanted))?.label ?? String(wanted);
  const conversationId = rule?.conversationId ?? null;
  const kind = useStore(chatStore, ({ conversations }) =>
    conversationId === null ? level : (conversations[conversationId]?.kind ?? 'group'),
  );
  return (
    <FormRow
      label={label === '' ? t.unnamed : label}
      {...(next === null || next.at <= now ? {} : { hint: t.from(format.whenExactly(next.at), says(next.days)) })}
    >
      <Select
        label={label}
        bare
        value={valueOf(next !== null && next.at <= now ? next.days : days)}
        options={options}
        onChange={(value) => onChange({ level, conversationId, kind, days: daysIn(value) })}
      />
    </FormRow>
  );
}

interface AddDialogProps {
  readonly onClose: () => void;
  readonly onChosen: (change: Change) => void;
}

/** A rule for one of the own groups. */
function AddDialog({ onClose, onChosen }: AddDialogProps) {
  const t = useWords(retentionWords);
  const conversations = useStore(chatStore, (state) => state.conversations);
  const groups = inListOrder(Object.values(conversations)).filter(
    ({ kind }) => kind === 'group' || kind === 'department',
  );
  const [id, setId] = useState<ConversationId | null>(null);
  const [days, setDays] = useState('365');
  const options = useOptions('conversation').filter(({ value }) => value !== AS_ABOVE);
  const group = groups.find((one) => one.id === id);
  const choose = () => {
    if (group === undefined) return;
    onChosen({ level: 'conversation', conversationId: group.id, kind: group.kind, days: daysIn(days) });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.addSingle}
      width="narrow"
      onSubmit={choose}
      actions={
        <Button type="submit" kind="primary" disabled={group === undefined}>
          {t.change}
        </Button>
      }
    >
      <div className="re-form">
        <Select
          label={t.which}
          value={id}
          searchable
          options={groups.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setId}
        />
        <Select label={t.howLong} value={days} options={options} onChange={setDays} />
      </div>
    </Dialog>
  );
}

interface ConfirmProps {
  readonly change: Change;
  readonly rules: readonly RetentionRule[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What a change does, before it is made: by the same rule as the server's. */
function Confirm({ change, rules, onClose, onDone }: ConfirmProps) {
  const t = useWords(retentionWords);
  const { level, conversationId, days } = change;
  const [now] = useState(() => new Date());
  const { next } = changedRule(rules, change, days, now);
  const step = useAct(async () => {
    await records.setRetention({ level, conversationId, days });
    onClose();
    onDone();
  });
  const what = days === AS_ABOVE ? t.asCompany : days === null ? t.forEver : t.days(days);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.confirmTitle}
      action={t.change}
      kind={next === null ? 'primary' : 'danger'}
      consequence={t.written}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      <p>{next === null ? t.looser : t.tighter(what)}</p>
      <FormError error={step.error} />
    </ConfirmDialog>
  );
}
