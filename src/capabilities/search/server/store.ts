import type { ConversationId } from '#platform/model/ids.ts';
import { int8Array, textArray, timestamptzArray, uuidArray } from '#platform/server/binaryArrays.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Place } from '../model/contract.ts';
import { BLOCK_SIZE } from '../model/signature.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** A place among the messages of a company. */
export interface Key {
  readonly conversationId: ConversationId;
  readonly number: number;
}

export interface Entry extends Key {
  readonly sentAt: Date;
  /** As PostgreSQL reads a `tsvector`. */
  readonly words: string;
}

export interface Block {
  readonly conversationId: ConversationId;
  readonly block: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** As PostgreSQL reads a `bit(8192)`. */
  readonly signature: string;
}

/** What of the index a search looks at. Null words: every message. */
export interface Lookup {
  /** Where, and above which number: what is hidden is not found. */
  readonly readable: readonly { readonly id: ConversationId; readonly hiddenNumber: number }[];
  /** One of these must lie whole in a block's signature. Two at most. */
  readonly masks: readonly string[];
  readonly words: string | null;
  readonly after: Date | null;
  readonly before: Date | null;
  readonly below: Place | null;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Writes entries anew, whatever stood there. */
export async function putEntries({ tx, companyId }: Ctx, entries: readonly Entry[]): Promise<void> {
  await tx`
    insert into search.message (company_id, conversation_id, number, sent_at, words)
    select ${companyId}, e.conversation_id, e.number, e.sent_at, e.words::tsvector
      from unnest(${uuidArray(entries.map((e) => e.conversationId))}::uuid[], ${int8Array(entries.map((e) => e.number))}::bigint[],
                  ${timestamptzArray(entries.map((e) => e.sentAt))}::timestamptz[], ${textArray(entries.map((e) => e.words))}::text[])
           as e(conversation_id, number, sent_at, words)
    on conflict (company_id, conversation_id, number) do update set sent_at = excluded.sent_at, words = excluded.words`;
}

/** Adds to what blocks may hold. Nothing is ever taken out of a signature: it may say yes too often, never no. */
export async function putBlocks({ tx, companyId }: Ctx, blocks: readonly Block[]): Promise<void> {
  await tx`
    insert into search.block as b (company_id, conversation_id, block, first_at, last_at, signature)
    select ${companyId}, n.conversation_id, n.block, n.first_at, n.last_at, n.signature
      from unnest(${blocks.map((b) => b.conversationId)}::uuid[], ${blocks.map((b) => b.block)}::bigint[],
                  ${blocks.map((b) => b.firstAt)}::timestamptz[], ${blocks.map((b) => b.lastAt)}::timestamptz[],
                  ${blocks.map((b) => b.signature)}::bit(8192)[])
           as n(conversation_id, block, first_at, last_at, signature)
    on conflict (company_id, conversation_id, block)
      do update set first_at = least(b.first_at, excluded.first_at), last_at = greatest(b.last_at, excluded.last_at),
                    signature = b.signature | excluded.signature`;
}

export async function removeEntries({ tx, companyId }: Ctx, keys: readonly Key[]): Promise<void> {
  await tx`
    delete from search.message m
     using unnest(${keys.map((key) => key.conversationId)}::uuid[], ${keys.map((key) => key.number)}::bigint[])
           as gone(conversation_id, number)
     where m.company_id = ${companyId} and m.conversation_id = gone.conversation_id and m.number = gone.number`;
}

/** Removes all entries behind a place, up to another or to the end: what is written there next is all there is. */
export async function removeStretch({ tx, companyId }: Ctx, after: Key | null, until: Key | null): Promise<void> {
  await tx`
    delete from search.message
     where company_id = ${companyId}
       and (conversation_id, number) > (${after?.conversationId ?? FIRST_ID}::uuid, ${after?.number ?? -1}::bigint)
       and (${until === null}::boolean
            or (conversation_id, number) <= (${until?.conversationId ?? FIRST_ID}::uuid, ${until?.number ?? 0}::bigint))`;
}

/** Removes what was known of a conversation up to a number; of the block that goes on above it, the signature stays. */
export async function forgetWords(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  until: number,
): Promise<void> {
  await tx`
    with words as (
      delete from search.message
       where company_id = ${companyId} and conversation_id = ${conversationId} and number <= ${until}
    )
    delete from search.block
     where company_id = ${companyId} and conversation_id = ${conversationId} and block < (${until}::bigint + 1) / ${BLOCK_SIZE}::bigint`;
}

/**
 * The blocks that may hold what is looked for, latest end first, behind those that were looked at.
 * A conversation at a time by the whole key: no plan may go through the conversations of others.
 */
export function blocksFor(
  { tx, companyId }: Ctx,
  { readable, masks, after, before, below }: Lookup,
  behind: Pick<Block, 'conversationId' | 'block' | 'lastAt'> | null,
  limit: number,
): Promise<Pick<Block, 'conversationId' | 'block' | 'lastAt'>[]> {
  // Null is no mask, and costs no look.
  const [first = null, second = null] = masks;
  return tx<Pick<Block, 'conversationId' | 'block' | 'lastAt'>>`
    select b.conversation_id, b.block, b.last_at
      from unnest(${readable.map(({ id }) => id)}::uuid[], ${readable.map(({ hiddenNumber }) => hiddenNumber)}::bigint[])
           as mine(conversation_id, hidden_number)
     cross join lateral (
       select b.conversation_id, b.block, b.last_at from search.block b
        where b.company_id = ${companyId} and b.conversation_id = mine.conversation_id
          and b.block >= (mine.hidden_number + 1) / ${BLOCK_SIZE}::bigint
          and (${after}::timestamptz is null or b.last_at >= ${after})
          and (${before}::timestamptz is null or b.first_at < ${before})
          and (${below?.sentAt ?? null}::timestamptz is null or b.first_at <= ${below?.sentAt ?? null})
          and ((b.signature & ${first}::bit(8192)) = ${first}::bit(8192)
               or (b.signature & ${second}::bit(8192)) = ${second}::bit(8192))
        limit 10000000) b
     where ${behind === null}::boolean
        or (b.last_at, b.conversation_id, b.block)
         < (${behind?.lastAt ?? null}::timestamptz, ${behind?.conversationId ?? null}::uuid, ${behind?.block ?? null}::bigint)
     order by b.last_at desc, b.conversation_id desc, b.block desc
     limit ${limit}`;
}

/** The messages of these blocks that hold what is looked for, newest first. */
export function entriesIn(
  { tx, companyId }: Ctx,
  blocks: readonly Pick<Block, 'conversationId' | 'block'>[],
  { readable, words, after, before, below }: Lookup,
  limit: number,
): Promise<Place[]> {
  const hidden = new Map(readable.map(({ id, hiddenNumber }) => [id, hiddenNumber]));
  return tx<Place>`
    select m.sent_at, m.conversation_id, m.number
      from unnest(${blocks.map((b) => b.conversationId)}::uuid[], ${blocks.map((b) => b.block)}::bigint[],
                  ${blocks.map((b) => hidden.get(b.conversationId) ?? 0)}::bigint[])
           as b(conversation_id, block, hidden_number)
     cross join lateral (
       select m.sent_at, m.conversation_id, m.number from search.message m
        where m.company_id = ${companyId} and m.conversation_id = b.conversation_id
          and m.number > b.hidden_number and m.number >= b.block * ${BLOCK_SIZE}::bigint and m.number < (b.block + 1) * ${BLOCK_SIZE}::bigint
          and (${words}::text is null or m.words @@ ${words}::tsquery)
          and (${after}::timestamptz is null or m.sent_at >= ${after})
          and (${before}::timestamptz is null or m.sent_at < ${before})
          and (${below === null}::boolean
               or (m.sent_at, m.conversation_id, m.number)
                < (${below?.sentAt ?? null}::timestamptz, ${below?.conversationId ?? null}::uuid, ${below?.number ?? null}::bigint))
        limit ${BLOCK_SIZE}) m
     order by m.sent_at desc, m.conversation_id desc, m.number desc
     limit ${limit}`;
}
