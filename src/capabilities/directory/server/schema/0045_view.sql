-- Who looked at private facts of a member, and what they were (R30). The same viewer and thing within an hour is one row.
create table directory.view (
  company_id uuid        not null,
  member_id  uuid        not null,             -- whose facts they are
  hour       timestamptz not null,
  viewer_id  uuid        not null,
  what       text        not null,
  about      text        not null default '',  -- which notice, or which export
  at         timestamptz not null,             -- the first look within the hour
  role       text        not null,             -- of the viewer, at that moment
  purpose    text        not null default '',
  primary key (company_id, member_id, hour, viewer_id, what, about)
);
create index on directory.view (company_id, hour);

alter table directory.view enable row level security;
alter table directory.view force row level security;
create policy company on directory.view using (company_id = current_setting('app.company')::uuid);
