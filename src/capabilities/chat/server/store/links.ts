import type pg from 'pg';
import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { LinkPreview, MessageLinks } from '../../model/calls/links.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** A message, by its place. */
export interface Place {
  readonly conversationId: ConversationId;
  readonly number: number;
}

const conversationIdsOf = (places: readonly Place[]) => places.map(({ conversationId }) => conversationId);
const numbersOf = (places: readonly Place[]) => places.map(({ number }) => number);

/** Those of these messages that have links, or had some; neither notes nor what was taken back. */
export function linkedMessages(
  { tx, companyId }: Ctx,
  places: readonly (Place & { readonly edited: boolean })[],
): Promise<(Place & { text: string })[]> {
  return tx<Place & { text: string }>`
    select w.conversation_id, w.number, m.text
      from (select conversation_id, number, bool_or(edited) as edited
              from unnest(${conversationIdsOf(places)}::uuid[], ${numbersOf(places)}::bigint[],
                          ${places.map(({ edited }) => edited)}::boolean[]) as w(conversation_id, number, edited)
             group by conversation_id, number) w
     cross join lateral (
       select m.text from chat.message m
        where m.company_id = ${companyId} and m.conversation_id = w.conversation_id and m.number = w.number
          and m.recalled_at is null and m.note is null limit 1) m
     where m.text like '%://%'
        or w.edited and exists (select 1 from chat.message_link l
                    where l.company_id = ${companyId} and l.conversation_id = w.conversation_id and l.number = w.number)`;
}

/** Addresses that messages bear: what was not looked at yet, or too long ago, is to be looked at. In one order, as each is locked. */
export async function wantAddresses(
  { tx, companyId }: Ctx,
  addresses: readonly { readonly address: string; readonly host: string }[],
  now: Date,
): Promise<void> {
  await tx`
    insert into chat.link_preview as p (company_id, address, host, ask_at)
    select ${companyId}::uuid, w.address, w.host, ${now}
      from unnest(${addresses.map(({ address }) => address)}::text[], ${addresses.map(({ host }) => host)}::text[]) as w(address, host)
     order by w.address
    on conflict (company_id, address) do update
       set ask_at = case when p.ask_at is null and p.good_until <= ${now} then ${now} else p.ask_at end`;
}

/** Locks conversations, so that what is told of their messages is told in the order in which it became so. */
export async function lockConversations({ tx, companyId }: Ctx, places: readonly Place[]): Promise<void> {
  await tx`
    select 1 from chat.conversation
     where company_id = ${companyId} and conversation_id = any(${conversationIdsOf(places)}::uuid[])
     order by conversation_id for no key update`;
}

/** These are the links of these messages now; those taken back meanwhile have none. Their conversations must be locked. */
export async function saveLinks(
  { tx, companyId }: Ctx,
  messages: readonly (Place & { readonly addresses: readonly string[] })[],
): Promise<void> {
  const all = messages.flatMap(({ conversationId, number, addresses }) =>
    addresses.map((address, place) => ({ conversationId, number, address, place })),
  );
  await tx`
    with wanted as (
      select * from unnest(${conversationIdsOf(all)}::uuid[], ${numbersOf(all)}::bigint[],
                           ${all.map(({ address }) => address)}::text[], ${all.map(({ place }) => place)}::int[])
                      as w(conversation_id, number, address, place)
    ), gone as (
      delete from chat.message_link l
       using unnest(${conversationIdsOf(messages)}::uuid[], ${numbersOf(messages)}::bigint[]) as m(conversation_id, number)
       where l.company_id = ${companyId} and l.conversation_id = m.conversation_id and l.number = m.number
         and not exists (select 1 from wanted w
                          where w.conversation_id = l.conversation_id and w.number = l.number and w.address = l.address)
    )
    insert into chat.message_link (company_id, conversation_id, number, address, place)
    select ${companyId}, w.conversation_id, w.number, w.address, w.place
      from wanted w
     where exists (select 1 from chat.message m
                    where m.company_id = ${companyId} and m.conversation_id = w.conversation_id and m.number = w.number
                      and m.recalled_at is null)
    on conflict (company_id, conversation_id, number, address) do update set place = excluded.place`;
}

type LinkRow = Omit<LinkPreview, 'picture'> & {
  readonly picture: string | null;
  readonly width: number | null;
  readonly height: number | null;
};

const previewOf = ({ picture, width, height, address, title, description, site }: LinkRow): LinkPreview => ({
  ...{ address, title, description, site },
  picture: picture === null ? null : { id: picture, width: width ?? 0, height: height ?? 0 },
});

/** What these messages show of their links, in the order of the messages asked for. */
export async function linksOf({ tx, companyId }: Ctx, places: readonly Place[]): Promise<LinkPreview[][]> {
  const rows = await tx<LinkRow & { row: number }>`
    select w.row, p.address, p.title, p.description, p.site, p.picture, p.width, p.height
      from unnest(${conversationIdsOf(places)}::uuid[], ${numbersOf(places)}::bigint[]) with ordinality as w(conversation_id, number, row)
      join chat.message_link l
        on l.company_id = ${companyId} and l.conversation_id = w.conversation_id and l.number = w.number and not l.removed
     cross join lateral (
       select * from chat.link_preview p
        where p.company_id = ${companyId} and p.address = l.address and p.found limit 1) p
     order by w.row, l.place`;
  const byRow = Map.groupBy(rows, ({ row }) => row);
  return places.map((_, index) => (byRow.get(index + 1) ?? []).map(previewOf));
}

