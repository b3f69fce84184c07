-- One idea for all that somebody may not see of a conversation he is in: up to a number nothing is there. For everybody it is the
-- conversation's, for who came later his own; the higher of the two holds. Numbers stay gapless below it, nobody renumbers.
alter table chat.conversation
  add column hidden_number bigint not null default 0,
  add column newcomers_see text   not null default 'everything' check (newcomers_see in ('everything', 'afterJoining'));
-- Beside the read cursor, which every page reads anyway.
alter table chat.cursor add column hidden_number bigint not null default 0;
create index cursor_hidden on chat.cursor (company_id, conversation_id, hidden_number) where hidden_number > 0;

comment on column chat.conversation.hidden_number is 'up to this number nothing is there any more, for everybody';
comment on column chat.cursor.hidden_number is 'up to this number nothing is there for this member, who came later';

-- Up to which number nothing of a conversation is there for a member; null where he reads none of it. A thread is read by who is where it
-- hangs and sees the message it hangs under.
create function chat.hidden_for(company uuid, conversation uuid, me uuid) returns bigint
language plpgsql stable as $$
begin
  return (
    select case when t.number is null then greatest(c.hidden_number, r.hidden_number) else c.hidden_number end
      from chat.conversation c
      left join lateral (
        select t.parent_id, t.number from chat.thread t
         where t.company_id = company and t.conversation_id = conversation limit 1) t on true
     cross join lateral (
        select r.hidden_number from chat.cursor r
         where r.company_id = company and r.conversation_id = coalesce(t.parent_id, conversation) and r.member_id = me limit 1) r
     where c.company_id = company and c.conversation_id = conversation
       and (t.number is null or r.hidden_number < t.number));
end $$;

-- On which message a file hangs: it is given only to who sees that message.
create table chat.message_file (
  company_id      uuid   not null,
  file_id         uuid   not null,
  conversation_id uuid   not null,
  number          bigint not null,
  primary key (company_id, file_id)
);
insert into chat.message_file (company_id, file_id, conversation_id, number)
select m.company_id, (f.file ->> 'id')::uuid, m.conversation_id, m.number
  from chat.message m cross join lateral jsonb_array_elements(m.files) as f(file)
 where m.files is not null;

alter table chat.message_file enable row level security;
alter table chat.message_file force row level security;
create policy company on chat.message_file using (company_id = current_setting('app.company')::uuid);

drop function chat.page;

-- A page of a conversation for a member of it, in one statement; no row at all for anybody else.
-- Stable, so that all of it sees one snapshot. The messages are one text, as they go over the wire: nobody need read them to pass them on.
-- Who has the page already says as of which last number and revision; messages is null where nothing has changed since.
-- numbers, authors: the messages that can have receipts. standings: [joined, read, members] of all others who share them, where the page
-- holds own messages (has_own: whoever has the page knows) and one shares oneself.
-- reactions: [number, emoji, members] of all kinds; mine: [number, emoji] of the own ones, where the page holds any (reacted: to which
-- messages, whoever has the page knows). threads: what hangs on the messages.
-- cards_at: the messages with a card (carded: whoever has the page knows); cards: how they stand, as it goes over the wire. Answers come too
-- fast to make a page old each time: they are read anew with every page that has a card.
-- hidden_number: up to which nothing is there, for this member. personal: the page ends where his own bound is, so it is not everybody's.
-- Whoever has everybody's page says with which number it begins (known_first): it is read anew where the bound lies in it.
create function chat.page(
  company uuid, conversation uuid, me uuid, before_number bigint, before_wanted int, after_number bigint, after_wanted int,
  known_last bigint, known_revision bigint, known_first bigint, has_own boolean, reacted bigint[], carded bigint[]
) returns table (at bigint, last_number bigint, revision bigint, first_number bigint, until_number bigint, messages text,
                 numbers bigint[], authors uuid[], standings jsonb, reactions jsonb, mine jsonb, threads text, cards_at bigint[], cards text,
                 hidden_number bigint, personal boolean)
language plpgsql stable as $$
#variable_conflict use_column
declare
  sharing boolean := set_config('app.company', company::text, true) is null;
  -- Few and long pieces: joining them is most of what a page costs.
  between_ids text;
  own_hidden bigint;
