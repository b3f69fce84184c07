import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { playedType } from './kinds.ts';

/** What browsers record; the same container may hold a film, of which nothing is shown. */
const RECORDED: readonly (string | null)[] = ['video/webm', 'video/mp4', 'audio/mp4', 'audio/ogg'];

/** Do its first bytes say that this is what a browser records? */
export function canBeVoice(head: string): Refusal<'files.notVoice'> | null {
  return RECORDED.includes(playedType(head)) ? null : refuse('files.notVoice');
}

/** So many bars of these loudnesses, each the loudest of its part, from 0 to 100; the loudest of all is 100 unless all is quiet. */
export function peaksOf(levels: readonly number[], bars: number): number[] {
  const most = Math.max(QUIET, ...levels);
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / bars);
    const until = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / bars));
    const loudest = Math.max(0, ...levels.slice(from, until));
    return Math.round((loudest / most) * 100);
  });
}

/** What is not louder is silence, and is not made to look like speech. */
const QUIET = 0.04;
