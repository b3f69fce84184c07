import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { PasswordField, TextField } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import type { GatewayView, Wired } from '../../model/contract.ts';
import { type GatewayConfig, type GatewayKind, kindsOfWay } from '../../model/gateways/config.ts';
import { outbox } from './api.ts';
import { words } from './words.ts';

type Security = Extract<GatewayConfig, { kind: 'smtp' }>['security'];
type Texts = Readonly<Record<string, string>>;

/** The fields of each kind that are plain text, in their order, by the name of their word. */
const FIELDS: Readonly<Record<GatewayKind, readonly (readonly [name: string, word: keyof typeof words])[]>> = {
  smtp: [
    ['host', 'host'],
    ['port', 'port'],
    ['user', 'user'],
    ['from', 'fromMail'],
  ],
  smpp: [
    ['host', 'host'],
    ['port', 'port'],
    ['systemId', 'systemId'],
    ['from', 'fromNumber'],
  ],
  twilio: [
    ['accountSid', 'accountSid'],
    ['from', 'fromNumber'],
  ],
  aliyun: [
    ['accessKeyId', 'accessKeyId'],
    ['signName', 'signName'],
    ['template', 'template'],
    ['codeTemplate', 'codeTemplate'],
  ],
  aliyunCall: [
    ['accessKeyId', 'accessKeyId'],
    ['showNumber', 'showNumber'],
    ['template', 'voiceTemplate'],
    ['codeTemplate', 'codeTemplate'],
  ],
  webhook: [['url', 'url']],
};
const SECRETS = {
  smtp: 'password',
  smpp: 'password',
  twilio: 'authToken',
  aliyun: 'accessKeySecret',
  aliyunCall: 'accessKeySecret',
  webhook: 'key',
} as const;
const PORTS: Readonly<Record<'smtp' | 'smpp', Readonly<Record<Security, string>>>> = {
  smtp: { tls: '465', starttls: '587', unprotected: '25' },
  smpp: { tls: '3550', starttls: '3550', unprotected: '2775' },
};
const SECURITIES = { smtp: ['tls', 'starttls', 'unprotected'], smpp: ['tls', 'unprotected'] } as const;

interface GatewayDialogProps {
  readonly way: Wired;
  readonly gateway: GatewayView | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Connects a gateway, or changes the one there is. Its secret never comes back here. */
export function GatewayDialog({ way, gateway, onClose, onSaved }: GatewayDialogProps) {
  const t = useWords(words);
  const kinds = kindsOfWay[way];
  const [kind, setKind] = useState<GatewayKind>(gateway?.config.kind ?? kinds[0] ?? 'webhook');
  const [texts, setTexts] = useState<Texts>(() => textsOf(gateway?.config));
  const old = gateway?.config;
  const known = old?.kind === 'smtp' || old?.kind === 'smpp' ? old.security : 'tls';
  const connects = kind === 'smtp' || kind === 'smpp' ? kind : null;
  const [security, setSecurity] = useState<Security>(known);
  const [secret, setSecret] = useState('');
  const [dailyMax, setDailyMax] = useState(String(gateway?.dailyMax ?? 200));
  const [unitCost, setUnitCost] = useState(gateway?.unitCost ?? '0');
  const [currency, setCurrency] = useState(gateway?.currency ?? 'CNY');
  const save = useAct(async () => {
    const own = Object.fromEntries(FIELDS[kind].map(([name]) => [name, (texts[name] ?? '').trim()]));
    const more = connects !== null ? { port: Number(own['port']), security } : {};
    const config = { ...own, ...more, kind } as GatewayConfig;
    const limits = { dailyMax: Number(dailyMax), unitCost: unitCost.trim(), currency: currency.trim().toUpperCase() };
    await outbox.saveGateway({ way, config, secret: secret === '' ? null : secret, ...limits });
    onClose();
    onSaved();
  });
  function choose(next: GatewayKind): void {
    setKind(next);
    if (next === 'smpp' || next === 'smtp') {
      setSecurity('tls');
      setTexts({ ...texts, port: PORTS[next].tls });
    }
  }
  function secure(next: Security): void {
    setSecurity(next);
    if (connects !== null) setTexts({ ...texts, port: PORTS[connects][next] });
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.gatewayOf(t[way])}
      consequence={t.inLedger}
      onSubmit={() => void save.run(undefined)}
      actions={
        <Button type="submit" kind="primary" busy={save.busy}>
          {t.save}
        </Button>
      }
    >
      <div className="ob-form">
        {kinds.length > 1 && (
          <Select
            label={t.kind}
            value={kind}
            onChange={choose}
            options={kinds.map((one) => ({ value: one, label: t[one] }))}
          />
        )}
        {connects !== null && (
          <Segmented
            label={t.security}
            value={security}
            onChange={secure}
            wide
            options={SECURITIES[connects].map((one) => ({ value: one, label: t[one] }))}
          />
        )}
        {connects !== null && security === 'unprotected' && <Banner kind="danger">{t.unprotectedText}</Banner>}
        {FIELDS[kind].map(([name, word]) => (
          <TextField
            key={name}
            label={t[word] as string}
            value={texts[name] ?? ''}
            onChange={(text) => setTexts({ ...texts, [name]: text })}
            autoCapitalize="none"
            spellCheck={false}
            {...(name === 'port' ? { inputMode: 'numeric' as const } : {})}
          />
        ))}
        <PasswordField
          label={t[SECRETS[kind]]}
          hint={gateway === undefined ? undefined : t.keptSecret}
          value={secret}
          onChange={setSecret}
          autoComplete="new-password"
        />
        {kind === 'webhook' && <p className="tl-small tl-text-2">{t.webhookHint}</p>}
        <div className="ob-pair">
          <TextField label={t.dailyMax} value={dailyMax} onChange={setDailyMax} inputMode="numeric" />
          <TextField label={t.unitCost} value={unitCost} onChange={setUnitCost} inputMode="decimal" />
          <TextField
            label={t.currency}
            value={currency}
            onChange={setCurrency}
            maxLength={3}
            autoCapitalize="characters"
          />
        </div>
        <FormError error={save.error} />
      </div>
    </Dialog>
  );
}

/** What stands in the fields at first. */
function textsOf(config: GatewayConfig | undefined): Texts {
  const known = Object.entries(config ?? {}).map(([name, value]) => [name, String(value)]);
  return { port: PORTS.smtp.tls, ...Object.fromEntries(known) };
}