begin
  select r.shares, k.at, c.last_number, c.revision, c.hidden_number, r.hidden_number
    into sharing, at, last_number, revision, hidden_number, own_hidden
    from (select r.shares, r.hidden_number from chat.cursor r
           where r.company_id = company and r.conversation_id = conversation and r.member_id = me limit 1) r,
         (select k.at from platform.clock k where k.company_id = company limit 1) k,
         (select c.last_number, c.revision, c.hidden_number from chat.conversation c
           where c.company_id = company and c.conversation_id = conversation limit 1) c;
  if not found then
    -- A thread is read by whoever is where it hangs, also without following it, and sees the message it hangs under.
    select false, k.at, c.last_number, c.revision, c.hidden_number, 0
      into sharing, at, last_number, revision, hidden_number, own_hidden
      from (select t.parent_id, t.number from chat.thread t
             where t.company_id = company and t.conversation_id = conversation limit 1) t
     cross join lateral (
       select 1 from chat.cursor p
        where p.company_id = company and p.conversation_id = t.parent_id and p.member_id = me
          and p.hidden_number < t.number limit 1) p,
           (select k.at from platform.clock k where k.company_id = company limit 1) k,
           (select c.last_number, c.revision, c.hidden_number from chat.conversation c
             where c.company_id = company and c.conversation_id = conversation limit 1) c;
    if not found then return; end if;
  end if;
  personal := own_hidden > hidden_number;
  hidden_number := greatest(hidden_number, own_hidden);
  if known_last is distinct from last_number or known_revision is distinct from revision
     or (personal and known_first <= hidden_number) then
    between_ids := concat('","conversationId":"', conversation, '","number":');
    select min(m.number), max(m.number),
           coalesce(string_agg(concat(
             '{"id":"', m.message_id, between_ids, m.number, ',"authorId":"', m.author_id, '","text":',
             case when m.recalled_at is null then to_json(m.text) else '""' end,
             case when m.note is null and m.reply_to is null then ',"note":null,"replyTo":null,"sentAt":'
                  else concat(',"note":', coalesce(m.note, 'null'), ',"replyTo":', coalesce(m.reply_to::text, 'null'), ',"sentAt":') end,
             to_char(m.sent_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'),
             case when m.edited_at is null and m.recalled_at is null and m.files is null and m.card is null
                  then ',"editedAt":null,"recalled":false,"files":[],"card":null}'
                  else concat(',"editedAt":', coalesce(to_char(m.edited_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null'),
                              ',"recalled":', to_json(m.recalled_at is not null), ',"files":', coalesce(m.files::text, '[]'),
                              ',"card":', coalesce(m.card::text, 'null'), '}') end), ',' order by m.number), ''),
           array_agg(m.number order by m.number) filter (where m.note is null and m.recalled_at is null),
           array_agg(m.author_id order by m.number) filter (where m.note is null and m.recalled_at is null),
           array_agg(m.number) filter (where m.card is not null)
      into first_number, until_number, messages, numbers, authors, carded
      from ((select * from chat.message o
              where o.company_id = company and o.conversation_id = conversation and o.number < before_number
                and o.number > hidden_number
              order by o.number desc limit before_wanted)
            union all
            (select * from chat.message o
              where o.company_id = company and o.conversation_id = conversation and o.number > greatest(after_number, hidden_number)
              order by o.number limit after_wanted)) m;
    personal := personal and coalesce(first_number, 0) <= hidden_number + 1;
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
  else
    personal := false;
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
  cards_at := carded;
  if cardinality(carded) > 0 then
    select string_agg(s.state::text, ',' order by w.number) into cards
      from unnest(carded) as w(number)
     cross join lateral (
       select jsonb_build_object('kind', 'notice', 'number', n.number, 'asked', a.due is not null,
                'dueAt', to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'acknowledged', coalesce(a.acknowledged, false),
                'counts', case when n.author_id = me then jsonb_build_object('acknowledged', n.acknowledged, 'of', n.asked) end) as state
         from chat.notice n
         left join lateral (
           select true as due, a.due_at, a.acknowledged from chat.notice_asked a
            where a.company_id = company and a.conversation_id = conversation and a.number = w.number and a.member_id = me
            limit 1) a on true
        where n.company_id = company and n.conversation_id = conversation and n.number = w.number
        union all
       select jsonb_build_object('kind', 'poll', 'number', p.number, 'closed', p.closed, 'counts', p.counts, 'voters', p.voters,
                'mine', coalesce(v.options, '[]'))
         from chat.poll p
         left join lateral (
           select jsonb_agg(v.option order by v.option) as options from chat.poll_vote v
            where v.company_id = company and v.conversation_id = conversation and v.number = w.number and v.member_id = me) v on true
        where p.company_id = company and p.conversation_id = conversation and p.number = w.number) s;
  end if;
  return next;
end $$;
