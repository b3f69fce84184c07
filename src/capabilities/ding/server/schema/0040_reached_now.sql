-- An override reaches this recipient although he is off. Given when he is asked, and never later.
alter table ding.recipient add column by_override boolean not null default false;
