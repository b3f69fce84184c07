-- Where a forward points to. Apart from its message, which is the same for everybody: the place is told only to who may see it.
create table chat.forward (
  company_id      uuid   not null,
  conversation_id uuid   not null,
  number          bigint not null,
  source_id       uuid   not null,
  source_number   bigint not null,
  primary key (company_id, conversation_id, number)
);
alter table chat.forward enable row level security;
alter table chat.forward force row level security;
create policy company on chat.forward using (company_id = current_setting('app.company')::uuid);
