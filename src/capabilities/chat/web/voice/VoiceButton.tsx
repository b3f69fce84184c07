import { IconLock, IconMicrophone, IconSend2, IconTrash } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { type Chosen, lengthOf, recordedVoice } from '#files/web/index.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import { canRecord, record, type Recording } from './recording.ts';
import { words } from './words.ts';
import './voice.css';

interface VoiceButtonProps {
  /** What the button does that ends it: sends it, or keeps it. */
  readonly done?: string;
  readonly onSaid: (said: Chosen) => void;
}

/** A shorter press is a press, not a holding. */
const HOLD_MS = 400;
const CANCEL_PX = 80;
const LOCK_PX = 64;
/** What is shorter was a slip of the finger. */
const LEAST_MS = 500;
const LEVELS_SHOWN = 48;

interface Now {
  readonly ms: number;
  readonly levels: readonly number[];
  /** As long as it may be: it has ended, and waits to be sent. */
  readonly isFull: boolean;
}

type Hold = 'held' | 'leaving' | 'locked';

/** Says something instead of writing it: held and released on a phone, pressed once and sent on a desktop or by keys. */
export function VoiceButton({ done, onSaid }: VoiceButtonProps) {
  const t = useWords(words);
  const [now, setNow] = useState<Now | null>(null);
  const [hold, setHold] = useState<Hold>('locked');
  const recording = useRef<Promise<Recording> | null>(null);
  const finger = useRef<{ x: number; y: number; at: number } | null>(null);
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => () => void recording.current?.then((one) => one.cancel()), []);
  if (!canRecord()) return null;

  function begin(as: Hold): void {
    if (recording.current !== null) return;
    setHold(as);
    const mine = record({
      onLevel: (ms, level) =>
        setNow((old) => ({ ms, levels: [...(old?.levels ?? []), level].slice(-LEVELS_SHOWN), isFull: false })),
      onEnd: () => {
        setHold('locked');
        setNow((old) => (old === null ? old : { ...old, isFull: true }));
      },
    });
    recording.current = mine;
    mine.then(
      () => recording.current === mine && setNow((old) => old ?? { ms: 0, levels: [], isFull: false }),
      (error: unknown) => {
        if (recording.current !== mine) return;
        recording.current = null;
        setNow(null);
        const isRefused = (error as DOMException).name === 'NotAllowedError';
        toast({ text: isRefused ? t.refused : t.noMicrophone, kind: 'danger' });
      },
    );
  }

  function stop(): Promise<Recording> | null {
    const mine = recording.current;
    recording.current = null;
    finger.current = null;
    setNow(null);
    return mine;
  }

  function cancel(): void {
    void stop()?.then(
      (one) => one.cancel(),
      () => {},
    );
  }

  async function finish(): Promise<void> {
    const one = await stop();
    if (one === null) return;
    const { bytes, voice } = await one.finish();
    if (voice.durationMs < LEAST_MS || bytes.size === 0) {
      toast({ text: t.tooShort });
      return;
    }
    onSaid(recordedVoice(bytes, voice));
  }

  function onDown(event: PointerEvent<HTMLButtonElement>): void {
    if (event.pointerType === 'mouse' || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    finger.current = { x: event.clientX, y: event.clientY, at: performance.now() };
    begin('held');
  }

  function onMove(event: PointerEvent): void {
    const from = finger.current;
    if (from === null || hold === 'locked') return;
    if (from.y - event.clientY > LOCK_PX) {
      finger.current = null;
      setHold('locked');
    } else setHold(from.x - event.clientX > CANCEL_PX ? 'leaving' : 'held');
  }

  function onUp(): void {
    const from = finger.current;
    finger.current = null;
    // The pointer of a mouse presses, and is told as a press.
    if (from === null) return;
    pressedAt.current = performance.now();
    if (recording.current === null) return;
    if (hold === 'leaving') cancel();
    // A press, or the question for the microphone came between: it goes on without the finger.
    else if (performance.now() - from.at < HOLD_MS || now === null) setHold('locked');
    else void finish();
  }

  return (
    <>
      <IconButton
        className="ch-voice"
        icon={<IconMicrophone size={20} stroke={1.75} />}
        label={t.record}
        title={t.hold}
        aria-pressed={now !== null}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => {
          finger.current = null;
          setHold('locked');
        }}
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => {
          // What a finger lifts off: it has begun already.
          if (performance.now() - pressedAt.current > HOLD_MS) begin('locked');
        }}
      />
      {now !== null && (
        <div className="ch-voice-bar" data-hold={hold} role="group" aria-label={t.recording}>
          {hold === 'locked' && (
            <IconButton icon={<IconTrash size={20} stroke={1.75} />} label={t.discard} onClick={cancel} />
          )}
          <i className="ch-voice-on" aria-hidden />
          <span className="ch-voice-time" role="timer">
            {lengthOf(now.ms)}
          </span>
          <Levels levels={now.levels} />
          <span className="ch-voice-hint" role="status">
            {now.isFull ? t.full : hold === 'leaving' ? t.release : hold === 'held' ? t.slide : ''}
          </span>
          {hold === 'held' && <IconLock className="ch-voice-lock" size={20} stroke={1.75} aria-hidden />}
          {hold === 'locked' && (
            <Button
              kind="primary"
              autoFocus
              icon={done === undefined && <IconSend2 size={16} stroke={1.75} aria-hidden />}
              // The finger that began lifts off here, over what has come in its place.
              onClick={() => now.ms >= LEAST_MS && void finish()}
            >
              {done ?? t.send}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** How loud it was a moment ago, the latest at the right. */
function Levels({ levels }: { readonly levels: readonly number[] }) {
  return (
    <svg
      className="ch-voice-levels"
      viewBox={`0 0 ${LEVELS_SHOWN * 4} 28`}
      preserveAspectRatio="xMaxYMid slice"
      aria-hidden
    >
      {levels.map((level, index) => {
        const height = Math.max(2, Math.min(1, level * 2) * 28);
        const x = (LEVELS_SHOWN - levels.length + index) * 4;
        return <rect key={index} x={x} y={(28 - height) / 2} width={2} height={height} rx={1} />;
      })}
    </svg>
  );
}
