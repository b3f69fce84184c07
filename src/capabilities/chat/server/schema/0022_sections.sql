-- Sections of a member's own list, in his order, and what stands in them.
create table chat.section (
  company_id uuid not null,
  member_id  uuid not null,
  section_id uuid not null,
  name       text not null,
  place      int  not null,
  primary key (company_id, member_id, section_id)
);

create table chat.sectioned (
  company_id      uuid not null,
  member_id       uuid not null,
  conversation_id uuid not null,
  section_id      uuid not null,
  primary key (company_id, member_id, conversation_id),
  foreign key (company_id, member_id, section_id) references chat.section on delete cascade
);
create index on chat.sectioned (company_id, member_id, section_id);

do $$
declare t text;
begin
  foreach t in array array['section', 'sectioned'] loop
    execute format('alter table chat.%I enable row level security', t);
    execute format('alter table chat.%I force row level security', t);
    execute format($policy$create policy company on chat.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;
