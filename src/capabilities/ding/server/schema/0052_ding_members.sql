-- Members whom a ding asks by name wherever they are, and files of another message that hang on its own, too: judged when it is sent.
alter table ding.ding
  add column member_ids uuid[] not null default '{}',
  add column passes_on jsonb;
