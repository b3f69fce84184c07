import type { FileId } from '#platform/model/ids.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Attachment } from '../../model/contract.ts';
import { filePath } from '../paths.ts';

export const RATES = [1, 1.5, 2] as const;

interface Playing {
  /** What is heard, or was last; null: nothing yet. */
  readonly id: FileId | null;
  readonly isOn: boolean;
  readonly atMs: number;
  readonly failed: boolean;
}

const silence: Playing = { id: null, isOn: false, atMs: 0, failed: false };
const store = createStore<Playing>(silence);
const rate = createStore<number>(1);
/** Far behind the end of anything: a browser that was asked to go there knows where the end is. */
const BEYOND_S = 1e7;
const END_WITHIN_MS = 4_000;

/** One for the whole page: nothing is heard beside something else, and scrolling away stops nothing. */
let player: HTMLAudioElement | null = null;
let current: Attachment | null = null;
let turn = 0;
let nextOf: (file: Attachment) => Attachment | null = () => null;

/** A capability above says which voice message is heard after this one. */
export function registerNextVoice(next: typeof nextOf): void {
  nextOf = next;
}

whenCompanyOpens(() => () => {
  turn += 1;
  player?.pause();
  player?.removeAttribute('src');
  current = null;
  store.set(silence);
});

function playerOf(): HTMLAudioElement {
  if (player !== null) return player;
  const made = document.createElement('audio');
  made.preload = 'auto';
  made.addEventListener('timeupdate', () => {
    if (store.get().isOn) store.set((old) => ({ ...old, atMs: made.currentTime * 1_000 }));
  });
  made.addEventListener('pause', () => store.set((old) => ({ ...old, isOn: false })));
  made.addEventListener('ended', () => {
    store.set((old) => ({ ...old, isOn: false, atMs: 0 }));
    const next = current === null ? null : nextOf(current);
    if (next !== null) void play(next, 0);
  });
  player = made;
  return made;
}

/** Plays from a place on; what was heard before falls silent. */
async function play(file: Attachment, atMs: number): Promise<void> {
  const mine = (turn += 1);
  const audio = playerOf();
  try {
    if (current?.id !== file.id) {
      audio.pause();
      current = file;
      store.set({ id: file.id, isOn: false, atMs, failed: false });
      audio.src = filePath(file, 'media');
      await once(audio, 'loadedmetadata', Number.POSITIVE_INFINITY);
      // A recording does not say how long it is, and until a browser knows it cannot go to a place in it.
      if (!Number.isFinite(audio.duration)) {
        audio.currentTime = BEYOND_S;
        await once(audio, 'seeked', END_WITHIN_MS);
      }
    }
    if (mine !== turn) return;
    audio.playbackRate = rate.get();
    audio.currentTime = atMs / 1_000;
    await audio.play();
    if (mine === turn) store.set({ id: file.id, isOn: true, atMs, failed: false });
  } catch {
    if (mine !== turn) return;
    current = null;
    store.set({ id: file.id, isOn: false, atMs: 0, failed: true });
  }
}

function once(audio: HTMLAudioElement, event: string, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    audio.addEventListener(event, () => resolve(), { once: true });
    audio.addEventListener('error', () => reject(new Error('the sound was not loaded')), { once: true });
    if (Number.isFinite(withinMs)) setTimeout(resolve, withinMs);
  });
}

/** Begins, goes on, or falls silent. */
export function togglePlaying(file: Attachment): void {
  const { id, isOn, atMs } = store.get();
  if (id === file.id && isOn) playerOf().pause();
  else void play(file, id === file.id ? atMs : 0);
}

/** Goes to a place: what is heard goes on from there, anything else begins there. */
export function playFrom(file: Attachment, atMs: number): void {
  void play(file, Math.max(0, Math.min(atMs, (file.voice?.durationMs ?? 0) - 50)));
}

/** The next speed, for all that is heard from here on. */
export function changeRate(): void {
  rate.set((old) => RATES[(RATES.indexOf(old as 1) + 1) % RATES.length] ?? 1);
  if (player !== null) player.playbackRate = rate.get();
}

export function useRate(): number {
  return useStore(rate);
}

const quiet = { isOn: false, atMs: 0, failed: false, isMine: false };

/** How this file is being heard. */
export function usePlaying(id: FileId): Pick<Playing, 'isOn' | 'atMs' | 'failed'> & { readonly isMine: boolean } {
  const mine = useStore(store, (all) => (all.id === id ? all : null));
  return mine === null ? quiet : { ...mine, isMine: true };
}
