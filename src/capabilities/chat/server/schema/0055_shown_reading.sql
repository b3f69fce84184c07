-- How far others see that a member has read, where that is less than he has: what he reads while he is off is seen when he works again (R18).
-- Null: as far as he has.
alter table chat.cursor add column shown_number bigint;
alter table chat.parked_cursor add column shown_number bigint;
create index on chat.cursor (company_id, member_id) where shown_number is not null;

-- Of whom something is to be shown, and when.
create table chat.reading_due (
  company_id uuid        not null,
  member_id  uuid        not null,
  due_at     timestamptz not null,
  primary key (company_id, member_id)
);
create index on chat.reading_due (company_id, due_at);
alter table chat.reading_due enable row level security;
alter table chat.reading_due force row level security;
create policy company on chat.reading_due using (company_id = current_setting('app.company')::uuid);

-- As before, and what others are to be shown.
create or replace function chat.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select least((select min(d.due_at) from chat.card_due d where d.company_id = company),
                 (select min(d.due_at) from chat.reading_due d where d.company_id = company)) into due_at;
    if due_at is not null then return next; end if;
  end loop;
end $$;

drop function chat.advance_cursors(uuid, uuid[], uuid[], bigint[]);

-- Moves read cursors forward, never back and never past the end; only for members of the conversation. What those who are off read is theirs
-- alone for now; whoever works shows also what he read before.
-- A cursor that a send has locked just now is left for the next round rather than waited for.
create function chat.advance_cursors(company uuid, conversations uuid[], members uuid[], numbers bigint[], off uuid[])
returns table (conversation uuid, member uuid, moved_from bigint, moved_to bigint, shown_from bigint, shown_to bigint,
               was_marked boolean, shares boolean, busy boolean)
language plpgsql as $$
#variable_conflict use_column
begin
  return query
    with wanted as materialized (
      select w.conversation, w.member, least(w.number, c.last_number) as number, r.shares, w.member = any(off) as is_off
        from unnest(conversations, members, numbers) as w(conversation, member, number)
       cross join lateral (
         select last_number from chat.conversation c
          where c.company_id = company and c.conversation_id = w.conversation limit 1) c
       cross join lateral (
         select shares from chat.cursor r
          where r.company_id = company and r.conversation_id = w.conversation and r.member_id = w.member limit 1) r
    ), free as materialized (
      select w.*, r.read_number, r.marked_unread, r.shown_number, greatest(r.read_number, w.number) as reads
        from wanted w
       cross join lateral (
         select read_number, marked_unread, shown_number from chat.cursor r
          where r.company_id = company and r.conversation_id = w.conversation and r.member_id = w.member
          limit 1 for no key update skip locked) r
    ), moved as (
      insert into chat.cursor (company_id, conversation_id, member_id, shares, joined_number, read_number, shown_number)
      select company, f.conversation, f.member, f.shares, 0, f.reads,
             case when f.is_off and f.reads > coalesce(f.shown_number, f.read_number) then coalesce(f.shown_number, f.read_number) end
        from free f where f.reads > f.read_number or f.marked_unread or (f.shown_number is not null and not f.is_off)
      on conflict (company_id, conversation_id, member_id)
        do update set read_number = excluded.read_number, shown_number = excluded.shown_number, marked_unread = false
    )
    select w.conversation, w.member, f.read_number, f.reads, coalesce(f.shown_number, f.read_number),
           case when w.is_off then coalesce(f.shown_number, f.read_number) else f.reads end,
           coalesce(f.marked_unread, false), w.shares, f.read_number is null
      from wanted w
      left join free f on f.conversation = w.conversation and f.member = w.member;
end $$;

-- Two functions stay as they are but for this: who writes shows how far he has read, from where that was seen before; and a page counts what
-- is shown.
create function chat.rewrite(which regproc, old text, new text) returns void
language plpgsql as $$
declare
  body text := pg_get_functiondef(which);
begin
  if position(old in body) = 0 then raise exception '% does not hold: %', which, old; end if;
  execute replace(body, old, new);
end $$;

select chat.rewrite('chat.send_many', 'set read_number = last, before_number = r.read_number,',
                    'set read_number = last, before_number = coalesce(r.shown_number, r.read_number), shown_number = null,');
select chat.rewrite('chat.send_many', 'do update set read_number = excluded.read_number, before_number = r.read_number,',
                    'do update set read_number = excluded.read_number, before_number = coalesce(r.shown_number, r.read_number), shown_number = null,');
select chat.rewrite('chat.page', 'select r.joined_number, r.read_number, count(*) as members',
                    'select r.joined_number, coalesce(r.shown_number, r.read_number) as read_number, count(*) as members');

drop function chat.rewrite;
