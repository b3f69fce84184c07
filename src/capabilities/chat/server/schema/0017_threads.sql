-- A thread is a conversation of its own, in which the answers to one message stand. Its participants are those who follow it; whoever is
-- in the conversation of that message may read it. The row is what that conversation shows of it: brought up to date after the commit.
create table chat.thread (
  company_id      uuid   not null,
  parent_id       uuid   not null,
  number          bigint not null,             -- of the message that is answered
  conversation_id uuid   not null,
  replies         bigint not null default 0,
  author_ids      uuid[] not null default '{}', -- who answered last, three at most, the latest first
  active_at       timestamptz not null,
  primary key (company_id, parent_id, number)
);
create unique index on chat.thread (company_id, conversation_id);

alter table chat.thread enable row level security;
alter table chat.thread force row level security;
create policy company on chat.thread using (company_id = current_setting('app.company')::uuid);

alter table chat.conversation drop constraint conversation_kind_check;
alter table chat.conversation
  add constraint conversation_kind_check check (kind in ('direct', 'group', 'department', 'thread'));

comment on column chat.conversation.revision is 'how often a message of it was edited, recalled, reacted to or answered in a thread';

drop function chat.page;

-- A page of a conversation for a member of it, in one statement; no row at all for anybody else.
-- Stable, so that all of it sees one snapshot. The messages are one text, as they go over the wire: nobody need read them to pass them on.
-- Who has the page already says as of which last number and revision; messages is null where nothing has changed since.
-- numbers, authors: the messages that can have receipts. standings: [joined, read, members] of all others who share them, where the page
-- holds own messages (has_own: whoever has the page knows) and one shares oneself.
-- reactions: [number, emoji, members] of all kinds; mine: [number, emoji] of the own ones, where the page holds any (reacted: to which
-- messages, whoever has the page knows). threads: what hangs on the messages.
create function chat.page(
  company uuid, conversation uuid, me uuid, before_number bigint, before_wanted int, after_number bigint, after_wanted int,
  known_last bigint, known_revision bigint, has_own boolean, reacted bigint[]
) returns table (at bigint, last_number bigint, revision bigint, first_number bigint, until_number bigint, messages text,
                 numbers bigint[], authors uuid[], standings jsonb, reactions jsonb, mine jsonb, threads text)
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
  if not found then
    -- A thread is read by whoever is where it hangs, also without following it.
    select false, k.at, c.last_number, c.revision into sharing, at, last_number, revision
      from (select t.parent_id from chat.thread t
             where t.company_id = company and t.conversation_id = conversation limit 1) t
     cross join lateral (
       select 1 from chat.participant p
        where p.company_id = company and p.conversation_id = t.parent_id and p.member_id = me limit 1) p,
           (select k.at from platform.clock k where k.company_id = company limit 1) k,
           (select c.last_number, c.revision from chat.conversation c
             where c.company_id = company and c.conversation_id = conversation limit 1) c;
    if not found then return; end if;
  end if;
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
    select coalesce(jsonb_agg(jsonb_build_array(k.number, k.emoji, k.members) order by k.number, k.place), '[]'),
           array_agg(distinct k.number)
      into reactions, reacted
      from chat.reaction_kind k
     where k.company_id = company and k.conversation_id = conversation and k.number between first_number and until_number;
    select coalesce(string_agg(concat(
             '{"number":', t.number, ',"id":"', t.conversation_id, '","replies":', t.replies, ',"authorIds":', to_json(t.author_ids),
             ',"activeAt":', to_char(t.active_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), '}'), ',' order by t.number), '')
      into threads
      from chat.thread t
     where t.company_id = company and t.parent_id = conversation and t.number between first_number and until_number and t.replies > 0;
  end if;
  if sharing and has_own then
    select coalesce(jsonb_agg(jsonb_build_array(s.joined_number, s.read_number, s.members)), '[]') into standings
      from (select r.joined_number, r.read_number, count(*) as members from chat.cursor r
             where r.company_id = company and r.conversation_id = conversation and r.shares and r.member_id <> me
             group by 1, 2) s;
  end if;
  if cardinality(reacted) > 0 then
    select jsonb_agg(jsonb_build_array(w.number, r.emoji)) into mine
      from unnest(reacted) as w(number)
     cross join lateral (
       select r.emoji from chat.reaction r
        where r.company_id = company and r.conversation_id = conversation and r.number = w.number and r.member_id = me
        limit 100) r;
  end if;
  return next;
end $$;
