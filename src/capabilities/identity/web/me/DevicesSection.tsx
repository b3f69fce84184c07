import { IconDeviceDesktop, IconDeviceMobile, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { identityCalls } from '../../model/contract.ts';
import { identity } from '../api.ts';
import { FormError } from '../FormError.tsx';
import { words } from '../words.ts';
import { PairDialog } from './PairDialog.tsx';
import './me.css';

type Device = OutputOf<typeof identityCalls.devices>[number];

const ON_PHONE = /android|iphone|ipad|ios/i;

/** Where the account is signed in; each can be signed out from here. */
export function DevicesSection() {
  const t = useWords(words);
  const answer = useAnswer('identity.devices', (signal) => identity.devices({}, { signal }));
  const [pairing, setPairing] = useState(false);
  const step = useAct(async (device: Device) => {
    await identity.signOutDevice({ sessionId: device.sessionId });
    toast({ text: t.deviceSignedOut(device.name) });
    answer.reload();
  });
  const devices = answer.value?.toSorted((a, b) => Number(b.isThisDevice) - Number(a.isThisDevice)) ?? null;
  return (
    <Card
      title={t.devicesText}
      aside={
        <Button icon={<IconQrcode size={18} stroke={1.75} aria-hidden />} onClick={() => setPairing(true)}>
          {t.pairPhone}
        </Button>
      }
    >
      {devices === null && answer.error === null && <Skeleton kind="list" rows={2} />}
      {devices === null && answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
      <FormError error={step.error} />
      {devices !== null && (
        <ul className="id-things">
          {devices.map((device) => (
            <DeviceRow key={device.sessionId} device={device} onSignOut={() => void step.run(device)} />
          ))}
        </ul>
      )}
      {devices?.length === 1 && <p className="id-none">{t.onlyThisDevice}</p>}
      <PairDialog
        open={pairing}
        onClose={() => {
          setPairing(false);
          answer.reload();
        }}
      />
    </Card>
  );
}

interface DeviceRowProps {
  readonly device: Device;
  readonly onSignOut: () => void;
}

function DeviceRow({ device, onSignOut }: DeviceRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const Icon = ON_PHONE.test(device.name) ? IconDeviceMobile : IconDeviceDesktop;
  const by = { password: t.byPassword, passkey: t.byPasskey, pairing: t.byPairing }[device.by];
  return (
    <li>
      <Icon size={20} stroke={1.75} aria-hidden />
      <span className="tl-grow">
        <b className="tl-one">{device.name}</b>
        <small>{t.signedInBy(by, format.whenExactly(device.signedInAt))}</small>
      </span>
      {device.isThisDevice ? (
        <Tag kind="accent">{t.thisDevice}</Tag>
      ) : (
        <Button size="sm" aria-label={`${t.signOutDevice} ${device.name}`} onClick={onSignOut}>
          {t.signOutDevice}
        </Button>
      )}
    </li>
  );
}
