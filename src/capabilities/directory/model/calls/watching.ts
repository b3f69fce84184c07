import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { idOf } from '#platform/model/ids.ts';
import { admins, anyMember, insiders, ledgerReaders } from '../roles.ts';
import { none, watchedName, type WatchingId, watchingLine } from '../shapes.ts';

/** A purpose says at least so much. */
export const WATCHING_PURPOSE_MIN = 20;
export const WATCHING_PURPOSE_MAX = 500;
export const KEPT_MONTHS_MAX = 12;

const id = idOf<WatchingId>();
/** Text without NUL, which no database text can hold. */
const words = z
  .string()
  .trim()
  .max(WATCHING_PURPOSE_MAX)
  .refine((text) => text.isWellFormed() && !text.includes('\0'));

/** Two keys for whatever lets somebody watch somebody (R29). */
export const watchingCalls = {
  watching: query({
    summary: 'What was asked for and agreed to of the switches of R29, newest first: everybody may know.',
    allow: anyMember,
    input: none,
    output: z.array(watchingLine),
    refusals: [],
  }),
  askWatching: command({
    summary: 'Turns the first key of a switch of R29: asks that more be shown. Nothing changes before the second key.',
    allow: admins,
    input: z.object({
      name: watchedName,
      step: z.string().max(20),
      purpose: words.pipe(z.string().min(WATCHING_PURPOSE_MIN)),
      keptMonths: z.number().int().min(1).max(KEPT_MONTHS_MAX),
    }),
    output: watchingLine,
    refusals: ['directory.stepUnknown', 'directory.alreadyOn', 'directory.alreadyAsked', 'directory.noSecondKey'],
  }),
  answerWatching: command({
    summary: 'Turns the second key, or refuses to; once. Only who was a representative when it was asked for.',
    allow: ['representative'],
    input: z.object({ id, agree: z.boolean(), answer: words.default('') }),
    output: watchingLine,
    refusals: ['directory.requestUnknown', 'directory.ownRequest', 'directory.notTheKey', 'directory.answered'],
  }),
  voteWatching: command({
    summary: 'Votes on a request, once and in secret: where there is no representative, the members hold the key.',
    allow: insiders,
    input: z.object({ id, agree: z.boolean() }),
    output: watchingLine,
    refusals: ['directory.requestUnknown', 'directory.ownRequest', 'directory.notTheKey', 'directory.answered'],
  }),
  endWatching: command({
    summary: 'Switches off what two keys switched on, or withdraws a request: one key is enough, and it works at once.',
    allow: ledgerReaders,
    input: z.object({ id }),
    output: watchingLine,
    refusals: ['directory.requestUnknown', 'directory.answered'],
  }),
};
