-- Who is silenced in a group, by whom, and until when; infinity: until it is lifted. It stays when he leaves, so that coming back ends
-- nothing. Who takes part there and in the threads that hang there bears a copy, for the guard of the message path.
create table chat.silence (
  company_id      uuid not null,
  conversation_id uuid not null,
  member_id       uuid not null,
  until           timestamptz not null,
  by_id           uuid not null,
  primary key (company_id, conversation_id, member_id)
);
alter table chat.silence enable row level security;
alter table chat.silence force row level security;
create policy company on chat.silence using (company_id = current_setting('app.company')::uuid);

alter table chat.participant add column silenced_until timestamptz;

-- As before, but for what the guard asks besides: is this member silenced at the moment at which he sends? No job ends a silence.
create or replace function chat.send_many(
  companies uuid[], lo int[], hi int[],
  ids uuid[], conversations uuid[], authors uuid[], texts text[], replies bigint[], sent_ats timestamptz[]
) returns table (place bigint, number bigint, at bigint, verdict int, known_at timestamptz,
                 conversation uuid, author uuid, read_from bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  company  uuid;
  room     uuid;
  sender   uuid;
  last     bigint;
  open_to  text;      -- who may write; null where the conversation is put away
  may      boolean;
  known    record;
  was_read bigint;
  told_at  bigint;
begin
  for i in 1..cardinality(companies) loop
    perform set_config('app.company', companies[i]::text, true);
    if lo[i] = hi[i] then
      -- One message alone, as nearly all are outside of rush hours. The same steps in the same order as below, each a small statement:
      -- beginning the long one costs a third more than all of these.
      company := companies[i];
      room := conversations[lo[i]];
      sender := authors[lo[i]];
      select c.last_number, case when c.archived_at is null then c.who_writes end into last, open_to
        from chat.conversation c where c.company_id = company and c.conversation_id = room for no key update;
      select p.can_send and (open_to = 'everybody' or (open_to = 'admins' and p.role <> 'member'))
             and (p.silenced_until is null or p.silenced_until <= sent_ats[lo[i]]) into may
        from chat.participant p where p.company_id = company and p.conversation_id = room and p.member_id = sender limit 1;
      select m.number, m.sent_at, m.author_id = sender and m.conversation_id = room as mine into known
        from chat.message m where m.company_id = company and m.message_id = ids[lo[i]] limit 1;
      place := lo[i];
      if may and known.number is null then
        last := last + 1;
        insert into chat.message (company_id, conversation_id, number, message_id, author_id, sent_at, text, reply_to)
        values (company, room, last, ids[lo[i]], sender, sent_ats[lo[i]], texts[lo[i]], replies[lo[i]]);
        update chat.conversation c set last_number = last where c.company_id = company and c.conversation_id = room;
        update chat.cursor r set read_number = last, before_number = r.read_number, marked_unread = false
         where r.company_id = company and r.conversation_id = room and r.member_id = sender
        returning r.before_number into was_read;
        update platform.clock k set at = k.at + 1 where k.company_id = company returning k.at into told_at;
        insert into platform.event (company_id, at, topic, type, ref) values (company, told_at, room, 'chat.messageSent', last);
        if last - was_read > 1 then
          return query select null::bigint, last, null::bigint, null::int, null::timestamptz, room, sender, was_read;
        end if;
        return query select place, last, told_at, 1, null::timestamptz, null::uuid, null::uuid, null::bigint;
      else
        return query select place, known.number, null::bigint, case when known.mine then 2 else 0 end, known.sent_at,
                            null::uuid, null::uuid, null::bigint;
      end if;
      continue;
    end if;
    -- In one order, so that two lanes and a use-case never wait for each other in a circle.
    perform 1 from (select distinct v from unnest(conversations[lo[i]:hi[i]]) v order by v) s
      cross join lateral (
        select 1 from chat.conversation c
         where c.company_id = companies[i] and c.conversation_id = s.v limit 1 for no key update) l;
    return query
      with s as materialized (
        select s.*, c.last_number,
               d.number as known, d.mine, d.sent_at as known_at,
               p.can_send and d.number is null and c.archived_at is null
                 and (c.who_writes = 'everybody' or p.role <> 'member')
                 and (p.silenced_until is null or p.silenced_until <= s.sent) as fresh
          from unnest(ids[lo[i]:hi[i]], conversations[lo[i]:hi[i]], authors[lo[i]:hi[i]], texts[lo[i]:hi[i]],
                      replies[lo[i]:hi[i]], sent_ats[lo[i]:hi[i]])
               with ordinality as s(id, conversation, author, text, reply, sent, ord)
          left join lateral (
            select last_number, who_writes, archived_at from chat.conversation c
             where c.company_id = companies[i] and c.conversation_id = s.conversation limit 1) c on true
          left join lateral (
            select can_send, role, silenced_until from chat.participant p
             where p.company_id = companies[i] and p.conversation_id = s.conversation and p.member_id = s.author limit 1) p on true
          left join lateral (
            select m.number, m.sent_at, m.author_id = s.author and m.conversation_id = s.conversation as mine
              from chat.message m where m.company_id = companies[i] and m.message_id = s.id limit 1) d on true
      ), n as materialized (
        select s.*, case when s.fresh then
                 s.last_number + count(*) filter (where s.fresh) over (partition by s.conversation order by s.ord) end as num,
               count(*) filter (where s.fresh) over (order by s.ord) as rank
          from s
      ), stored as (
        insert into chat.message (company_id, conversation_id, number, message_id, author_id, sent_at, text, reply_to)
        select companies[i], conversation, num, id, author, sent, text, reply from n where num is not null
        returning 1
      -- Both rows are there; "on conflict" finds them by their whole key, whatever a plan made on an empty table would have done.
      ), counted as (
        insert into chat.conversation (company_id, conversation_id, kind, created_at, last_number)
        select companies[i], conversation, 'group', now(), max(num) from n where num is not null group by conversation
        on conflict (company_id, conversation_id) do update set last_number = excluded.last_number
      ), read as (
        -- Who answers has read what stands above. The row remembers its own step, so that what authors are told is what it took.
        insert into chat.cursor as r (company_id, conversation_id, member_id, shares, joined_number, read_number)
        select companies[i], conversation, author, false, max(num), max(num) from n where num is not null group by conversation, author
        on conflict (company_id, conversation_id, member_id)
          do update set read_number = excluded.read_number, before_number = r.read_number, marked_unread = false
        returning r.conversation_id, r.member_id, r.before_number, r.read_number
      ), clock as (
        -- After the messages: whoever else announces in this company waits from here on.
        update platform.clock k set at = k.at + t.taken
          from (select count(*) as taken from stored) t
         where k.company_id = companies[i] and t.taken > 0
        returning k.at - t.taken as base
      ), told as (
        insert into platform.event (company_id, at, topic, type, ref)
        select companies[i], clock.base + n.rank, n.conversation, 'chat.messageSent', n.num from n, clock where n.num is not null
      )
      -- The cursors stand first: they must be had before the clock, as everybody else who takes both does it.
      select null::bigint, r.read_number, null::bigint, null::int, null::timestamptz, r.conversation_id, r.member_id, r.before_number
        from read r where r.read_number - r.before_number > 1
      union all
      select n.ord + lo[i] - 1, coalesce(n.num, n.known), clock.base + n.rank,
             case when n.num is not null then 1 when n.mine then 2 else 0 end, n.known_at, null, null, null
        from n left join clock on true;
  end loop;
end $$;
