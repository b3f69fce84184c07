-- A member may let what does not mean him be gathered, and be told of it a few times a day.
alter table outbox.wish drop constraint wish_wish_check;
alter table outbox.wish add constraint wish_wish_check check (wish in ('everything', 'gathered', 'meant', 'nothing'));

alter table outbox.interruption drop constraint interruption_held_for_check;
alter table outbox.interruption add constraint interruption_held_for_check check (held_for in ('off', 'leave', 'focus', 'gathered'));
