create schema files;

create table files.avatar (
  company_id uuid  not null,
  version    text  not null,                  -- random: it is the picture's address
  member_id  uuid  not null,
  picture    bytea not null,                  -- WebP, 256 pixels square, without metadata
  primary key (company_id, version)
);
create unique index on files.avatar (company_id, member_id);

alter table files.avatar enable row level security;
alter table files.avatar force row level security;
create policy company on files.avatar using (company_id = current_setting('app.company')::uuid);
