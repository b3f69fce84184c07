-- What of a group's talk notifies a member of it. Of a direct conversation everything does, unless it is muted.
alter table chat.participant add column notify text not null default 'mentions' check (notify in ('all', 'mentions'));
-- Those who want to hear of everything are few: a message finds them without going through its group.
create index participant_hears_all on chat.participant (company_id, conversation_id) where notify = 'all' and not muted;
