import type pg from 'pg';
import type { ConversationId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { RawJson } from '#platform/server/capability.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { Database } from '#platform/server/database.ts';
import { countReceipts } from '../model/receipts.ts';
import { readPage, type Stretch } from './store/lane.ts';

const READERS = 4;

interface PageInput {
  readonly conversationId: ConversationId;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

type Rows = Awaited<ReturnType<typeof readPage>>;

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
    const rows = await this.#read((client) => readPage(client, companyId, conversationId, memberId, stretchOf(input)));
    const place = rows[0];
    if (place === undefined) throw new Refused(refuse('chat.conversationUnknown'));
    const found = rows.filter((row) => row.number !== null);
    const first = Number(found[0]?.number ?? place.last_number + 1);
    const last = Number(found.at(-1)?.number ?? place.last_number);
    const own = found.filter((row) => row.author_id === memberId && row.note === null && !row.recalled);
    const standings = place.standings?.map(([joined, read, members]) => ({ joined, read, members }));
    const counted =
      standings === undefined
        ? []
        : countReceipts(
            standings,
            own.map((row) => Number(row.number)),
          );
    const receipts = new Map(counted.map(({ number, read, of }) => [number, { read, of }]));
    return new RawJson(
      `{"at":${place.at},"messages":[${found.map((row) => messageText(conversationId, row, receipts)).join(',')}]` +
        `,"hasBefore":${first > 1},"hasAfter":${last < place.last_number}}`,
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
      reader = this.#database.connect().then((client) => {
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

/** One message as text, field by field as the contract names them; a test holds it to the schema. */
function messageText(
  conversationId: ConversationId,
  row: Rows[number],
  receipts: ReadonlyMap<number, { read: number; of: number }>,
): string {
  const number = Number(row.number);
  const receipt = receipts.get(number);
  return (
    `{"id":"${row.message_id}","conversationId":"${conversationId}","number":${number},"authorId":"${row.author_id}"` +
    `,"text":${JSON.stringify(row.recalled ? '' : row.text)},"note":${row.note === null ? 'null' : JSON.stringify(row.note)}` +
    `,"replyTo":${row.reply_to ?? 'null'},"sentAt":"${row.sent_at.toISOString()}"` +
    `,"editedAt":${row.edited_at === null ? 'null' : `"${row.edited_at.toISOString()}"`},"recalled":${row.recalled}` +
    `,"receipt":${receipt === undefined ? 'null' : `{"read":${receipt.read},"of":${receipt.of}}`}}`
  );
}
