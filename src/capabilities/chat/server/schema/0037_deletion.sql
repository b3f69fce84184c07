-- A group that was deleted. Who was in it is parked, and so nobody is in it: whatever asks for a participant or a cursor finds none. It is
-- restored by putting them back, or erased from due_at on, a step at a time.
create table chat.deletion (
  company_id      uuid        not null,
  conversation_id uuid        not null,
  deleted_by      uuid        not null,
  deleted_at      timestamptz not null,
  erase_at        timestamptz not null,        -- until then it can be restored at least
  due_at          timestamptz not null,        -- when the clockwork looks at it: later than erase_at where something keeps it
  begun           boolean     not null default false,
  erased          bigint      not null default 0,   -- messages so far
  primary key (company_id, conversation_id)
);
create index on chat.deletion (company_id, due_at);

-- Rows of participant and cursor as they were, also of those who followed the threads in it: the same columns in the same order.
create table chat.parked_participant (like chat.participant including defaults);
alter table chat.parked_participant add primary key (company_id, conversation_id, member_id);
create index on chat.parked_participant (company_id, member_id);
create table chat.parked_cursor (like chat.cursor including defaults);
alter table chat.parked_cursor add primary key (company_id, conversation_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['deletion', 'parked_participant', 'parked_cursor'] loop
    execute format('alter table chat.%I enable row level security', t);
    execute format('alter table chat.%I force row level security', t);
    execute format($policy$create policy company on chat.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- Is a conversation deleted, or the one in which it hangs?
create function chat.is_deleted(company uuid, conversation uuid) returns boolean
language plpgsql stable as $$
begin
  return exists (
    select 1 from chat.deletion d
     where d.company_id = company
       and d.conversation_id = coalesce(
         (select t.parent_id from chat.thread t where t.company_id = company and t.conversation_id = conversation), conversation));
end $$;

-- When each of these companies has the next group to erase, each asked under its own row-level security.
create function chat.next_erasure(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select min(d.due_at) into due_at from chat.deletion d where d.company_id = company;
    if due_at is not null then return next; end if;
  end loop;
end $$;
