import type pg from 'pg';
import type { CompanyId, ConversationId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { RawJson } from '#platform/server/capability.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { Database } from '#platform/server/database.ts';
import type { MessageLinks, NumberedReaction } from '../model/contract.ts';
import { countReceipts } from '../model/receipts.ts';
import { readLinks } from './store/links.ts';
import { LANE_OPTIONS, type Page, readPage, type Stretch, type Wanted } from './store/lane.ts';

const READERS = 4;
/** How much text of newest pages is kept, in characters. */
const KEPT_MAX = 8_000_000;

interface PageInput {
  readonly conversationId: ConversationId;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

/**
 * Reads pages of conversations over connections of its own, one round trip each, and passes their text on.
 * The newest page of a conversation is what most people ask for, and the same for all of them: it is kept, and the database is asked
 * only whether it is still so, beside what it is always asked: may this member read it, and where do the others stand.
 */
export class Pages {
  readonly #database: Database;
  readonly #readers: (Promise<pg.Client> | null)[] = new Array(READERS).fill(null);
  /** Newest pages by company, conversation and length, the one used last at the end. */
  readonly #newest = new Map<string, Stretch>();
  #kept = 0;
  #turn = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async messages({ companyId, memberId }: Identity, input: PageInput): Promise<RawJson> {
    const { conversationId, before, after, around, limit } = input;
    const isNewest = before === undefined && after === undefined && around === undefined;
    const key = isNewest ? `${companyId} ${conversationId} ${limit}` : null;
    const known = key === null ? null : (this.#newest.get(key) ?? null);
    const page = await this.#read(async (client) => {
      const read = await readPage(client, companyId, conversationId, memberId, wantedOf(input), known);
      return read === null
        ? null
        : { ...read, links: await linksBeside(client, companyId, conversationId, read.stretch) };
    });
    if (page === null) throw new Refused(refuse('chat.conversationUnknown'));
    const { at, stretch, standings, mine, cards, links, hidden, isPersonal } = page;
    if (key !== null && !isPersonal) this.#keep(key, stretch);
    const { last, messages, numbers, authors, reactions, threads } = stretch;
    // An empty page lies where it was asked for: nothing is left on the side it looked at.
    const edge = Math.min(before ?? (around ?? after ?? last) + 1, last + 1);
    const first = stretch.first ?? edge;
    const until = stretch.until ?? edge - 1;
    const receipts =
      standings === null
        ? []
        : countReceipts(
            standings.map(([joined, read, members]) => ({ joined, read, members })),
            numbers.filter((_, index) => authors[index] === memberId),
          );
    // The messages have been written by the database, field by field as the contract names them; a test holds them to it.
    return new RawJson(
      `{"at":${at},"messages":[${messages}],"receipts":${JSON.stringify(receipts)}` +
        `,"reactions":${reactions.length === 0 ? '[]' : JSON.stringify(seenBy(mine, reactions))}` +
        `,"threads":[${threads}],"cards":[${cards}],"links":${links.length === 0 ? '[]' : JSON.stringify(links)}` +
        `,"hasBefore":${first > hidden + 1},"hasAfter":${until < last}}`,
    );
  }

  #keep(key: string, stretch: Stretch): void {
    this.#kept += stretch.messages.length - (this.#newest.get(key)?.messages.length ?? 0);
    this.#newest.delete(key);
    this.#newest.set(key, stretch);
    for (const [oldest, { messages }] of this.#newest) {
      if (this.#kept <= KEPT_MAX) break;
      this.#newest.delete(oldest);
      this.#kept -= messages.length;
    }
  }

  async close(): Promise<void> {
    const open = this.#readers.splice(0, READERS, ...new Array<null>(READERS).fill(null));
    const closing = open.filter((reader) => reader !== null).map((reader) => reader.then((client) => client.end()));
    await Promise.allSettled(closing);
  }

  async #read<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    this.#turn = (this.#turn + 1) % READERS;
    const place = this.#turn;
    let reader = this.#readers[place] ?? null;
    if (reader === null) {
      reader = this.#database.connect(LANE_OPTIONS).then((client) => {
        client.on('error', () => {
          this.#readers[place] = null;
        });
        return client;
      });
      this.#readers[place] = reader;
    }
    try {
      return await work(await reader);
    } catch (error) {
      // A connection that failed a read is not asked again.
      if (this.#readers[place] === reader) this.#readers[place] = null;
      reader.then((client) => client.end()).catch(() => {});
      throw error;
    }
  }
}

/**
 * What stands behind the links of a page; pages without links ask nothing. It may be later than the page: an event that tells it once more
 * tells the same.
 */
async function linksBeside(
  client: pg.Client,
  companyId: CompanyId,
  conversationId: ConversationId,
  { messages, first, until }: Stretch,
): Promise<MessageLinks[]> {
  if (first === null || until === null || !/https:\/\//i.test(messages)) return [];
  return readLinks(client, companyId, conversationId, first, until);
}

/** Reactions as one member sees them: which are his own. */
function seenBy(mine: Page['mine'], reactions: Stretch['reactions']): NumberedReaction[] {
  const own = new Set((mine ?? []).map(([number, emoji]) => `${number} ${emoji}`));
  return reactions.map(([number, emoji, count]) => ({ number, emoji, count, mine: own.has(`${number} ${emoji}`) }));
}

function wantedOf({ before, after, around, limit }: PageInput): Wanted {
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    return { before: around + 1, beforeLimit: half, after: around, afterLimit: limit - half };
  }
  if (after !== undefined) return { before: 0, beforeLimit: 0, after, afterLimit: limit };
  return {
    before: before ?? Number.MAX_SAFE_INTEGER,
    beforeLimit: limit,
    after: Number.MAX_SAFE_INTEGER,
    afterLimit: 0,
  };
}
