create schema chat;

create table chat.conversation (
  company_id      uuid   not null,
  conversation_id uuid   not null,
  kind            text   not null check (kind in ('direct', 'group', 'department')),
  name            text   not null default '',
  description     text   not null default '',
  department_id   uuid,
  last_number     bigint not null default 0,
  revision        bigint not null default 0,   -- how often a message of it was edited or recalled
  member_count    int    not null default 0,
  sharers         int    not null default 0,   -- members who share receipts
  created_at      timestamptz not null,
  primary key (company_id, conversation_id)
) with (fillfactor = 50);
create unique index on chat.conversation (company_id, department_id) where department_id is not null;

create table chat.participant (
  company_id      uuid    not null,
  conversation_id uuid    not null,
  member_id       uuid    not null,
  role            text    not null default 'member' check (role in ('owner', 'admin', 'member')),
  can_send        boolean not null default true,
  joined_at       timestamptz not null,
  peer_id         uuid,                        -- the other one of a direct conversation
  muted           boolean not null default false,
  pinned          boolean not null default false,
  draft           text    not null default '',
  primary key (company_id, conversation_id, member_id)
);
create index on chat.participant (company_id, member_id, conversation_id);

-- Where each participant stands: all that receipts are made of, in one place. Apart from the participant, because it moves with every
-- reading and the rest hardly ever. No time stands here (R17).
create table chat.cursor (
  company_id      uuid    not null,
  conversation_id uuid    not null,
  member_id       uuid    not null,
  shares          boolean not null,            -- shares receipts (R16)
  joined_number   bigint  not null,            -- messages up to here were there before
  read_number     bigint  not null,
  before_number   bigint  not null default 0,  -- where it stood before its last step by sending
  marked_unread   boolean not null default false,
  primary key (company_id, conversation_id, member_id)
) with (fillfactor = 50);

create table chat.message (
  company_id      uuid   not null,
  conversation_id uuid   not null,
  number          bigint not null,
  message_id      uuid   not null,
  author_id       uuid   not null,
  sent_at         timestamptz not null,
  text            text   not null,
  note            jsonb,
  reply_to        bigint,
  edited_at       timestamptz,
  recalled_at     timestamptz,
  files           jsonb,                       -- as they go over the wire; null for nearly all
  primary key (company_id, conversation_id, number)
);
create unique index on chat.message (company_id, message_id);

-- Only mentions get rows; @all is one row whose member is the conversation itself.
create table chat.mention (
  company_id      uuid   not null,
  member_id       uuid   not null,
  conversation_id uuid   not null,
  number          bigint not null,
  primary key (company_id, member_id, conversation_id, number)
);

create table chat.preference (
  company_id     uuid    not null,
  member_id      uuid    not null,
  share_direct   boolean not null,
  share_groups   boolean not null,
  primary key (company_id, member_id)
);

