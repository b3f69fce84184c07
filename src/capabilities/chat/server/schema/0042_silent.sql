-- Its author wants nobody to be told of it, at any time. Null as with any other message: the message path writes nothing here. It is asked for by
-- who plans what is told, and by nobody else: no page and no event has it.
alter table chat.message add column silent boolean;
