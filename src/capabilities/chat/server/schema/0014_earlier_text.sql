-- What a message said before it was edited, oldest first. No time stands here: the message itself says when it was sent and edited last.
create table chat.earlier_text (
  company_id      uuid   not null,
  conversation_id uuid   not null,
  number          bigint not null,
  place           int    not null,
  text            text   not null,
  primary key (company_id, conversation_id, number, place)
);
alter table chat.earlier_text enable row level security;
alter table chat.earlier_text force row level security;
create policy company on chat.earlier_text using (company_id = current_setting('app.company')::uuid);
