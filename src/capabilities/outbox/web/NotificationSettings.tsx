import { IconDeviceMobileDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSayError } from '#platform/web/refusals.ts';
import { attempt, inTurn } from '#platform/web/steps.ts';
import { useStore } from '#platform/web/store.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { RadioCards, Switch } from '#platform/web/ui/Choice.tsx';
import { DayLine } from '#platform/web/ui/DayLine.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Wish } from '../model/contract.ts';
import { ContactsCard } from './channels/ContactsCard.tsx';
import { install, installOffer } from './installing.ts';
import { changeSettings, loadSettings, outboxNow, settingsStore } from './outboxStore.ts';
import { minuteOf, sentenceOf } from './sentence.ts';
import type { Settings } from './settings.ts';
import { abilityOf, isInstalled, isIos, turnOff, turnOn } from './subscribing.ts';
import { words } from './words.ts';
import './outbox.css';

/** `/me/notifications`: what notifies, when, and on this device. */
export function NotificationSettings() {
  const settings = useStore(settingsStore);
  const { error, reload } = useAnswer('outbox.settings', loadSettings);
  if (settings === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (settings === null) return <Skeleton kind="form" rows={4} />;
  return (
    <>
      <Plainly settings={settings} />
      <ThisDevice settings={settings} />
      <WhatNotifies wish={settings.wish} />
      <ContactsCard />
      <InstallHint />
    </>
  );
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** The time of day, as far as a line can show it. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The sentence, and the day it speaks of. */
function Plainly({ settings }: { readonly settings: Settings }) {
  const t = useWords(words);
  const format = useFormat();
  const now = useMinute();
  const { works, changesAt, timeZone, hoursToday } = settings;
  const working = hoursToday.map(({ from, until }) => [from, Math.min(until, DAY_MINUTES)] as const);
  const when = format.when(changesAt, now, timeZone);
  return (
    <section className="ob-plainly">
      <p aria-live="polite">{sentenceOf(settings, t)}</p>
      <div className="ob-day">
        <DayLine working={working} now={minuteOf(now, timeZone)} label={t.hours(timeZone)} />
        <span className="tl-small tl-text-3">{works ? t.nowWorking(when) : t.nowResting(when)}</span>
      </div>
    </section>
  );
}

/** On or off here. The browser is asked after a tap, never before. */
function ThisDevice({ settings }: { readonly settings: Settings }) {
  const t = useWords(words);
  const say = useSayError();
  const [ability, setAbility] = useState(abilityOf);
  const { device } = settings;
  const on = device !== null;
  const step = useAct(async (wanted: { readonly on: boolean; readonly showsContent: boolean }) => {
    const open = outboxNow();
    if (open === null) return;
    if (wanted.on) await turnOn(open, settings, wanted.showsContent);
    else await turnOff(open);
    setAbility(abilityOf());
    await loadSettings();
  });
  if (ability === 'installFirst' || ability === 'unsupported') {
    return (
      <Card title={t.thisDevice}>
        <p className="tl-text-2">{ability === 'unsupported' ? t.unsupported : t.installIos}</p>
      </Card>
    );
  }
  return (
    <Card title={t.thisDevice}>
      <FormRows>
        <FormRow label={t.onHere} hint={ability === 'blocked' ? t.blocked : hintOf(device, t)}>
          <Switch
            label={t.onHere}
            bare
            checked={on && ability !== 'blocked'}
            disabled={step.busy || ability === 'blocked'}
            onChange={(next) => void step.run({ on: next, showsContent: device?.showsContent ?? false })}
          />
        </FormRow>
        {on && ability !== 'blocked' && (
          <FormRow label={t.content} hint={device.showsContent ? t.contentOn : t.contentOff}>
            <Switch
              label={t.content}
              bare
              checked={device.showsContent}
              disabled={step.busy}
              onChange={(showsContent) => void step.run({ on: true, showsContent })}
            />
          </FormRow>
        )}
      </FormRows>
      {step.error !== null && (
        <Banner kind="danger" live>
          {say(step.error)}
        </Banner>
      )}
    </Card>
  );
}

function hintOf(device: Settings['device'], t: ReturnType<typeof useWords<typeof words>>): string {
  if (device === null) return Notification.permission === 'granted' ? t.onHint : t.onHintAsks;
  return device.pushes ? t.onHint : t.onHintOpenOnly;
}

function WhatNotifies({ wish }: { readonly wish: Wish }) {
  const t = useWords(words);
  function choose(next: Wish): void {
    changeSettings({ wish: next });
    // Also where the page is left at once.
    const set = () => outboxNow()?.calls.setWish({ wish: next }, { leaving: true });
    void attempt(
      () => inTurn('outbox.wish', set),
      () => changeSettings({ wish }),
    );
  }
  return (
    <Card title={t.wish} foot={t.allDevices}>
      <RadioCards
        label={t.wish}
        bare
        value={wish}
        onChange={choose}
        options={[
          { value: 'everything', label: t.wishEverything, hint: t.wishEverythingHint },
          { value: 'gathered', label: t.wishGathered, hint: t.wishGatheredHint },
          { value: 'meant', label: t.wishMeant, hint: t.wishMeantHint },
          { value: 'nothing', label: t.wishNothing, hint: t.wishNothingHint },
        ]}
      />
    </Card>
  );
}

/** Where the browser offers it, or where it has to be done by hand; nothing in an app that is installed. */
function InstallHint() {
  const t = useWords(words);
  const offer = useStore(installOffer);
  if (isInstalled() || (offer === null && !isIos())) return null;
  return (
    <Card
      title={t.install}
      aside={
        offer !== null && (
          <Button icon={<IconDeviceMobileDown size={18} stroke={1.75} aria-hidden />} onClick={() => void install()}>
            {t.installAction}
          </Button>
        )
      }
    >
      <p className="tl-text-2">{offer === null ? t.installIos : t.installText}</p>
    </Card>
  );
}
