-- Who has stepped away from work by his own word, and when that ends at the latest. Others see the word, never the moment.
create table worktime.stepped_away (
  company_id uuid        not null,
  member_id  uuid        not null,
  until      timestamptz not null,
  primary key (company_id, member_id)
);

alter table worktime.stepped_away enable row level security;
alter table worktime.stepped_away force row level security;
create policy company on worktime.stepped_away using (company_id = current_setting('app.company')::uuid);
