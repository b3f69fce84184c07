-- A forward may point to several messages of one conversation: those after the first, in their order.
alter table chat.forward add column more bigint[] not null default '{}';
