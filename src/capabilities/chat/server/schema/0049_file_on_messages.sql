-- A ding that stands in several conversations shows the same files in each: a file hangs on as many messages.
alter table chat.message_file drop constraint message_file_pkey,
  add primary key (company_id, file_id, conversation_id, number);