do $$
declare t text;
begin
  foreach t in array array['conversation', 'participant', 'cursor', 'message', 'mention', 'preference'] loop
    execute format('alter table chat.%I enable row level security', t);
    execute format('alter table chat.%I force row level security', t);
    execute format($policy$create policy company on chat.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- The message path: sends of several companies in one transaction, one round trip, each under its own row-level security.
-- Arrays are one message per place; company i owns the places lo[i]..hi[i].
-- A row with a place tells of a send. verdict: 1 stored, 2 stored before by the same author in the same conversation (known_at: when),
-- 0 no (the rule in TypeScript says why). A row without one tells that an author's read cursor has gone from read_from to number.
create function chat.send_many(
  companies uuid[], lo int[], hi int[],
  ids uuid[], conversations uuid[], authors uuid[], texts text[], replies bigint[], sent_ats timestamptz[]
) returns table (place bigint, number bigint, at bigint, verdict int, known_at timestamptz,
                 conversation uuid, author uuid, read_from bigint)
language plpgsql as $$
#variable_conflict use_column
begin
  for i in 1..cardinality(companies) loop
    perform set_config('app.company', companies[i]::text, true);
    -- In one order, so that two lanes and a use-case never wait for each other in a circle.
    perform 1 from (select distinct v from unnest(conversations[lo[i]:hi[i]]) v order by v) s
      cross join lateral (
        select 1 from chat.conversation c
         where c.company_id = companies[i] and c.conversation_id = s.v limit 1 for no key update) l;
    return query
      with s as materialized (
        select s.*, c.last_number,
               d.number as known, d.mine, d.sent_at as known_at, p.can_send and d.number is null as fresh
          from unnest(ids[lo[i]:hi[i]], conversations[lo[i]:hi[i]], authors[lo[i]:hi[i]], texts[lo[i]:hi[i]],
                      replies[lo[i]:hi[i]], sent_ats[lo[i]:hi[i]])
               with ordinality as s(id, conversation, author, text, reply, sent, ord)
          left join lateral (
            select last_number from chat.conversation c
             where c.company_id = companies[i] and c.conversation_id = s.conversation limit 1) c on true
          left join lateral (
            select can_send from chat.participant p
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

-- Moves read cursors forward, never back and never past the end; only for members of the conversation.
-- A cursor that a send has locked just now is left for the next round rather than waited for.
create function chat.advance_cursors(company uuid, conversations uuid[], members uuid[], numbers bigint[])
returns table (conversation uuid, member uuid, moved_from bigint, moved_to bigint, was_marked boolean, shares boolean, busy boolean)
language plpgsql as $$
#variable_conflict use_column
begin
  return query
    with wanted as materialized (
      select w.conversation, w.member, least(w.number, c.last_number) as number, r.shares
        from unnest(conversations, members, numbers) as w(conversation, member, number)
       cross join lateral (
         select last_number from chat.conversation c
          where c.company_id = company and c.conversation_id = w.conversation limit 1) c
       cross join lateral (
         select shares from chat.cursor r
          where r.company_id = company and r.conversation_id = w.conversation and r.member_id = w.member limit 1) r
    ), free as materialized (
      select w.*, r.read_number, r.marked_unread
        from wanted w
       cross join lateral (
         select read_number, marked_unread from chat.cursor r
          where r.company_id = company and r.conversation_id = w.conversation and r.member_id = w.member
          limit 1 for no key update skip locked) r
    ), moved as (
      insert into chat.cursor (company_id, conversation_id, member_id, shares, joined_number, read_number)
      select company, f.conversation, f.member, f.shares, 0, greatest(f.read_number, f.number)
        from free f where f.number > f.read_number or f.marked_unread
      on conflict (company_id, conversation_id, member_id)
        do update set read_number = excluded.read_number, marked_unread = false
    )
    select w.conversation, w.member, f.read_number, greatest(f.read_number, w.number), coalesce(f.marked_unread, false),
           w.shares, f.read_number is null
      from wanted w
      left join free f on f.conversation = w.conversation and f.member = w.member;
end $$;

-- A page of a conversation for a member of it, in one statement; no row at all for anybody else.
-- Stable, so that all of it sees one snapshot. The messages are one text, as they go over the wire: nobody need read them to pass them on.
-- Who has the page already says as of which last number and revision; messages is null where nothing has changed since.
-- numbers, authors: the messages that can have receipts. standings: [joined, read, members] of all others who share them, where the page
-- holds own messages (has_own: whoever has the page knows) and one shares oneself.
create function chat.page(
  company uuid, conversation uuid, me uuid, before_number bigint, before_wanted int, after_number bigint, after_wanted int,
  known_last bigint, known_revision bigint, has_own boolean
) returns table (at bigint, last_number bigint, revision bigint, first_number bigint, until_number bigint, messages text,
                 numbers bigint[], authors uuid[], standings jsonb)
language plpgsql stable as $$
#variable_conflict use_column
declare
  sharing boolean := set_config('app.company', company::text, true) is null;
  -- Few and long pieces: joining them is most of what a page costs.
  between_ids text;
begin
  select r.shares, k.at, c.last_number, c.revision into sharing, at, last_number, revision
    from (select r.shares from chat.cursor r
           where r.company_id = company and r.conversation_id = conversation and r.member_id = me limit 1) r,
         (select k.at from platform.clock k where k.company_id = company limit 1) k,
         (select c.last_number, c.revision from chat.conversation c
           where c.company_id = company and c.conversation_id = conversation limit 1) c;
  if not found then return; end if;
  if known_last is distinct from last_number or known_revision is distinct from revision then
    between_ids := concat('","conversationId":"', conversation, '","number":');
    select min(m.number), max(m.number),
           coalesce(string_agg(concat(
             '{"id":"', m.message_id, between_ids, m.number, ',"authorId":"', m.author_id, '","text":',
             case when m.recalled_at is null then to_json(m.text) else '""' end,
             case when m.note is null and m.reply_to is null then ',"note":null,"replyTo":null,"sentAt":'
                  else concat(',"note":', coalesce(m.note, 'null'), ',"replyTo":', coalesce(m.reply_to::text, 'null'), ',"sentAt":') end,
             to_char(m.sent_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'),
             case when m.edited_at is null and m.recalled_at is null and m.files is null
                  then ',"editedAt":null,"recalled":false,"files":[]}'
                  else concat(',"editedAt":', coalesce(to_char(m.edited_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null'),
                              ',"recalled":', to_json(m.recalled_at is not null), ',"files":', coalesce(m.files::text, '[]'), '}') end), ',' order by m.number), ''),
           array_agg(m.number order by m.number) filter (where m.note is null and m.recalled_at is null),
           array_agg(m.author_id order by m.number) filter (where m.note is null and m.recalled_at is null)
      into first_number, until_number, messages, numbers, authors
      from ((select * from chat.message o
              where o.company_id = company and o.conversation_id = conversation and o.number < before_number
              order by o.number desc limit before_wanted)
            union all
            (select * from chat.message o
              where o.company_id = company and o.conversation_id = conversation and o.number > after_number
              order by o.number limit after_wanted)) m;
    has_own := me = any (authors);
  end if;
  if sharing and has_own then
    select coalesce(jsonb_agg(jsonb_build_array(s.joined_number, s.read_number, s.members)), '[]') into standings
      from (select r.joined_number, r.read_number, count(*) as members from chat.cursor r
             where r.company_id = company and r.conversation_id = conversation and r.shares and r.member_id <> me
             group by 1, 2) s;
  end if;
  return next;
end $$;
