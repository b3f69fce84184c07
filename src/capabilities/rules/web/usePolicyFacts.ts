import { useState } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { useCompany, useMembers, useWatching } from '#directory/web/index.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { type Language, wordsIn } from '#platform/web/words.ts';
import { watchedTitle } from '../model/notifying.ts';
import type { PolicyFacts } from '../model/policies.ts';
import { records } from './api.ts';
import { words } from './words.ts';

/** What the policies are made from, as it is now; null until all of it was told. */
export function usePolicyFacts(language: Language): PolicyFacts | null {
  const company = useCompany();
  const [today] = useState(() => new Date());
  const lines = useWatching().value;
  const rules = useAnswer('records.retention', (signal) => records.retention({}, { signal })).value;
  const on = (lines ?? []).filter(({ state }) => state === 'agreed');
  const cards = useMembers(
    on.flatMap(({ askedBy, answeredBy }) => [askedBy, ...(answeredBy === null ? [] : [answeredBy])]),
  );
  if (company === null || lines === null || rules === null) return null;
  const t = wordsIn(words, language);
  const nameOf = (id: MemberId) => cards.find((card) => card.id === id)?.name ?? t.member;
  // Days are written as the text is, also where the screen speaks the other language.
  const dayOf = (date: Date) => date.toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long' });
  const kept = rules.find(({ level }) => level === 'company')?.days ?? null;
  return {
    company: company.name,
    day: dayOf(today),
    policy: company.policy,
    keptDays: typeof kept === 'number' ? kept : null,
    agreed: on.map(({ name, step, purpose, keptMonths, from, until, askedBy, answeredBy, votes }) => ({
      ...{ what: watchedTitle(name, step)[language], purpose, votes, keptMonths: step === 'named' ? keptMonths : null },
      from: from === null ? '' : dayOf(from),
      until: until === null ? '' : dayOf(until),
      askedBy: nameOf(askedBy),
      agreedBy: answeredBy === null ? null : nameOf(answeredBy),
    })),
  };
}
