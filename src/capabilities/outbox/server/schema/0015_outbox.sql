create schema outbox;

-- What a member let himself be notified of at all; no row: everything he chose.
create table outbox.wish (
  company_id uuid not null,
  member_id  uuid not null,
  wish       text not null check (wish in ('everything', 'meant', 'nothing')),
  primary key (company_id, member_id)
);

-- A session that is to be told. With an endpoint also when Tautline is closed on it. Whatever ends the session (signing out, a new password,
-- expiry) takes the row along in the same transaction: a device that was signed out is told nothing more.
create table outbox.device (
  company_id    uuid    not null,
  session_id    uuid    not null references identity.session on delete cascade,
  member_id     uuid    not null,
  shows_content boolean not null,
  language      text    not null check (language in ('zh', 'en')),
  endpoint      text,
  p256dh        text,
  auth          text,
  primary key (company_id, session_id),
  check ((endpoint is null) = (p256dh is null) and (endpoint is null) = (auth is null))
);
create unique index on outbox.device (company_id, endpoint) where endpoint is not null;
create index on outbox.device (company_id, member_id);
create index on outbox.device (session_id);

-- One row a member and place: what waits to be told there, and up to which number it was told. (member, source, place, number) is the
-- effect: a number that was told is not told again. What is told stands elsewhere: no word of it is here.
create table outbox.notification (
  company_id  uuid    not null,
  member_id   uuid    not null,
  source      text    not null,              -- the capability that told
  place       uuid    not null,              -- of its own: a conversation
  number      bigint  not null,              -- the latest to be told
  told_number bigint  not null default 0,
  kind        text    not null,
  meant       boolean not null,              -- is something among what waits that means the member?
  held        boolean not null default false,
  due_at      timestamptz,                   -- when the gate is asked; null: told, nothing waits
  primary key (company_id, member_id, source, place)
) with (fillfactor = 70);
create index on outbox.notification (company_id, due_at) where due_at is not null;
create index on outbox.notification (company_id, source, place);

-- One row a device and place: what is on its way to it, and what it shows. The digest has the member's own id as its place.
create table outbox.delivery (
  company_id   uuid    not null,
  session_id   uuid    not null,
  place        uuid    not null,
  member_id    uuid    not null,
  source       text    not null,
  kind         text    not null,
  meant        boolean not null,
  what         text    not null check (what in ('show', 'close')),
  number       bigint  not null,
  shown_number bigint  not null default 0,
  places       int     not null default 0,   -- of a digest: how many, and how many of them meant
  meant_places int     not null default 0,
  until_at     timestamptz not null,         -- not told later than this
  due_at       timestamptz,                  -- null: done, or set aside
  tries        int     not null default 0,
  failure      text,                         -- set aside: why, and since when
  failed_at    timestamptz,
  primary key (company_id, session_id, place),
  foreign key (company_id, session_id) references outbox.device on delete cascade
) with (fillfactor = 70);
create index on outbox.delivery (company_id, due_at) where due_at is not null;
create index on outbox.delivery (company_id, member_id, place);

do $$
declare t text;
begin
  foreach t in array array['wish', 'device', 'notification', 'delivery'] loop
    execute format('alter table outbox.%I enable row level security', t);
    execute format('alter table outbox.%I force row level security', t);
    execute format($policy$create policy company on outbox.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies has the next thing due, each asked under its own row-level security.
create function outbox.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select least((select min(n.due_at) from outbox.notification n where n.company_id = company and n.due_at is not null),
                 (select min(d.due_at) from outbox.delivery d where d.company_id = company and d.due_at is not null))
      into due_at;
    if due_at is not null then return next; end if;
  end loop;
end $$;
