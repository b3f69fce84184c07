-- A number or an address that a member gave for notifications himself, and proved. Nobody else sees it; withdrawn, it is deleted.
create table outbox.contact (
  company_id    uuid    not null,
  member_id     uuid    not null,
  kind          text    not null check (kind in ('phone', 'mail')),
  address       text    not null,
  sms           boolean not null,
  calls         boolean not null,
  shows_content boolean not null,
  language      text    not null check (language in ('zh', 'en')),
  primary key (company_id, member_id, kind)
);

-- A code on its way to a number or an address that is to be proved.
create table outbox.contact_code (
  company_id uuid        not null,
  member_id  uuid        not null,
  kind       text        not null check (kind in ('phone', 'mail')),
  address    text        not null,
  code_hash  bytea       not null,
  expires_at timestamptz not null,
  tries      int         not null default 0,
  primary key (company_id, member_id, kind)
);

-- The gateway of a company for a way. The secret is sealed with a key that is not in the database.
create table outbox.gateway (
  company_id    uuid          not null,
  way           text          not null check (way in ('mail', 'sms', 'call')),
  config        jsonb         not null,
  sealed        bytea         not null,
  daily_max     int           not null,
  unit_cost     numeric(10,4) not null,
  currency      text          not null,
  worked_at     timestamptz,
  failing_since timestamptz,
  failure       text,
  primary key (company_id, way)
);

-- What went out on a day (UTC), and what it cost at the price of that day.
create table outbox.gateway_day (
  company_id uuid          not null,
  way        text          not null,
  day        date          not null,
  sent       int           not null default 0,
  delivered  int           not null default 0,
  failed     int           not null default 0,
  cost       numeric(14,4) not null default 0,
  primary key (company_id, way, day)
);

-- What goes to a member by a gateway: written when the gate decided, taken before the request leaves. The key is the effect (P12). It holds
-- no word and no number: both are read in the moment of sending.
create table outbox.wire (
  company_id uuid        not null,
  id         uuid        not null,
  member_id  uuid        not null,
  way        text        not null check (way in ('mail', 'sms', 'call')),
  source     text        not null,
  place      uuid        not null,
  number     bigint      not null,
  kind       text        not null,
  meant      boolean     not null,
  state      text        not null check (state in ('waiting', 'taken', 'accepted', 'delivered', 'unanswered', 'confirmed', 'failed', 'uncertain', 'dead')),
  recalled   boolean     not null default false, -- what it was about is over: what becomes of it is nobody's concern
  until_at   timestamptz not null,               -- not sent later than this
  due_at     timestamptz,                        -- waiting: when it is sent; taken: when whoever took it is dead
  tries      int         not null default 0,
  ref        text,                               -- what the gateway calls it
  failure    text,
  made_at    timestamptz not null,
  changed_at timestamptz not null,
  primary key (company_id, id),
  unique (company_id, member_id, source, place, number, way)
);
create index on outbox.wire (company_id, due_at) where due_at is not null;
create index on outbox.wire (company_id, changed_at) where state in ('dead', 'failed', 'uncertain');
create index on outbox.wire (company_id, ref) where ref is not null;

do $$
declare t text;
begin
  foreach t in array array['contact', 'contact_code', 'gateway', 'gateway_day', 'wire'] loop
    execute format('alter table outbox.%I enable row level security', t);
    execute format('alter table outbox.%I force row level security', t);
    execute format($policy$create policy company on outbox.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- Made anew: what waits for a gateway is due as well.
drop function outbox.next_due(uuid[]);
create function outbox.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select least((select min(n.due_at) from outbox.notification n where n.company_id = company and n.due_at is not null),
                 (select min(d.due_at) from outbox.delivery d where d.company_id = company and d.due_at is not null),
                 (select min(w.due_at) from outbox.wire w where w.company_id = company and w.due_at is not null))
      into due_at;
    if due_at is not null then return next; end if;
  end loop;
end $$;
