-- Files that people bring. Their bytes lie on the disk, under the same ids; a row without bytes is shown to nobody, bytes without a row
-- are swept away.
create table files.file (
  company_id uuid    not null,
  file_id    uuid    not null,
  member_id  uuid    not null,               -- who brought it
  name       text    not null,               -- cleaned, and never a path
  size       bigint  not null,               -- as announced; of a picture, once it is whole, of what is kept of it
  received   bigint  not null default 0,     -- so many bytes are on the disk for good
  is_whole   boolean not null default false,
  kind       text,
  type       text,                           -- the media type of what was made here; null: never told to a browser
  width      int,
  height     int,
  sha256     bytea,
  holder     text,                           -- the capability that shows it, and what it hangs on there
  place      uuid,
  unused_until timestamptz,                  -- hangs nowhere: forgotten then
  primary key (company_id, file_id)
);
create index on files.file (company_id, unused_until) where unused_until is not null;
create index on files.file (company_id, member_id) where not is_whole;

-- How much everybody has, counted along; the company itself is the row whose member is the company.
create table files.usage (
  company_id uuid   not null,
  member_id  uuid   not null,
  bytes      bigint not null,
  primary key (company_id, member_id)
) with (fillfactor = 50);

do $$
declare t text;
begin
  foreach t in array array['file', 'usage'] loop
    execute format('alter table files.%I enable row level security', t);
    execute format('alter table files.%I force row level security', t);
    execute format($policy$create policy company on files.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;
