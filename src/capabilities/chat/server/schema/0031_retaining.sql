-- Until when what a conversation keeps was raised to a number: 30 days later it is erased for good. Erased are its messages up to
-- erased_number; no row says so of each.
alter table chat.conversation add column erased_number bigint not null default 0;

create table chat.hiding (
  company_id      uuid        not null,
  conversation_id uuid        not null,
  number          bigint      not null,
  hidden_at       timestamptz not null,
  primary key (company_id, conversation_id, number)
);
alter table chat.hiding enable row level security;
alter table chat.hiding force row level security;
create policy company on chat.hiding using (company_id = current_setting('app.company')::uuid);
create index on chat.message_file (company_id, conversation_id, number);

comment on column chat.conversation.erased_number is 'up to this number its messages are gone for good; never above hidden_number';
