-- Which rest an override made too short (R25), as the calendar stood when it was sent: 11 hours in 24, or 24 hours in a week.
alter table override.reached add column breaks text[] not null default '{}' check (breaks <@ array['daily', 'weekly']);
