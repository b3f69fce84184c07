create schema worktime;

create table worktime.site (
  company_id uuid not null,
  site_id    uuid not null,
  name       text not null,
  time_zone  text not null,
  country    text,
  primary key (company_id, site_id)
);
create unique index on worktime.site (company_id, lower(name));

create table worktime.schedule (
  company_id  uuid not null,
  schedule_id uuid not null,
  name        text not null,
  primary key (company_id, schedule_id)
);
create unique index on worktime.schedule (company_id, lower(name));

-- The hours of a schedule from a date on, until those of a later one. `reason`: why they leave less rest than R25 asks for.
create table worktime.schedule_version (
  company_id  uuid not null,
  schedule_id uuid not null,
  from_day    int  not null,                  -- days since 1970-01-01
  pattern     jsonb not null,
  reason      text,
  primary key (company_id, schedule_id, from_day)
);

-- Site and schedule of a member from a date on; without a schedule the standard hours.
create table worktime.assignment (
  company_id  uuid not null,
  member_id   uuid not null,
  from_day    int  not null,
  site_id     uuid,
  schedule_id uuid,
  primary key (company_id, member_id, from_day)
);
create index on worktime.assignment (company_id, site_id);
create index on worktime.assignment (company_id, schedule_id);

-- `by_hand`: what somebody changed is not taken from the list again; `off`/`work`, or `none` for an ordinary day where the list has another.
create table worktime.holiday (
  company_id uuid    not null,
  country    text    not null,
  day        int     not null,
  kind       text    not null check (kind in ('off', 'work', 'none')),
  zh         text    not null,
  en         text    not null,
  like_day   int     not null default 1 check (like_day between 1 and 7),
  by_hand    boolean not null default false,
  primary key (company_id, country, day)
);

-- Which years of a country were looked up, so that a year that is missing is known to be.
create table worktime.holiday_year (
  company_id uuid not null,
  country    text not null,
  year       int  not null,
  primary key (company_id, country, year)
);

-- A day planned otherwise than the schedule has it. `counts`: it was planned in time, gives no more hours, or was accepted. What does not
-- count yet is offered, beside what counts until then.
create table worktime.planned_day (
  company_id uuid    not null,
  member_id  uuid    not null,
  day        int     not null,
  hours      jsonb   not null,
  counts     boolean not null,
  planned_by uuid    not null,
  primary key (company_id, member_id, counts, day)
);

create table worktime.leave (
  company_id  uuid        not null,
  leave_id    uuid        not null,
  member_id   uuid        not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  kind        text        not null,
  stand_in_id uuid,
  entered_at  timestamptz not null,
  primary key (company_id, leave_id),
  check (starts_at < ends_at)
);
create index on worktime.leave (company_id, member_id, ends_at);
create index on worktime.leave (company_id, ends_at);

create table worktime.duty (
  company_id uuid        not null,
  duty_id    uuid        not null,
  member_id  uuid        not null,
  name       text        not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  state      text        not null check (state in ('offered', 'accepted', 'declined')),
  offered_by uuid        not null,
  primary key (company_id, duty_id),
  check (starts_at < ends_at)
);
create index on worktime.duty (company_id, member_id, ends_at);
create index on worktime.duty (company_id, ends_at);

-- What a member said of his own time: "I work now", "I stop now".
create table worktime.own_word (
  company_id uuid        not null,
  member_id  uuid        not null,
  kind       text        not null check (kind in ('added', 'stopped')),
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  primary key (company_id, member_id, kind),
  check (starts_at < ends_at)
);

-- When the holidays of a company's countries are looked after next; no row: now.
create table worktime.looked (
  company_id uuid        not null primary key,
  due_at     timestamptz not null
);

-- What a member set himself: his focus blocks, and his hours within the band of a schedule.
create table worktime.own (
  company_id uuid  not null,
  member_id  uuid  not null,
  focus      jsonb not null default '[]',
  days       jsonb,
  primary key (company_id, member_id)
);

do $$
declare t text;
begin
  foreach t in array array['site', 'schedule', 'schedule_version', 'assignment', 'holiday', 'holiday_year', 'planned_day', 'leave',
                           'duty', 'own_word', 'own', 'looked'] loop
    execute format('alter table worktime.%I enable row level security', t);
    execute format('alter table worktime.%I force row level security', t);
    execute format($policy$create policy company on worktime.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies is looked after next, each asked under its own row-level security.
create function worktime.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select coalesce((select l.due_at from worktime.looked l where l.company_id = company), 'epoch') into due_at;
    return next;
  end loop;
end $$;
