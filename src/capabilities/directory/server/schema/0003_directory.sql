create schema directory;

create table directory.company (
  company_id     uuid  not null primary key,
  name           text  not null,
  time_zone      text  not null,
  policy         jsonb not null,
  insiders_topic uuid  not null,              -- what everybody but guests hears
  created_at     timestamptz not null
);

-- One row per person in a company. Without an account it is a seat: known, addressable, not yet taken.
create table directory.member (
  company_id      uuid not null,
  member_id       uuid not null,
  account_id      uuid,
  name            text not null,
  sort_key        text collate "C" not null,  -- pinyin, then the name: one order on every PostgreSQL
  title           text not null default '',
  role            text not null check (role in ('owner', 'admin', 'hr', 'finance', 'representative', 'member', 'guest')),
  status          text not null check (status in ('active', 'waiting', 'inactive')),
  email           text,
  email_key       text,                       -- lower case, for lookup
  phone           text,
  phone_key       text,                       -- digits only, for lookup
  employee_number text,
  time_zone       text not null,
  avatar          text,
  asked_at        timestamptz,                -- of one who waits for approval
  asked_for       uuid,                       -- the department he would be in
  joined_at       timestamptz,                -- when an account took the seat
  primary key (company_id, member_id)
);
create unique index member_account on directory.member (company_id, account_id) where account_id is not null;
create unique index member_employee_number on directory.member (company_id, employee_number) where employee_number is not null;
create index on directory.member (company_id, sort_key, member_id);
create index on directory.member (company_id, email_key) where email_key is not null;
create index on directory.member (company_id, phone_key) where phone_key is not null;
create index on directory.member (company_id, asked_at) where status = 'waiting';

create table directory.department (
  company_id    uuid not null,
  department_id uuid not null,
  parent_id     uuid,
  name          text not null,
  position      int  not null,
  primary key (company_id, department_id)
);
create unique index department_name on directory.department (company_id, parent_id, name) nulls not distinct;

-- Of active members only: counting a department asks nobody else.
create table directory.membership (
  company_id    uuid not null,
  member_id     uuid not null,
  department_id uuid not null,
  position      int  not null,                -- the first is the main one
  primary key (company_id, member_id, department_id)
);
create index on directory.membership (company_id, department_id, member_id);

create table directory.management (
  company_id    uuid not null,
  department_id uuid not null,
  member_id     uuid not null,
  position      int  not null,
  primary key (company_id, department_id, member_id)
);
create index on directory.management (company_id, member_id);

-- What a member is found by: name, pinyin, initials, e-mail, number. Plain byte order, so that a prefix is a range.
create table directory.search_term (
  company_id uuid     not null,
  term       text     collate "C" not null,
  member_id  uuid     not null,
  weight     smallint not null,               -- lower is better
  primary key (company_id, term, member_id)
);
create index on directory.search_term (company_id, member_id);

create table directory.invite (
  company_id    uuid  not null,
  invite_id     uuid  not null,
  token_hash    bytea not null,               -- the token itself is with its holder only
  role          text  not null check (role in ('owner', 'admin', 'hr', 'finance', 'representative', 'member', 'guest')),
  department_id uuid,
  member_id     uuid,                         -- the seat it leads to
  expires_at    timestamptz not null,
  uses_left     int check (uses_left >= 0),
  created_by    uuid  not null,
  revoked_at    timestamptz,
  primary key (company_id, invite_id)
);
create unique index on directory.invite (company_id, token_hash);

create table directory.import (
  company_id  uuid    not null,
  import_id   uuid    not null,
  kind        text    not null check (kind in ('members', 'departments')),
  dry_run     boolean not null,
  state       text    not null check (state in ('running', 'done', 'failed')),
  total       int     not null,
  done        int     not null default 0,
  created     int     not null default 0,
  updated     int     not null default 0,
  unchanged   int     not null default 0,
  errors      jsonb   not null default '[]',
  error_count int     not null default 0,
  started_by  uuid    not null,
  started_at  timestamptz not null,
  alive_until timestamptz not null,           -- renewed with every chunk: who runs past it has crashed
  primary key (company_id, import_id)
);
create unique index import_running on directory.import (company_id) where state = 'running';

-- The end of the ledger's chain. Whoever writes to the ledger takes this row first.
create table directory.ledger_head (
  company_id uuid   not null primary key,
  number     bigint not null,
  hash       text   not null
);

create table directory.ledger (
  company_id uuid   not null,
  number     bigint not null,
  at         timestamptz not null,
  actor_id   uuid,
  kind       text   not null,
  facts      jsonb  not null,
  hash       text   not null,
  primary key (company_id, number)
);
comment on table directory.ledger is 'append-only: each entry is hashed over the one before it';

do $$
declare t text;
begin
  foreach t in array array['company', 'member', 'department', 'membership', 'management', 'search_term', 'invite',
                           'import', 'ledger_head', 'ledger'] loop
    execute format('alter table directory.%I enable row level security', t);
    execute format('alter table directory.%I force row level security', t);
    execute format('create policy company on directory.%I using (company_id = current_setting(''app.company'')::uuid)', t);
  end loop;
end $$;
