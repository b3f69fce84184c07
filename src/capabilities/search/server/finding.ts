import { messagesByRef, readableBy } from '#chat/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { Context } from '#platform/server/context.ts';
import { isBeginning } from '#platform/server/follow.ts';
import { type FoundFile, type Place, RESULTS_PER_PAGE, type searchCalls } from '../model/contract.ts';
import { asksNothing, isFileFound, isFound } from '../model/finding.ts';
import { Signature } from '../model/signature.ts';
import { neededKeys, queryText } from '../model/tokens.ts';
import type { Wanted } from '../model/wanted.ts';
import * as store from './store.ts';

type Search = typeof searchCalls.messages;

/** So many blocks are named at once; most searches are done before they are looked at. */
const BLOCKS_AT_ONCE = 2_048;
/** How many blocks are looked into first; each time nothing came of it, four times as many. */
const FIRST_LOOK = 16;

/** A page of what a member finds: of the conversations he is in now, and of messages as they are now, in one snapshot. */
export async function findMessages(ctx: Context, input: InputOf<Search>): Promise<OutputOf<Search>> {
  const { mentionsMe, below, ...rest } = input;
  const wanted: Wanted = { ...rest, mentions: mentionsMe ? ctx.memberId : null };
  const mine = await readableBy(ctx, ctx.memberId);
  const readable = wanted.in === null ? mine : mine.filter(({ id }) => id === wanted.in);
  const incomplete = await isBeginning(ctx.tx, ctx.companyId, 'search');
  if (asksNothing(wanted) || readable.length === 0) return { messages: [], next: null, incomplete };
  const places = await newest(
    ctx,
    {
      readable,
      masks: neededKeys(wanted).map((keys) => new Signature().add(keys).toString()),
      words: queryText(wanted),
      after: wanted.after,
      before: wanted.before,
      below,
    },
    RESULTS_PER_PAGE + 1,
  );
  const shown = places.slice(0, RESULTS_PER_PAGE);
  return {
    messages: await messagesAt(ctx, shown, wanted),
    next: places.length > RESULTS_PER_PAGE ? (shown.at(-1) ?? null) : null,
    incomplete,
  };
}

/** So many pages of messages are gone through for one of files: names are looked at one by one. */
const PAGES_FOR_FILES = 8;

/** A page of files that a member finds, among the messages that have any. */
export async function findFiles(
  ctx: Context,
  { kind, below: from, ...rest }: InputOf<typeof searchCalls.files>,
): Promise<OutputOf<typeof searchCalls.files>> {
  const files: FoundFile[] = [];
  let [below, incomplete] = [from, false];
  for (let page = 0; page < PAGES_FOR_FILES && files.length < RESULTS_PER_PAGE; page += 1) {
    const found = await findMessages(ctx, { ...rest, has: ['file'], mentionsMe: false, below });
    incomplete = found.incomplete;
    for (const { conversationId, number, sentAt, authorId, files: hanging } of found.messages) {
      const wanted = hanging.filter((file) => isFileFound(file, rest.text, kind));
      files.push(...wanted.map((file) => ({ file, conversationId, number, sentAt, authorId })));
    }
    below = found.next;
    if (below === null) break;
  }
  return { files, next: below, incomplete };
}

/** As they are now: one that was changed a moment ago, and does not hold the words any more, is left out. */
async function messagesAt(ctx: Context, places: readonly Place[], wanted: Wanted) {
  if (places.length === 0) return [];
  const messages = await messagesByRef(
    ctx.tx,
    ctx.companyId,
    places.map(({ conversationId }) => conversationId),
    places.map(({ number }) => number),
  );
  return messages.filter((message) => isFound(message, wanted)).sort((a, b) => (isNewer(a, b) ? -1 : 1));
}

function isNewer(a: Place, b: Place): boolean {
  if (a.sentAt.getTime() !== b.sentAt.getTime()) return a.sentAt > b.sentAt;
  if (a.conversationId !== b.conversationId) return a.conversationId > b.conversationId;
  return a.number > b.number;
}

/**
 * The newest entries that are looked for. Blocks come by their latest message, so what is found stands fast as soon as it is newer
 * than all that the next block can hold: a common word is found in the first few, a rare one is in few.
 */
async function newest(ctx: Context, lookup: store.Lookup, limit: number): Promise<Place[]> {
  let found: Place[] = [];
  let blocks = await store.blocksFor(ctx, lookup, null, BLOCKS_AT_ONCE);
  let isLast = blocks.length < BLOCKS_AT_ONCE;
  for (let look = FIRST_LOOK; blocks.length > 0; look *= 4) {
    const some = blocks.slice(0, look);
    blocks = blocks.slice(look);
    if (blocks.length === 0 && !isLast) {
      blocks = await store.blocksFor(ctx, lookup, some.at(-1) ?? null, BLOCKS_AT_ONCE);
      isLast = blocks.length < BLOCKS_AT_ONCE;
    }
    const more = await store.entriesIn(ctx, some, lookup, limit);
    found = [...found, ...more].sort((a, b) => (isNewer(a, b) ? -1 : 1)).slice(0, limit);
    const [worst, next] = [found[limit - 1], blocks[0]];
    if (worst !== undefined && next !== undefined && worst.sentAt > next.lastAt) break;
  }
  return found;
}