/** Takes the links of a message away. */
export async function dropLinks({ tx, companyId }: Ctx, { conversationId, number }: Place): Promise<void> {
  await tx`
    with gone as (
      delete from chat.message_link
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
      returning address
    )
    delete from chat.link_preview
     where company_id = ${companyId} and address in (
       -- One that somebody is just looking at stays: nobody waits for it here.
       select p.address from chat.link_preview p
         join gone g on g.address = p.address
        where p.company_id = ${companyId}
          and not exists (select 1 from chat.message_link l
                           where l.company_id = ${companyId} and l.address = p.address
                             and (l.conversation_id, l.number) <> (${conversationId}::uuid, ${number}::bigint))
          for update of p skip locked)`;
}

/** The author wants no preview of it; false where the message has no such link. */
export async function removeLink({ tx, companyId }: Ctx, { conversationId, number }: Place, address: string) {
  const rows = await tx`
    update chat.message_link set removed = true
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and address = ${address}
       and not removed
    returning 1 as done`;
  return rows.length === 1;
}

/** One address to look at, not of these hosts; it is put off until `again`, so that nobody looks beside us. */
export async function takeAddress(
  { tx, companyId }: Ctx,
  now: Date,
  { again, triesMax, notOf }: { readonly again: Date; readonly triesMax: number; readonly notOf: readonly string[] },
): Promise<{ address: string; host: string } | null> {
  const [row] = await tx<{ address: string; host: string }>`
    update chat.link_preview set ask_at = ${again}, tries = tries + 1
     where company_id = ${companyId} and address = (
       select address from chat.link_preview
        where company_id = ${companyId} and ask_at <= ${now} and tries < ${triesMax} and host <> all(${[...notOf]}::text[])
        order by ask_at limit 1 for update skip locked)
    returning address, host`;
  return row ?? null;
}

/** What was seen behind an address, and until when nobody looks again; null: nothing to show. */
export async function saveSeen(
  { tx, companyId }: Ctx,
  address: string,
  seen: Pick<LinkPreview, 'title' | 'description' | 'site' | 'picture'> | null,
  bytes: Buffer | null,
  goodUntil: Date,
): Promise<void> {
  await tx`
    update chat.link_preview
       set found = ${seen !== null}, ask_at = null, tries = 0, good_until = ${goodUntil}, title = ${seen?.title ?? ''},
           description = ${seen?.description ?? ''}, site = ${seen?.site ?? ''}, picture = ${seen?.picture?.id ?? null},
           bytes = ${bytes}, width = ${seen?.picture?.width ?? null}, height = ${seen?.picture?.height ?? null}
     where company_id = ${companyId} and address = ${address}`;
}

/** Nobody answered: what was seen before stays, and for a while nobody asks again. */
export async function putOff({ tx, companyId }: Ctx, address: string, goodUntil: Date): Promise<void> {
  await tx`
    update chat.link_preview set ask_at = null, tries = 0, good_until = ${goodUntil}
     where company_id = ${companyId} and address = ${address}`;
}

/** The latest messages that bear this link. */
export function messagesBearing({ tx, companyId }: Ctx, address: string, limit: number): Promise<Place[]> {
  return tx<Place>`
    select conversation_id, number from chat.message_link
     where company_id = ${companyId} and address = ${address} and not removed
     order by number desc limit ${limit}`;
}

/** The picture of a link, for who sees a message in which somebody has written it. */
export async function linkPicture(tx: Tx, companyId: CompanyId, memberId: MemberId, picture: string) {
  const [row] = await tx<{ bytes: Buffer }>`
    select p.bytes from chat.link_preview p
     where p.company_id = ${companyId} and p.picture = ${picture}
       and exists (select 1 from chat.message_link l
                    where l.number > chat.hidden_for(${companyId}, l.conversation_id, ${memberId}) and l.company_id = ${companyId} and l.address = p.address and not l.removed)`;
  return row?.bytes ?? null;
}

/** What stands beside the messages of a page, over the connection that read it. */
export async function readLinks(
  client: pg.Client,
  companyId: CompanyId,
  conversationId: ConversationId,
  first: number,
  until: number,
): Promise<MessageLinks[]> {
  const { rows } = await client.query<LinkRow & { number: string }>({
    name: 'links',
    text: `select number, address, title, description, site, picture, width, height from chat.links_between($1, $2, $3, $4)`,
    values: [companyId, conversationId, first, until],
  });
  const byNumber = Map.groupBy(rows, ({ number }) => Number(number));
  return [...byNumber].map(([number, links]) => ({ number, links: links.map(previewOf) }));
}
