-- Whether what is said to the people of a site stays on the server while they are off (R3); null: as the law of its country asks.
alter table worktime.site add column strict boolean;

-- Who looks all the same, and until when. Nobody else reads it.
create table worktime.look (
  company_id uuid        not null,
  member_id  uuid        not null,
  until      timestamptz not null,
  primary key (company_id, member_id)
);

alter table worktime.look enable row level security;
alter table worktime.look force row level security;
create policy company on worktime.look using (company_id = current_setting('app.company')::uuid);
