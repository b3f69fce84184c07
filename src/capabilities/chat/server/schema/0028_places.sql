-- The point of a place that somebody sent is erased when its time has come.
alter table chat.card_due drop constraint card_due_what_check;
alter table chat.card_due add constraint card_due_what_check check (what in ('count', 'remind', 'summary', 'end', 'erase'));
