create schema records;

-- A copy of data, from when it is asked for until its file is gone. `own`: of a member's own data. `company`: of conversations of the
-- company, which waits for a second key.
create table records.export (
  company_id  uuid        not null,
  export_id   uuid        not null,
  kind        text        not null check (kind in ('own', 'company')),
  asked_by    uuid        not null,
  language    text        not null check (language in ('zh', 'en')),
  state       text        not null check (state in ('asked', 'refused', 'lapsed', 'making', 'ready', 'failed', 'gone')),
  asked_at    timestamptz not null,
  purpose     text        not null default '',
  scope       jsonb,
  key_role    text        check (key_role in ('representative', 'owner')),
  answered_by uuid,
  answered_at timestamptz,
  answer      text        not null default '',
  step        jsonb,                         -- how far the making is; null: not begun
  messages    bigint      not null default 0,
  tries       int         not null default 0,
  waits_until timestamptz,                   -- asked: when it lapses; ready: when its file goes
  due_at      timestamptz,                   -- when something is to be done about it
  size        bigint,
  downloads   int         not null default 0,
  primary key (company_id, export_id),
  check ((kind = 'own') = (scope is null)),
  check ((kind = 'company') = (key_role is not null)),
  -- Nothing of the company is made without a second key, turned by somebody else.
  check (kind = 'own' or state not in ('making', 'ready', 'failed', 'gone') or (answered_by is not null and answered_by <> asked_by))
);
create unique index on records.export (company_id, asked_by) where kind = 'own' and state = 'making';
create index on records.export (company_id, asked_by, asked_at) where kind = 'own';
create index on records.export (company_id, asked_at) where kind = 'company';
create index on records.export (company_id, due_at) where due_at is not null;

-- Whose words are in an export of the company: they see it.
create table records.exported_member (
  company_id uuid not null,
  member_id  uuid not null,
  export_id  uuid not null,
  primary key (company_id, member_id, export_id),
  foreign key (company_id, export_id) references records.export
);

do $$
declare t text;
begin
  foreach t in array array['export', 'exported_member'] loop
    execute format('alter table records.%I enable row level security', t);
    execute format('alter table records.%I force row level security', t);
    execute format($policy$create policy company on records.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies has the next thing due, each asked under its own row-level security.
create function records.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select min(e.due_at) into due_at from records.export e where e.company_id = company and e.due_at is not null;
    if due_at is not null then return next; end if;
  end loop;
end $$;
