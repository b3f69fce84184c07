import { IconKey, IconLock } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FormError, loadMe } from '#identity/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Switch } from '#platform/web/ui/Choice.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Select, type SelectOption } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Company, Policy, Preset, WatchedName } from '../../model/contract.ts';
import { policyDifference, policyOfPreset } from '../../model/policy.ts';
import { raises, showsMore } from '../../model/watching.ts';
import { directory } from '../api.ts';
import { Floors } from '../company/Floors.tsx';
import { StyleCards } from '../company/StyleCards.tsx';
import { takeCompany, useCompany } from '../company.ts';
import { words as shared } from '../words.ts';
import { useWatching } from '../watching.ts';
import { AskWatchingDialog } from './AskWatchingDialog.tsx';
import { PresetTable } from './PresetTable.tsx';
import { usePolicyLines, usePolicyValues } from './usePolicyLines.ts';
import { words } from './words.ts';
import './admin.css';

/** The name, the management style with its switches, and the floors below which none goes. */
export function CompanySection() {
  const t = useWords(words);
  const company = useCompany();
  return (
    <>
      <PageHeader title={t.company} back="/admin" />
      <PageBody width="full">
        {company === null ? (
          <Skeleton kind="form" rows={6} />
        ) : (
          <div className="di-company">
            <div>
              <NameCard key={company.name} company={company} />
              <PolicyCard company={company} />
              <Card title={t.presetsTitle}>
                <PresetTable policy={company.policy} />
              </Card>
            </div>
            <Floors />
          </div>
        )}
      </PageBody>
    </>
  );
}

function NameCard({ company }: { readonly company: Company }) {
  const t = useWords(words);
  const [name, setName] = useState(company.name);
  const step = useAct(async () => {
    takeCompany(await directory.renameCompany({ name: name.trim() }));
    await loadMe();
    toast({ text: t.saved });
  });
  const ready = name.trim() !== '' && name.trim() !== company.name;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (ready) void step.run(undefined);
  }

  return (
    <Card>
      <form className="di-name" onSubmit={submit}>
        <TextField label={t.companyName} value={name} onChange={setName} maxLength={60} />
        <Button type="submit" disabled={!ready} busy={step.busy}>
          {t.save}
        </Button>
      </form>
      <FormError error={step.error} />
    </Card>
  );
}

type Changes = Parameters<typeof directory.setPolicy>[0]['changes'];

function PolicyCard({ company }: { readonly company: Company }) {
  const t = useWords(words);
  const { policy } = company;
  const [asked, setAsked] = useState<Preset | null>(null);
  const step = useAct(async ({ preset, changes }: { preset?: Preset; changes: Changes }) => {
    const next = await directory.setPolicy(preset === undefined ? { changes } : { preset, changes });
    takeCompany({ ...company, policy: next });
    setAsked(null);
  });
  const change = (changes: Changes) => void step.run({ changes });
  const asPreset = Object.keys(policyDifference(policyOfPreset(policy.preset), policy)).length === 0;
  return (
    <Card
      title={t.styleTitle}
      aside={!asPreset && <Tag>{t.styleChanged}</Tag>}
      foot={
        <>
          <IconLock size={14} stroke={1.75} aria-hidden />
          {t.intoLedger}
        </>
      }
    >
      <StyleCards value={policy.preset} onChange={setAsked} columns={3} bare />
      <FormError error={step.error} />
      <Switches policy={policy} onChange={change} />
      {asked !== null && (
        <StyleDialog
          preset={asked}
          policy={policy}
          busy={step.busy}
          onClose={() => setAsked(null)}
          onConfirm={() => void step.run({ preset: asked, changes: {} })}
        />
      )}
    </Card>
  );
}

/** The switches with more to choose from than on and off. */
type ChosenSwitch = Exclude<keyof Policy, 'preset' | 'joiningNeedsApproval' | 'linkPreviews' | WatchedName>;

interface SwitchesProps {
  readonly policy: Policy;
  readonly onChange: (changes: Changes) => void;
}

