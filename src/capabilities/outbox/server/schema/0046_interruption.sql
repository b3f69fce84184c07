-- What the gate let through to a member, or kept for later: his own to look at, for 90 days. It holds no word of what was said, and nothing of
-- whether or when it was read (R17).
create table outbox.interruption (
  company_id      uuid        not null,
  member_id       uuid        not null,
  at              timestamptz not null,        -- when the gate decided
  source          text        not null,
  place           uuid        not null,
  number          bigint      not null,
  kind            text        not null,
  by_id           uuid,                        -- whose doing it is told of; null: the product's, or his own reminder
  conversation_id uuid,
  message_number  bigint,
  held_for        text check (held_for in ('off', 'leave', 'focus')),
  held_until      timestamptz,
  told_at         timestamptz,                 -- null: kept, and not told so far
  ways            text[]      not null default '{}',
  because         text check (because in ('hours', 'ownWord', 'onCall', 'override')),
  in_digest       boolean     not null default false,
  primary key (company_id, member_id, at, source, place)
) with (fillfactor = 80);
create index on outbox.interruption (company_id, at);
create index on outbox.interruption (company_id, member_id, source, place) where told_at is null;

alter table outbox.interruption enable row level security;
alter table outbox.interruption force row level security;
create policy company on outbox.interruption using (company_id = current_setting('app.company')::uuid);
