import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Attachment, Voice } from '../../model/contract.ts';
import { words } from '../words.ts';
import { lengthOf } from './lengthOf.ts';
import { changeRate, playFrom, togglePlaying, usePlaying, useRate } from './playing.ts';
import { Waveform } from './Waveform.tsx';
import './voice.css';

interface VoicePlayerProps {
  readonly file: Attachment;
  readonly voice: Voice;
  /** It is on this device only, and cannot be heard from here. */
  readonly waiting: boolean;
}

const STEP_MS = 5_000;

/** A voice message: heard with a press, from any place in it. */
export function VoicePlayer({ file, voice, waiting }: VoicePlayerProps) {
  const t = useWords(words);
  const rate = useRate();
  const { isOn, atMs, failed, isMine } = usePlaying(file.id);
  const { durationMs, peaks } = voice;
  const length = lengthOf(durationMs);
  const at = Math.min(atMs, durationMs);

  function onPress(event: PointerEvent<HTMLElement>): void {
    if (waiting || event.button !== 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    playFrom(file, ((event.clientX - left) / width) * durationMs);
  }

  function onKey(event: KeyboardEvent): void {
    const to = {
      ArrowRight: at + STEP_MS,
      ArrowLeft: at - STEP_MS,
      Home: 0,
      End: durationMs - STEP_MS,
    }[event.key];
    if (event.key === ' ' || event.key === 'Enter') togglePlaying(file);
    else if (to !== undefined) playFrom(file, to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="fi-voice" data-on={isOn ? '' : undefined}>
      <IconButton
        className="fi-voice-play"
        icon={isOn ? <IconPlayerPauseFilled size={18} aria-hidden /> : <IconPlayerPlayFilled size={18} aria-hidden />}
        label={isOn ? t.pause : t.play(length)}
        disabled={waiting}
        onClick={() => togglePlaying(file)}
      />
      <div
        className="fi-voice-wave"
        role="slider"
        tabIndex={waiting ? -1 : 0}
        aria-label={t.place}
        aria-disabled={waiting || undefined}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationMs / 1_000)}
        aria-valuenow={Math.round(at / 1_000)}
        aria-valuetext={`${lengthOf(at)} / ${length}`}
        style={{ '--fi-at': `${(at / durationMs) * 100}%` } as CSSProperties}
        onPointerUp={onPress}
        onKeyDown={onKey}
      >
        <Waveform peaks={peaks} />
        <Waveform peaks={peaks} />
      </div>
      <span className="fi-voice-time">{failed ? t.voiceFailed : lengthOf(isMine && at > 0 ? at : durationMs)}</span>
      {isMine && !failed && (
        <button type="button" className="fi-voice-rate" aria-label={t.rate(rate)} onClick={changeRate}>
          {rate}×
        </button>
      )}
    </div>
  );
}