function Switches({ policy, onChange }: SwitchesProps) {
  const t = useWords(words);
  const lines = usePolicyLines(policy);
  const everybody = { value: 'everybody', label: t.everybody } as const;

  function choice<Name extends ChosenSwitch>(name: Name, options: readonly SelectOption<Policy[Name]>[]): ReactNode {
    const { label, notice } = lines[name];
    return (
      <FormRow label={label} hint={t.noticePrefix(notice)}>
        <Select
          label={label}
          bare
          value={policy[name]}
          options={options}
          onChange={(chosen) => onChange({ [name]: chosen })}
        />
      </FormRow>
    );
  }

  return (
    <FormRows>
      <Watched
        {...{ policy, onChange, name: 'receipts' }}
        options={[
          { value: 'named', label: t.receiptsNamed },
          { value: 'counted', label: t.receiptsCounted },
          { value: 'off', label: t.receiptsOff },
        ]}
      />
      {policy.receipts !== 'off' && (
        <Watched
          {...{ policy, onChange, name: 'receiptOptOut' }}
          options={[
            { value: 'everywhere', label: t.optOutEverywhere },
            { value: 'directOnly', label: t.optOutDirect },
          ]}
        />
      )}
      <Watched
        {...{ policy, onChange, name: 'noticeNames' }}
        options={[
          { value: 'named', label: t.namesShown },
          { value: 'off', label: t.countShown },
        ]}
      />
      {choice('whoCreatesGroups', [everybody, { value: 'managers', label: t.onlyManagers }])}
      {choice('whoMentionsAll', [everybody, { value: 'groupAdmins', label: t.groupAdmins }])}
      {choice('whoDings', [everybody, { value: 'managersAndTeam', label: t.dingsTeam }])}
      {choice('dingsADay', [
        { value: '3', label: '3' },
        { value: '2', label: '2' },
        { value: '1', label: '1' },
      ])}
      <FormRow label={lines.joiningNeedsApproval.label} hint={t.noticePrefix(lines.joiningNeedsApproval.notice)}>
        <Switch
          label={lines.joiningNeedsApproval.label}
          bare
          checked={policy.joiningNeedsApproval}
          onChange={(joiningNeedsApproval) => onChange({ joiningNeedsApproval })}
        />
      </FormRow>
      <FormRow label={lines.linkPreviews.label} hint={t.noticePrefix(lines.linkPreviews.notice)}>
        <Switch
          label={lines.linkPreviews.label}
          bare
          checked={policy.linkPreviews}
          onChange={(linkPreviews) => onChange({ linkPreviews })}
        />
      </FormRow>
    </FormRows>
  );
}

interface WatchedProps<Name extends WatchedName> extends SwitchesProps {
  readonly name: Name;
  readonly options: readonly SelectOption<Policy[Name]>[];
}

/** A switch by which somebody watches somebody: less is a choice, more is asked for (R29). */
function Watched<Name extends WatchedName>({ policy, onChange, name, options }: WatchedProps<Name>) {
  const t = useWords(words);
  const format = useFormat();
  const { label, notice } = usePolicyLines(policy)[name];
  const { valueOf } = usePolicyValues();
  const [asking, setAsking] = useState<Policy[Name] | null>(null);
  const mine = (useWatching().value ?? []).filter((line) => line.name === name);
  const asked = mine.find(({ state }) => state === 'asked');
  const on = mine.find(({ state, step }) => state === 'agreed' && step === policy[name]);
  const needsKeys = (value: Policy[Name]) => showsMore(name, value, policy[name]);
  return (
    <FormRow
      label={label}
      hint={
        <>
          {t.noticePrefix(notice)}
          {(asked !== undefined || on !== undefined) && (
            <span className="di-keys">
              {on?.until !== undefined && on.until !== null && (
                <Tag kind="work" icon={<IconKey size={14} stroke={1.75} aria-hidden />}>
                  {t.twoKeysOn(format.dateLine(on.until))}
                </Tag>
              )}
              {asked !== undefined && (
                <Tag kind="held" icon={<IconKey size={14} stroke={1.75} aria-hidden />}>
                  {t.twoKeysAsked(
                    valueOf(name, { ...policy, [name]: asked.step }),
                    format.whenExactly(asked.waitsUntil),
                  )}
                </Tag>
              )}
              <Link to="/me/rules">{t.seeRules}</Link>
            </span>
          )}
        </>
      }
    >
      <Select
        label={label}
        bare
        value={policy[name]}
        options={options.map((option) =>
          needsKeys(option.value) ? { ...option, hint: t.twoKeysHint, disabled: asked !== undefined } : option,
        )}
        onChange={(chosen) => (needsKeys(chosen) ? setAsking(chosen) : onChange({ [name]: chosen }))}
      />
      {asking !== null && (
        <AskWatchingDialog name={name} wanted={{ ...policy, [name]: asking }} onClose={() => setAsking(null)} />
      )}
    </FormRow>
  );
}

interface StyleDialogProps {
  readonly preset: Preset;
  readonly policy: Policy;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Before a style replaces all switches: what members will notice. */
function StyleDialog({ preset, policy, busy, onClose, onConfirm }: StyleDialogProps) {
  const t = useWords(words);
  const s = useWords(shared);
  const next = policyOfPreset(preset);
  const lines = usePolicyLines(next);
  const raised: readonly string[] = raises(policy, next);
  const differing = Object.keys(policyDifference(policy, next)).filter((name) => name in lines);
  const changed = differing.filter((name) => !raised.includes(name)) as (keyof typeof lines)[];
  const asked = raised as (keyof typeof lines)[];
  const name = { 'top-down': s.topDown, balanced: s.balanced, 'self-managed': s.selfManaged }[preset];
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.styleApply(name)}
      action={t.styleApply(name)}
      kind="primary"
      consequence={t.intoLedger}
      busy={busy}
      onConfirm={onConfirm}
    >
      {changed.length === 0 ? (
        <p>{t.styleSame}</p>
      ) : (
        <>
          <p>{t.styleApplyText}</p>
          <ul className="di-changes">
            {changed.map((key) => (
              <li key={key}>
                <b>{lines[key].label}</b>
                <span>{lines[key].notice}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {asked.length > 0 && (
        <>
          <p className="di-say">{t.styleKeys}</p>
          <ul className="di-changes">
            {asked.map((key) => (
              <li key={key}>
                <b>{lines[key].label}</b>
                <span>{lines[key].notice}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}
