create schema later;

-- A message that a member keeps for later: where it stands, never what it says. `due_at`: when its reminder is to be told; null: none
-- waits. `remind_at` stays when it was told, so that the list can say so.
create table later.saved (
  company_id      uuid        not null,
  saved_id        uuid        not null,
  member_id       uuid        not null,
  conversation_id uuid        not null,
  number          bigint      not null,
  saved_at        timestamptz not null,
  done            boolean     not null default false,
  remind_at       timestamptz,
  due_at          timestamptz,
  primary key (company_id, saved_id)
);
create unique index on later.saved (company_id, member_id, conversation_id, number);
create index on later.saved (company_id, due_at) where due_at is not null;
create index on later.saved (company_id, conversation_id, number) where remind_at is not null;

-- A message that its author sends at a moment to come, under an id that is fixed when it is written. `taken`: a server is sending it, until
-- `due_at` at the longest; then another takes it, under the same id. Nobody changes what is taken. Without `due_at` it waits for its
-- author, who is told why.
create table later.scheduled (
  company_id      uuid        not null,
  message_id      uuid        not null,
  member_id       uuid        not null,
  conversation_id uuid        not null,
  text            text        not null,
  reply_to        bigint,
  thread          jsonb,                      -- the message under which the conversation is the thread
  files           jsonb       not null,
  send_at         timestamptz not null,
  due_at          timestamptz,
  taken           boolean     not null default false,
  tries           int         not null default 0,
  failure         text,
  failed_at       timestamptz,
  primary key (company_id, message_id),
  check ((failure is null) = (failed_at is null) and (due_at is null) = (failure is not null))
);
create index on later.scheduled (company_id, due_at) where due_at is not null;
create index on later.scheduled (company_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['saved', 'scheduled'] loop
    execute format('alter table later.%I enable row level security', t);
    execute format('alter table later.%I force row level security', t);
    execute format($policy$create policy company on later.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies has the next thing due, each asked under its own row-level security.
create function later.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select least((select min(s.due_at) from later.saved s where s.company_id = company and s.due_at is not null),
                 (select min(s.due_at) from later.scheduled s where s.company_id = company and s.due_at is not null))
      into due_at;
    if due_at is not null then return next; end if;
  end loop;
end $$;
