-- What the owner and admins of a group decide about it.
alter table chat.conversation
  add column who_writes       text not null default 'everybody' check (who_writes in ('everybody', 'admins')),
  add column who_adds         text not null default 'everybody' check (who_adds in ('everybody', 'admins')),
  add column who_mentions_all text not null default 'everybody' check (who_mentions_all in ('everybody', 'groupAdmins')),
  add column archived_at      timestamptz,
  add column announced_number bigint;   -- the message that stands on top for everybody

-- The one way into a group by link. The token opens nothing by itself: who uses it is a member of the company.
create table chat.group_link (
  company_id      uuid    not null,
  conversation_id uuid    not null,
  token           text    not null,
  approval        boolean not null,
  expires_at      timestamptz not null,
  made_by         uuid    not null,
  primary key (company_id, conversation_id)
);
create unique index on chat.group_link (company_id, token);

create table chat.join_request (
  company_id      uuid not null,
  conversation_id uuid not null,
  member_id       uuid not null,
  asked_at        timestamptz not null,
  primary key (company_id, conversation_id, member_id)
);

do $$
declare t text;
begin
  foreach t in array array['group_link', 'join_request'] loop
    execute format('alter table chat.%I enable row level security', t);
    execute format('alter table chat.%I force row level security', t);
    execute format($policy$create policy company on chat.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;
