import { openCompanyNow } from '#platform/web/company.ts';
import { Offline } from '#platform/web/failures.ts';
import type { Asked } from '../model/asked.ts';
import { type Place, searchCalls } from '../model/contract.ts';
import type { Results } from './kept.ts';

/** The first moment of a day where the reader is. */
function momentOf(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00`);
}

/** A page of what this asks for, below the end of the one before. */
export async function askFor(asked: Asked, below: Place | null, signal?: AbortSignal): Promise<Results> {
  const company = openCompanyNow();
  if (company === null) throw new Offline();
  const { from, in: room, has, mentionsMe, kind } = asked;
  const calls = company.client('search', searchCalls);
  const common = { text: asked.text.trim(), from, in: room, below };
  const days = { after: momentOf(asked.after), before: momentOf(asked.before) };
  const wish = signal === undefined ? {} : { signal };
  if (asked.what === 'files') return { messages: [], ...(await calls.files({ ...common, ...days, kind }, wish)) };
  return { files: [], ...(await calls.messages({ ...common, ...days, has: [...has], mentionsMe }, wish)) };
}
