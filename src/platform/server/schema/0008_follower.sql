-- How far a follower has read a company's log. Moves in the transaction of what it does with the events.
create table platform.follower (
  company_id uuid   not null,
  name       text   not null,             -- the capability that follows
  at         bigint not null,             -- events up to here are done
  step       text,                        -- not null: it begins from the tables, and this is how far
  primary key (company_id, name)
) with (fillfactor = 50);

-- Events that a follower could not take, try as it might: passed over so that the rest goes on, and kept for whoever mends it.
create table platform.set_aside (
  company_id   uuid   not null,
  name         text   not null,
  at           bigint not null,
  type         text   not null,
  reason       text   not null,
  set_aside_at timestamptz not null,
  primary key (company_id, name, at)
);

alter table platform.follower enable row level security;
alter table platform.follower force row level security;
create policy company on platform.follower using (company_id = current_setting('app.company')::uuid);
alter table platform.set_aside enable row level security;
alter table platform.set_aside force row level security;
create policy company on platform.set_aside using (company_id = current_setting('app.company')::uuid);

-- Which of these companies have events that one of these followers has not done, each asked under its own row-level security.
create function platform.behind(companies uuid[], followers text[]) returns setof uuid
language plpgsql as $$
declare company uuid;
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    if exists (
      select 1 from platform.clock k cross join unnest(followers) as n(name)
       where k.company_id = company and not exists (
         select 1 from platform.follower f
          where f.company_id = company and f.name = n.name and f.at >= k.at and f.step is null)) then
      return next company;
    end if;
  end loop;
end $$;
