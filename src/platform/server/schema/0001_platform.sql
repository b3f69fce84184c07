create schema platform;

-- The company clock: taken as the last statement of every announcing transaction, so events are numbered in commit order.
create table platform.clock (
  company_id  uuid   not null primary key,
  at          bigint not null default 0,
  kept_from   bigint not null default 0   -- events up to here are pruned: who is older starts afresh
) with (fillfactor = 10);

create table platform.event (
  company_id uuid   not null,
  at         bigint not null,
  topic      uuid   not null,             -- a conversation, a member, or the company
  type       text   not null,
  ref        bigint,                      -- instead of a payload: the number of the thing told of, read anew at resume
  payload    jsonb,
  own        jsonb,                       -- by member of the audience: what is different for him alone
  audience   uuid[],                      -- null: everybody on the topic
  joins      uuid[],                      -- members whose sockets begin to hear the topic with this event
  leaves     uuid[],                      -- members whose sockets stop hearing it after this event
  announced_on date  not null default (now() at time zone 'UTC')::date,  -- a day, not a time: some events tell of reading (R17)
  primary key (company_id, at)
);
create index on platform.event (company_id, topic, at);

alter table platform.clock enable row level security;
alter table platform.clock force row level security;
create policy company on platform.clock using (company_id = current_setting('app.company')::uuid);
alter table platform.event enable row level security;
alter table platform.event force row level security;
create policy company on platform.event using (company_id = current_setting('app.company')::uuid);

-- The clocks of several companies in one statement, each under its own row-level security.
create function platform.clocks(companies uuid[]) returns table (company_id uuid, at bigint)
language plpgsql as $$
#variable_conflict use_column
declare company uuid;
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    return query select c.company_id, c.at from platform.clock c where c.company_id = company;
  end loop;
end $$;
