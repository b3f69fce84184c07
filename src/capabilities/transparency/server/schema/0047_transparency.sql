create schema transparency;

-- When a company is looked after next; no row: now.
create table transparency.round (
  company_id uuid        not null primary key,
  due_at     timestamptz not null
);

-- Contact outside of hours of ten members or more in a week that is over, counted once: what happens later to departments changes nothing in
-- it, so that no two looks can be subtracted from each other. It names nobody.
create table transparency.unit_week (
  company_id    uuid not null,
  monday        int  not null,
  place_no      int  not null,
  department_id uuid,
  name          text not null,
  members       int  not null check (members >= 10),
  on_call       int  not null,
  override      int  not null,
  held          int  not null,
  primary key (company_id, monday, place_no)
);

-- The weeks that were counted; one of a small company has no units.
create table transparency.week (
  company_id uuid not null,
  monday     int  not null,
  primary key (company_id, monday)
);

do $$
declare t text;
begin
  foreach t in array array['round', 'unit_week', 'week'] loop
    execute format('alter table transparency.%I enable row level security', t);
    execute format('alter table transparency.%I force row level security', t);
    execute format($policy$create policy company on transparency.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- When each of these companies is looked after next, each asked under its own row-level security.
create function transparency.next_due(companies uuid[]) returns table (company uuid, due_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
begin
  foreach company in array companies loop
    perform set_config('app.company', company::text, true);
    select coalesce((select r.due_at from transparency.round r where r.company_id = company), 'epoch') into due_at;
    return next;
  end loop;
end $$;
