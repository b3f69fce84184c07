-- Two keys for whatever lets somebody watch somebody (R29): a request, who answered or how many voted, and until when it holds. What is kept in
-- the company's policy holds without it; what it adds is computed from these rows and the clock whenever the policy is read.
create table directory.watching (
  company_id  uuid        not null,
  watching_id uuid        not null,
  name        text        not null check (name in ('receipts', 'receiptOptOut', 'noticeNames')),
  step        text        not null,
  asked_by    uuid        not null,
  asked_at    timestamptz not null,
  purpose     text        not null,
  kept_months int         not null check (kept_months between 1 and 12),
  key         text        not null check (key in ('representative', 'vote')),
  holder_ids  uuid[]      not null,          -- who were representatives when it was asked
  waits_until timestamptz not null,
  agreed      boolean,
  answered_by uuid,
  answered_at timestamptz,
  answer      text        not null default '',
  voters      int         not null default 0,
  yes         int         not null default 0,
  no          int         not null default 0,
  ended_by    uuid,
  ended_at    timestamptz,
  told        text        not null,          -- the state that the ledger and the company know of
  primary key (company_id, watching_id),
  -- The second key is somebody else's, and in time.
  check ((agreed is null) = (answered_by is null) and (agreed is null) = (answered_at is null)),
  check (answered_by is null or (key = 'representative' and answered_by <> asked_by and answered_by = any(holder_ids)
         and answered_at < waits_until)),
  check (yes + no <= voters and (key = 'vote' or voters = 0))
);
create index on directory.watching (company_id, asked_at);

-- Who may vote, and who has: never how. The counts stand in the row above, and nothing leads from here to them.
create table directory.watching_voter (
  company_id  uuid    not null,
  watching_id uuid    not null,
  member_id   uuid    not null,
  voted       boolean not null default false,
  primary key (company_id, watching_id, member_id),
  foreign key (company_id, watching_id) references directory.watching
);

do $$
declare t text;
begin
  foreach t in array array['watching', 'watching_voter'] loop
    execute format('alter table directory.%I enable row level security', t);
    execute format('alter table directory.%I force row level security', t);
    execute format($policy$create policy company on directory.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When the clock next says something else of a company's agreements; null: never. Companies of before are looked at once: names that nobody
-- agreed to are not shown any more, and the ledger says so.
alter table directory.company add column watching_due_at timestamptz;
alter table directory.company no force row level security;
update directory.company
   set watching_due_at = now(),
       policy = policy || case when policy ->> 'preset' = 'self-managed' then '{"noticeNames": "off"}'::jsonb
                               else '{"noticeNames": "named"}' end
 where not policy ? 'noticeNames';
alter table directory.company force row level security;

-- When each of these companies has the next thing due, each asked under its own row-level security.
create function directory.next_watching_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select c.watching_due_at into due_at from directory.company c where c.company_id = company;
    if due_at is not null then return next; end if;
  end loop;
end $$;
