-- Whole departments that a ding asks: who they are is found out when it is sent. Files that go with it, as its messages show them.
alter table ding.ding
  add column department_ids uuid[] not null default '{}',
  add column files jsonb not null default '[]';
