create schema ding;

-- A ding. Its words stand in its messages too; here they are told from. `send_at`: when it was sent, or will be.
create table ding.ding (
  company_id uuid        not null,
  ding_id    uuid        not null,
  author_id  uuid        not null,
  text       text        not null,
  steps      int         not null check (steps between 1 and 4),
  state      text        not null check (state in ('scheduled', 'sent', 'cancelled', 'failed')),
  send_at    timestamptz not null,
  failure    text,
  counted_at timestamptz,                     -- when its counts are to be told next
  primary key (company_id, ding_id)
);
create index on ding.ding (company_id, author_id, send_at desc);
create index on ding.ding (company_id, send_at) where state = 'scheduled';
create index on ding.ding (company_id, counted_at) where counted_at is not null;

-- Where it stands: a message in a conversation, for these members of it (null: for everybody else there).
create table ding.place (
  company_id      uuid not null,
  ding_id         uuid not null,
  conversation_id uuid not null,
  message_id      uuid not null,
  number          bigint,
  member_ids      uuid[],
  primary key (company_id, ding_id, conversation_id)
);
create index on ding.place (company_id, conversation_id, number);

-- One of those it asks. `run`: how often its ladder began; `step`: how many steps were told in this run; `due_at`: when to look again. No
-- time of reading or answering is here (R17).
create table ding.recipient (
  company_id      uuid   not null,
  ding_id         uuid   not null,
  member_id       uuid   not null,
  conversation_id uuid   not null,
  state           text   not null check (state in ('waits', 'confirmed', 'later', 'replied', 'full', 'ended', 'cancelled', 'gone')),
  run             int    not null default 0,
  step            int    not null default 0,
  began_at        timestamptz,
  due_at          timestamptz,
  is_off          boolean not null default false,
  on_leave        boolean not null default false,
  later_at        timestamptz,
  place_no        int    not null default 0,   -- where the member has put it among what waits for him
  primary key (company_id, ding_id, member_id)
) with (fillfactor = 70);
create index on ding.recipient (company_id, due_at) where due_at is not null;
create index on ding.recipient (company_id, member_id, state);

-- How many dings have begun to ask a member on a day of his, over all senders (R10).
create table ding.budget (
  company_id uuid not null,
  member_id  uuid not null,
  day        int  not null,
  used       int  not null,
  primary key (company_id, member_id, day)
);

-- Who has dinged whom last, so that nobody does it again within the hour (R9).
create table ding.last (
  company_id uuid        not null,
  author_id  uuid        not null,
  member_id  uuid        not null,
  at         timestamptz not null,
  primary key (company_id, author_id, member_id)
);

do $$
declare t text;
begin
  foreach t in array array['ding', 'place', 'recipient', 'budget', 'last'] loop
    execute format('alter table ding.%I enable row level security', t);
    execute format('alter table ding.%I force row level security', t);
    execute format($policy$create policy company on ding.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies has something due next, each asked under its own row-level security.
create function ding.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select least((select min(r.due_at) from ding.recipient r where r.company_id = company and r.due_at is not null),
                 (select min(d.send_at) from ding.ding d where d.company_id = company and d.state = 'scheduled'),
                 (select min(d.counted_at) from ding.ding d where d.company_id = company and d.counted_at is not null))
      into due_at;
    if due_at is not null then return next; end if;
  end loop;
end $$;
