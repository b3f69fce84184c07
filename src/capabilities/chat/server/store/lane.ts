import type pg from 'pg';
import type { CompanyId, ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { int4Array, int8Array, textArray, timestamptzArray, uuidArray } from '#platform/server/binaryArrays.ts';
import { setCompany } from '#platform/server/database.ts';

/** Short arrays would be planned anew at every call; scans of whole tables are never right here. */
export const LANE_OPTIONS =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** A send as a lane takes it. */
export interface Send {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly authorId: MemberId;
  readonly text: string;
  readonly replyTo: number | null;
  readonly sentAt: Date;
}

/** What became of a send. */
export interface Sent {
  readonly number: number;
  readonly at: number;
  readonly verdict: 'stored' | 'known' | 'refused';
  readonly sentAt: Date;
}

/** How far an author's read cursor went because he wrote. */
export interface ReadStep {
  readonly conversationId: ConversationId;
  readonly memberId: MemberId;
  readonly from: number;
  readonly to: number;
}

/** What became of a batch: its sends in their order, and the cursors that went over more than one message. */
export interface Stored {
  readonly sent: readonly Sent[];
  readonly reads: readonly ReadStep[];
}

export interface Batch {
  readonly companyId: CompanyId;
  readonly sends: readonly Send[];
}

const SEND_MANY = {
  name: 'send_many',
  text: `select place, number, at, verdict, known_at, conversation, author, read_from
           from chat.send_many($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

type SendRow = [place: number, number: number, at: number, verdict: number, knownAt: Date | null];
type ReadRow = [
  place: null,
  number: number,
  at: null,
  verdict: null,
  knownAt: null,
  conversation: ConversationId,
  author: MemberId,
  from: number,
];
type Row = SendRow | ReadRow;

/** Stores the batches of several companies in one transaction; `mentions` are written with them. */
export async function sendMany(
  client: pg.Client,
  batches: readonly Batch[],
  mentions: readonly MentionRows[],
): Promise<Stored[]> {
  const sends = batches.flatMap((batch) => batch.sends);
  let place = 0;
  const low: number[] = [];
  const high: number[] = [];
  for (const batch of batches) {
    low.push(place + 1);
    place += batch.sends.length;
    high.push(place);
  }
  const values = [
    uuidArray(batches.map((batch) => batch.companyId)),
    int4Array(low),
    int4Array(high),
    uuidArray(sends.map((send) => send.id)),
    uuidArray(sends.map((send) => send.conversationId)),
    uuidArray(sends.map((send) => send.authorId)),
    textArray(sends.map((send) => send.text)),
    int8Array(sends.map((send) => send.replyTo)),
    timestamptzArray(sends.map((send) => send.sentAt)),
  ];
  // One statement is a transaction of its own: one round trip, one commit.
  const rows =
    mentions.length === 0
      ? (await client.query<Row>({ ...SEND_MANY, values, rowMode: 'array' })).rows
      : await withMentions(client, batches, values, mentions);
  const sent: Sent[] = new Array(sends.length);
  // A company's cursors come before its sends, so the first send that follows tells whose they are.
  const reads: ReadStep[][] = batches.map(() => []);
  let steps: ReadStep[] = [];
  for (const row of rows) {
    if (row[0] === null) {
      steps.push({ conversationId: row[5], memberId: row[6], from: row[7], to: row[1] });
      continue;
    }
    const [at0, number, at, verdict, knownAt] = row;
    sent[at0 - 1] = {
      number,
      at,
      verdict: verdict === 1 ? 'stored' : verdict === 2 ? 'known' : 'refused',
      sentAt: knownAt ?? (sends[at0 - 1] as Send).sentAt,
    };
    if (steps.length > 0) {
      reads[high.findIndex((end) => at0 <= end)] = steps;
      steps = [];
    }
  }
  return batches.map((_, index) => ({
    sent: sent.slice((low[index] as number) - 1, high[index]),
    reads: reads[index] as ReadStep[],
  }));
}

/** Whom a message of a batch means; `batch` and `send` are places in the batches. */
export interface MentionRows {
  readonly batch: number;
  readonly send: number;
  readonly memberIds: readonly MemberId[];
  readonly all: boolean;
}

async function withMentions(
  client: pg.Client,
  batches: readonly Batch[],
  values: unknown[],
  mentions: readonly MentionRows[],
): Promise<Row[]> {
  await client.query({ name: 'begin', text: 'begin' });
  try {
    const { rows } = await client.query<Row>({ ...SEND_MANY, values, rowMode: 'array' });
    let first = 0;
    for (const [index, batch] of batches.entries()) {
      const own = mentions.filter((mention) => mention.batch === index);
      const placed = own.flatMap((mention) => {
        const row = rows.find(([place]) => place === first + mention.send + 1);
        return row?.[3] === 1 ? [{ ...mention, number: row[1], send: batch.sends[mention.send] as Send }] : [];
      });
      first += batch.sends.length;
      if (placed.length === 0) continue;
      const meant = placed.flatMap(({ send, number, memberIds, all }) => [
        ...memberIds.map((memberId) => ({ conversationId: send.conversationId, number, memberId: memberId as string })),
        ...(all ? [{ conversationId: send.conversationId, number, memberId: send.conversationId as string }] : []),
      ]);
      await setCompany(client, batch.companyId);
      await client.query({
        name: 'mentions',
        text: `insert into chat.mention (company_id, member_id, conversation_id, number)
               select $1, w.member_id, w.conversation_id, w.number
                 from unnest($2::uuid[], $3::uuid[], $4::bigint[]) as w(member_id, conversation_id, number)
                where w.member_id = w.conversation_id
                   or exists (select 1 from chat.participant p
                               where p.company_id = $1 and p.conversation_id = w.conversation_id and p.member_id = w.member_id)`,
        values: [
          batch.companyId,
          meant.map((one) => one.memberId),
          meant.map((one) => one.conversationId),
          meant.map((one) => one.number),
        ],
      });
    }
    const committed = await client.query({ name: 'commit', text: 'commit' });
    if (committed.command !== 'COMMIT') throw new Error('the lane was rolled back at commit');
    return rows;
  } catch (error) {
    await client.query({ name: 'rollback', text: 'rollback' }).catch(() => {});
    throw error;
  }
}

/** Messages of a conversation as PostgreSQL writes them. */
export interface Stretch {
  /** As of these two: the number of the conversation's last message, and how often a message was edited, recalled or reacted to. */
  readonly last: number;
  readonly revision: number;
  /** The numbers of the first and the last message; null where there is none. */
  readonly first: number | null;
  readonly until: number | null;
  /** The messages as they go over the wire, ascending, with commas between them. */
  readonly messages: string;
  /** Those that can have receipts, ascending, and who wrote them. */
  readonly numbers: readonly number[];
  readonly authors: readonly MemberId[];
  /** What they were answered with, by number, and by how many. */
  readonly reactions: readonly (readonly [number: number, emoji: string, members: number])[];
  /** What hangs under them, as it goes over the wire, with commas between. */
  readonly threads: string;
  /** The numbers of those with a card. */
  readonly carded: readonly number[];
}

/** A stretch for one member. */
export interface Page {
  /** The company clock of the snapshot. */
  readonly at: number;
  readonly stretch: Stretch;
  /** [joined, read, members] of all others who share receipts; null where one has none to see. */
  readonly standings: readonly (readonly [joined: number, read: number, members: number])[] | null;
  /** The own ones among the reactions; null where there are none. */
  readonly mine: readonly (readonly [number: number, emoji: string])[] | null;
  /** How its cards stand for this member, as it goes over the wire, with commas between them. */
  readonly cards: string;
  /** Up to this number nothing is there for this member. */
  readonly hidden: number;
  /** It ends where this member's own bound is: the stretch is not everybody's. */
  readonly isPersonal: boolean;
}

type PageRow = [
  at: number,
  last: number,
  revision: number,
  first: number | null,
  until: number | null,
  messages: string | null,
  numbers: string[] | null,
  authors: MemberId[] | null,
  standings: Page['standings'],
  reactions: Stretch['reactions'] | null,
  mine: Page['mine'],
  threads: string | null,
  carded: string[] | null,
  cards: string | null,
  hidden: number,
  isPersonal: boolean,
];

/** Which messages: some before a number, some after one. */
export interface Wanted {
  readonly before: number;
  readonly beforeLimit: number;
  readonly after: number;
  readonly afterLimit: number;
}

/** A page in one round trip for a member; null for whoever is not in the conversation. Where `known` is still so, only the rest is read. */
export async function readPage(
  client: pg.Client,
  companyId: CompanyId,
  conversationId: ConversationId,
  memberId: MemberId,
  { before, beforeLimit, after, afterLimit }: Wanted,
  known: Stretch | null,
): Promise<Page | null> {
  const { rows } = await client.query<PageRow>({
    name: 'page',
    text: `select at, last_number, revision, first_number, until_number, messages, numbers, authors, standings, reactions, mine,
                  threads, cards_at, cards, hidden_number, personal
             from chat.page($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      companyId,
      conversationId,
      memberId,
      before,
      beforeLimit,
      after,
      afterLimit,
      known?.last ?? null,
      known?.revision ?? null,
      known?.first ?? null,
      known?.authors.includes(memberId) ?? false,
      known === null || known.reactions.length === 0 ? null : [...new Set(known.reactions.map(([number]) => number))],
      known === null || known.carded.length === 0 ? null : known.carded,
    ],
    rowMode: 'array',
  });
  if (rows[0] === undefined) return null;
  const [at, last, revision, first, until, messages, numbers, authors, standings, reactions, mine, ...rest] = rows[0];
  const [threads, carded, cards, hidden, isPersonal] = rest;
  const stretch =
    messages === null
      ? known
      : {
          ...{ last, revision, first, until, messages },
          numbers: (numbers ?? []).map(Number),
          authors: authors ?? [],
          reactions: reactions ?? [],
          threads: threads ?? '',
          carded: (carded ?? []).map(Number),
        };
  if (stretch === null) throw new Error('a page without messages is for who has them');
  return { at, stretch, standings, mine, cards: cards ?? '', hidden, isPersonal };
}
