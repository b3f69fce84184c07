-- To be sent silently.
alter table later.scheduled add column silent boolean not null default false;
