import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Checkbox, Segmented, Switch } from '#platform/web/ui/Choice.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { currentLanguage, useWords } from '#platform/web/words.ts';
import type { outboxCalls } from '../../model/contract.ts';
import { outbox } from './api.ts';
import { words } from './words.ts';
import './channels.css';

type Given = OutputOf<typeof outboxCalls.contacts>;
type Contact = Given['contacts'][number];
type Kind = Contact['kind'];

/** The own number and address for texts, calls and mail; nothing where the company has no gateway and nothing was given. */
export function ContactsCard() {
  const t = useWords(words);
  const { value, reload } = useAnswer('outbox.contacts', (signal) => outbox.contacts({}, { signal }));
  const [giving, setGiving] = useState<Kind | null>(null);
  if (value === null) return null;
  const of = (kind: Kind) => value.contacts.find((one) => one.kind === kind);
  const hasPhone = value.ways.sms || value.ways.call || of('phone') !== undefined;
  const hasMail = value.ways.mail || of('mail') !== undefined;
  if (!hasPhone && !hasMail) return null;
  const row = (kind: Kind) => (
    <ContactRows kind={kind} contact={of(kind)} ways={value.ways} onGive={() => setGiving(kind)} onChange={reload} />
  );
  return (
    <Card title={t.contacts} foot={t.contactsFoot}>
      <FormRows>
        {hasPhone && row('phone')}
        {hasMail && row('mail')}
      </FormRows>
      {giving !== null && (
        <GiveDialog kind={giving} ways={value.ways} onClose={() => setGiving(null)} onProved={reload} />
      )}
    </Card>
  );
}

interface ContactRowsProps {
  readonly kind: Kind;
  readonly contact: Contact | undefined;
  readonly ways: Given['ways'];
  readonly onGive: () => void;
  readonly onChange: () => void;
}

function ContactRows({ kind, contact, ways, onGive, onChange }: ContactRowsProps) {
  const t = useWords(words);
  const say = useSayError();
  const label = kind === 'phone' ? t.phone : t.address;
  const set = useAct(async (change: Partial<Contact>) => {
    if (contact === undefined) return;
    const { address: _, ...uses } = { ...contact, ...change, language: currentLanguage() };
    await outbox.setContact(uses).catch((error: unknown) => void toast({ text: say(error), kind: 'danger' }));
    onChange();
  });
  const withdraw = useAct(async () => {
    await outbox.removeContact({ kind });
    toast({ text: t.withdrawn });
    onChange();
  });
  if (contact === undefined) {
    const isPossible = kind === 'mail' ? ways.mail : ways.sms || ways.call;
    return (
      <FormRow label={label} hint={kind === 'phone' ? t.phoneHint : t.mailHint}>
        <Button onClick={onGive} disabled={!isPossible}>
          {t.give}
        </Button>
      </FormRow>
    );
  }
  const use = (name: 'sms' | 'calls' | 'showsContent', text: string, hint?: string) => (
    <FormRow label={text} {...(hint === undefined ? {} : { hint })}>
      <Switch
        bare
        label={text}
        checked={contact[name]}
        disabled={set.busy}
        onChange={(on) => void set.run({ [name]: on })}
      />
    </FormRow>
  );
  return (
    <>
      <FormRow label={label} hint={<span className="ob-address">{contact.address}</span>}>
        <Button busy={withdraw.busy} onClick={() => void withdraw.run(undefined)}>
          {t.withdraw}
        </Button>
      </FormRow>
      {kind === 'phone' && use('sms', t.useSms)}
      {kind === 'phone' && use('calls', t.useCalls)}
      {use('showsContent', t.useContent, t.useContentHint)}
    </>
  );
}

interface GiveDialogProps {
  readonly kind: Kind;
  readonly ways: Given['ways'];
  readonly onClose: () => void;
  readonly onProved: () => void;
}

/** First the number, then the code that went there and what it may be used for. */
function GiveDialog({ kind, ways, onClose, onProved }: GiveDialogProps) {
  const t = useWords(words);
  const isPhone = kind === 'phone';
  const [address, setAddress] = useState('');
  const [by, setBy] = useState<'mail' | 'sms' | 'call'>(isPhone ? (ways.sms ? 'sms' : 'call') : 'mail');
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const [uses, setUses] = useState({ sms: isPhone && ways.sms, calls: isPhone && ways.call, showsContent: false });
  const step = useAct(async () => {
    const language = currentLanguage();
    if (!isSent) {
      await outbox.giveContact({ kind, address, by, language });
      setSent(true);
      return;
    }
    await outbox.proveContact({ kind, code, language, ...uses });
    onClose();
    onProved();
  });
  const check = (name: keyof typeof uses, label: string, hint?: string) => (
    <Checkbox
      label={label}
      {...(hint === undefined ? {} : { hint })}
      checked={uses[name]}
      onChange={(on) => setUses({ ...uses, [name]: on })}
    />
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={isPhone ? t.phone : t.address}
      width="narrow"
      onSubmit={() => void step.run(undefined)}
      actions={
        <Button type="submit" kind="primary" busy={step.busy}>
          {isSent ? t.confirm : t.sendCode}
        </Button>
      }
    >
      <div className="ob-form">
        {isSent ? (
          <>
            <p className="tl-text-2" aria-live="polite">
              {t.codeSent(address)}
            </p>
            <TextField
              label={t.code}
              value={code}
              onChange={(text) => setCode(text.replace(/\D/g, '').slice(0, 6))}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
            />
            {isPhone && ways.sms && check('sms', t.useSms)}
            {isPhone && ways.call && check('calls', t.useCalls)}
            {check('showsContent', t.useContent, t.useContentHint)}
          </>
        ) : (
          <>
            <TextField
              label={isPhone ? t.phone : t.address}
              value={address}
              onChange={setAddress}
              type={isPhone ? 'tel' : 'email'}
              autoComplete={isPhone ? 'tel' : 'email'}
              autoFocus
            />
            {isPhone && ways.sms && ways.call && (
              <Segmented
                label={t.codeBy}
                value={by}
                onChange={setBy}
                wide
                options={[
                  { value: 'sms', label: t.bySms },
                  { value: 'call', label: t.byCall },
                ]}
              />
            )}
          </>
        )}
        <FormError error={step.error} />
      </div>
    </Dialog>
  );
}
