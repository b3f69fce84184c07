create schema override;

-- One row a member who sends or is reached: taken first, so that two overrides at once are judged one after the other.
create table override.bound (
  company_id uuid not null,
  member_id  uuid not null,
  primary key (company_id, member_id)
);

-- An override: the ding of this id reached members who were off.
create table override.override (
  company_id  uuid        not null,
  override_id uuid        not null,
  sender_id   uuid        not null,
  reason      text        not null check (reason in ('danger', 'breach', 'outage', 'deadline')),
  why         text        not null,
  at          timestamptz not null,
  upheld_at   timestamptz,                     -- when it was first upheld that it was no emergency
  primary key (company_id, override_id)
);
create index on override.override (company_id, sender_id, at);

-- Whom it reached. `rest_until`: when his rest was to end as it stood then.
create table override.reached (
  company_id      uuid        not null,
  override_id     uuid        not null,
  member_id       uuid        not null,
  at              timestamptz not null,
  rest_until      timestamptz not null,
  ways            text[]      not null default '{}',
  acknowledged_at timestamptz,
  contested_at    timestamptz,
  verdict         text        check (verdict in ('upheld', 'dismissed')),
  decided_by      uuid,
  primary key (company_id, override_id, member_id),
  foreign key (company_id, override_id) references override.override,
  check ((verdict is null) = (decided_by is null)),
  check (verdict is null or contested_at is not null),
  check (decided_by <> member_id)
);
create index on override.reached (company_id, member_id, at desc);

-- Work outside the hours, as its member drafts it. What is confirmed stands in the chain too.
create table override.entry (
  company_id uuid        not null,
  entry_id   uuid        not null,
  member_id  uuid        not null,
  from_at    timestamptz not null,
  until_at   timestamptz not null check (until_at >= from_at + interval '15 minutes'),
  because    text        not null check (because in ('override', 'worked', 'answered')),
  state      text        not null check (state in ('draft', 'confirmed')),
  primary key (company_id, entry_id)
);
create index on override.entry (company_id, member_id, from_at desc);

-- The ledger of each member, a chain of its own: its end, and its entries.
create table override.ledger_head (
  company_id uuid   not null,
  member_id  uuid   not null,
  number     bigint not null,
  hash       text   not null,
  primary key (company_id, member_id)
);
create table override.ledger (
  company_id uuid        not null,
  member_id  uuid        not null,
  number     bigint      not null,
  at         timestamptz not null,
  actor_id   uuid,
  kind       text        not null,
  facts      jsonb       not null,
  hash       text        not null,
  primary key (company_id, member_id, number)
);
comment on table override.ledger is 'append-only: each entry is hashed over the one before it';

create function override.forever() returns trigger language plpgsql as $$
begin
  raise exception 'a ledger is only added to';
end $$;
create trigger forever before update or delete on override.ledger for each row execute function override.forever();

do $$
declare t text;
begin
  foreach t in array array['bound', 'override', 'reached', 'entry', 'ledger_head', 'ledger'] loop
    execute format('alter table override.%I enable row level security', t);
    execute format('alter table override.%I force row level security', t);
    execute format($policy$create policy company on override.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- The second lock behind the rule: nobody is asked by an override who stands in no ledger, and nobody who was asked otherwise is made so.
create function override.stands_in_ledger() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or not exists (
    select 1 from override.reached r
     where r.company_id = new.company_id and r.override_id = new.ding_id and r.member_id = new.member_id) then
    raise exception 'an override stands in the ledger of whom it reaches';
  end if;
  return new;
end $$;
create trigger override_insert before insert on ding.recipient
  for each row when (new.by_override) execute function override.stands_in_ledger();
create trigger override_update before update on ding.recipient
  for each row when (new.by_override and not old.by_override) execute function override.stands_in_ledger();
