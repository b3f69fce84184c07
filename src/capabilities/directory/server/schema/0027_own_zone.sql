-- Did the member choose his time zone himself? Then it goes before the one of the place where he works.
alter table directory.member add column own_zone boolean not null default false;
