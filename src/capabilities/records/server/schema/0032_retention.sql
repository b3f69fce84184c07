-- For how long messages are kept: a rule of the company, of a kind of conversation, or of a single one. Days are null for ever, and 0 for
-- what the level above says.
create table records.retention (
  company_id uuid not null,
  level      text not null check (level in ('company', 'direct', 'group', 'department', 'conversation')),
  place      uuid not null,                    -- the conversation; of another level, the company
  kind       text not null,                    -- of that conversation; of another level, the level
  days       int,
  has_next   boolean not null default false,   -- from next_at on it says next_days
  next_days  int,
  next_at    timestamptz,
  primary key (company_id, level, place),
  check (has_next = (next_at is not null)),
  check ((level = 'conversation') = (place <> company_id))
);

-- Where the clockwork is among the conversations of a company that has a rule.
create table records.retention_round (
  company_id uuid        not null primary key,
  after      uuid,
  erased     bigint      not null default 0,   -- in this round so far
  due_at     timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['retention', 'retention_round'] loop
    execute format('alter table records.%I enable row level security', t);
    execute format('alter table records.%I force row level security', t);
    execute format($policy$create policy company on records.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies has its next round, or the next step of it, each asked under its own row-level security.
create function records.next_round(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select r.due_at into due_at from records.retention_round r where r.company_id = company;
    if due_at is not null then return next; end if;
  end loop;
end $$;
