import {
  IconArrowBackUp,
  IconChevronDown,
  IconCoffee,
  IconMoonFilled,
  IconPlayerPause,
  IconPlayerPlay,
  IconWalk,
} from '@tabler/icons-react';
import { sayError } from '#platform/web/refusals.ts';
import { PresenceGlyph, usePresenceWord } from '#platform/web/ui/Avatar.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { worktime } from './api.ts';
import { type Mine, sentenceOf } from './sentence.ts';
import { words } from './words.ts';

const HOUR_MS = 3_600_000;
/** The server counts from its own clock: a moment less than what it allows. */
const SHORT_MS = 5_000;
const HOURS = [1, 2, 4, 6];

interface NowHeadProps {
  readonly mine: Mine;
  readonly now: Date;
  readonly onChanged: () => void;
}

/** What is now and why, and what one can do about it. */
export function NowHead({ mine, now, onChanged }: NowHeadProps) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const said = sentenceOf(mine, now, t, format, language);
  const { works, onCallUntil, siteName, scheduleName, timeZone } = mine;
  const seen = usePresenceWord(mine.presence);
  const place = [siteName ?? t.noSite, scheduleName ?? t.standardHours, timeZone.replaceAll('_', ' ')];
  return (
    <section className="wt-now" aria-label={t.title}>
      <p className="wt-sentence" aria-live="polite">
        {works ? (
          <span className="wt-presence" aria-hidden>
            <PresenceGlyph presence={mine.presence} size={20} />
          </span>
        ) : (
          <IconMoonFilled size={22} aria-hidden className="wt-moon" />
        )}
        <span>
          {said.now}
          {said.next !== null && <small>{said.next}</small>}
          {onCallUntil !== null && (
            <small className="wt-on-call">{t.onCallNow(format.whenExactly(onCallUntil, now, timeZone))}</small>
          )}
        </span>
      </p>
      <NowActions mine={mine} now={now} onChanged={onChanged} />
      <p className="tl-small tl-text-3">
        {t.seenAs(seen)}
        <br />
        {place.join(' · ')}
      </p>
    </section>
  );
}

function NowActions({ mine, now, onChanged }: NowHeadProps) {
  const t = useWords(words);
  const format = useFormat();
  const { works, why, added, stopped, timeZone, presence } = mine;
  const step = useAct(async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      toast({ text: sayError(error), kind: 'danger' });
    }
    onChanged();
  });
  const clockOf = (at: Date) => format.whenExactly(at, new Date(), timeZone);
  const back = async () => {
    await worktime.asPlanned({});
    toast({ text: t.plannedAgain });
  };
  const undo = () => void step.run(back);
  const stop = async () => {
    await worktime.stopNow({});
    const { until } = await worktime.mine({ days: 1 });
    toast({ text: t.stopped(clockOf(until)), undo });
  };
  const work = (hours: number) => async () => {
    const until = new Date(Date.now() + hours * HOUR_MS - SHORT_MS);
    await worktime.workNow({ until });
    toast({ text: t.worksNow(clockOf(until)), undo });
  };
  const beAway = (away: boolean) => async () => {
    await worktime.setAway({ away });
    if (away) toast({ text: t.awayNow });
  };
  const isAway = presence === 'away';
  const AwayIcon = isAway ? IconWalk : IconCoffee;
  const said = added !== null || stopped !== null;
  return (
    <div className="wt-acts">
      {works && (
        <Button
          kind={isAway ? 'primary' : 'plain'}
          icon={<AwayIcon size={18} stroke={1.75} aria-hidden />}
          busy={step.busy}
          onClick={() => void step.run(beAway(!isAway))}
        >
          {isAway ? t.isBack : t.stepAway}
        </Button>
      )}
      {works && (
        <Button
          icon={<IconPlayerPause size={18} stroke={1.75} aria-hidden />}
          busy={step.busy}
          onClick={() => void step.run(stop)}
        >
          {t.stopNow}
        </Button>
      )}
      {!works && why !== 'leave' && (
        <Menu
          label={t.workNow}
          trigger={
            <Button icon={<IconPlayerPlay size={18} stroke={1.75} aria-hidden />} busy={step.busy}>
              {t.workNow}
              <IconChevronDown size={16} stroke={1.75} aria-hidden className="wt-down" />
            </Button>
          }
          items={HOURS.map((hours) => ({
            label: t.workFor(hours),
            hint: t.untilWhen(clockOf(new Date(now.getTime() + hours * HOUR_MS))),
            onSelect: () => void step.run(work(hours)),
          }))}
        />
      )}
      {said && why !== 'leave' && (
        <Button
          kind="quiet"
          icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
          busy={step.busy}
          onClick={() => void step.run(back)}
        >
          {t.asPlanned}
        </Button>
      )}
    </div>
  );
}
