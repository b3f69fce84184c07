import type pg from 'pg';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { RawJson } from '#platform/server/capability.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { Database } from '#platform/server/database.ts';
import { countReceipts } from '../model/receipts.ts';
import { type Page, type PageRow, READER_OPTIONS, readPage, type Stretch } from './store/lane.ts';

const READERS = 4;

interface PageInput {
  readonly conversationId: ConversationId;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

/** Reads pages of conversations over connections of its own, one round trip each, and writes them as text. */
export class Pages {
  readonly #database: Database;
  readonly #readers: (Promise<pg.Client> | null)[] = new Array(READERS).fill(null);
  #turn = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async messages({ companyId, memberId }: Identity, input: PageInput): Promise<RawJson> {
    const { conversationId } = input;
    const page = await this.#read((client) => readPage(client, companyId, conversationId, memberId, stretchOf(input)));
    if (page === null) throw new Refused(refuse('chat.conversationUnknown'));
    const { at, last, rows } = page;
    const receipts = receiptsIn(page, memberId);
    // An empty page lies where it was asked for: nothing is left on the side it looked at.
    const edge = Math.min(input.before ?? (input.around ?? input.after ?? last) + 1, last + 1);
    const from = Number(rows[0]?.[0] ?? edge);
    const until = Number(rows.at(-1)?.[0] ?? edge - 1);
    return new RawJson(
      `{"at":${at},"messages":[${rows.map((row) => messageText(conversationId, row, receipts)).join(',')}]` +
        `,"hasBefore":${from > 1},"hasAfter":${until < last}}`,
    );
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
      reader = this.#database.connect(READER_OPTIONS).then((client) => {
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

function stretchOf({ before, after, around, limit }: PageInput): Stretch {
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

type Receipts = ReadonlyMap<string, { read: number; of: number }>;

/** Receipts of the own messages of a page, by number; null for whoever shares none. */
function receiptsIn({ rows, standings }: Page, memberId: MemberId): Receipts | null {
  if (standings === null) return null;
  const own = rows.filter(
    ([, , authorId, , , note, , , recalled]) => authorId === memberId && note === null && recalled === 'f',
  );
  const counted = countReceipts(
    standings.map(([joined, read, members]) => ({ joined, read, members })),
    own.map(([number]) => Number(number)),
  );
  return new Map(counted.map(({ number, read, of }) => [String(number), { read, of }]));
}

/** One message as text, field by field as the contract names them; a test holds it to the schema. */
function messageText(conversationId: ConversationId, row: PageRow, receipts: Receipts | null): string {
  const [number, id, authorId, sentAt, text, note, replyTo, editedAt, recalled] = row;
  const receipt = receipts?.get(number);
  return (
    `{"id":"${id}","conversationId":"${conversationId}","number":${number},"authorId":"${authorId}"` +
    `,"text":${recalled === 't' ? '""' : JSON.stringify(text)},"note":${note ?? 'null'},"replyTo":${replyTo ?? 'null'}` +
    `,"sentAt":"${isoOf(sentAt)}","editedAt":${editedAt === null ? 'null' : `"${isoOf(editedAt)}"`}` +
    `,"recalled":${recalled === 't'},"receipt":${receipt === undefined ? 'null' : `{"read":${receipt.read},"of":${receipt.of}}`}}`
  );
}

/** `2026-11-23 02:24:00.5+00` as the ISO text that goes over the wire, to the millisecond. */
export function isoOf(written: string): string {
  const end = written.lastIndexOf('+');
  const fraction = written.slice(20, end).slice(0, 3).padEnd(3, '0');
  return `${written.slice(0, 10)}T${written.slice(11, 19)}.${fraction}Z`;
}
