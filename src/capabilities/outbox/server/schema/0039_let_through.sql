-- Was what was told last in this place let through by an override, to a member who was off?
alter table outbox.notification add column by_override boolean not null default false;
