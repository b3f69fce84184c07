import { VOICE_BARS, VOICE_MS_MAX, type Voice } from '#files/model/contract.ts';
import { peaksOf } from '#files/web/index.ts';

/** Speech needs no more; five minutes are about a megabyte. */
const BITS_PER_SECOND = 32_000;
const LOOK_EVERY_MS = 50;
/** What browsers record, the best first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export interface Recorded {
  readonly bytes: Blob;
  readonly voice: Voice;
}

export interface Recording {
  /** Ends it; resolves to what was said. Called twice, it says the same. */
  finish(): Promise<Recorded>;
  /** Ends it and forgets what was said. */
  cancel(): void;
}

interface Hears {
  /** So long it has been, and so loud it is, from 0 to 1. */
  readonly onLevel: (ms: number, level: number) => void;
  /** It has ended by itself: as long as it may be, or the microphone is gone. */
  readonly onEnd: () => void;
}

/** Can this browser record here at all? A page that came over plain HTTP may not. */
export function canRecord(): boolean {
  return (navigator.mediaDevices as MediaDevices | undefined) !== undefined && typeof MediaRecorder === 'function';
}

/** Listens to the microphone; the light of the system is on until it ends. Rejects where it may not, or there is none. */
export async function record({ onLevel, onEnd }: Hears): Promise<Recording> {
  const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    audioBitsPerSecond: BITS_PER_SECOND,
    ...(mimeType === undefined ? {} : { mimeType }),
  });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2_048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const parts: Blob[] = [];
  const levels: number[] = [];
  const began = performance.now();
  let endedAt: number | null = null;

  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('stop', () => resolve(), { once: true });
  });
  const end = (): void => {
    if (endedAt !== null) return;
    endedAt = performance.now();
    clearInterval(timer);
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const level = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    levels.push(level);
    const ms = performance.now() - began;
    onLevel(ms, level);
    if (ms < VOICE_MS_MAX) return;
    end();
    onEnd();
  }, LOOK_EVERY_MS);
  stream.getAudioTracks()[0]?.addEventListener('ended', () => {
    end();
    onEnd();
  });
  recorder.start();

  return {
    async finish() {
      end();
      await stopped;
      const durationMs = Math.max(1, Math.round((endedAt ?? performance.now()) - began));
      const type = recorder.mimeType.split(';')[0] ?? '';
      return { bytes: new Blob(parts, { type }), voice: { durationMs, peaks: peaksOf(levels, VOICE_BARS) } };
    },
    cancel: end,
  };
}
