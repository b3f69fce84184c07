create schema search;

-- The words of a message and the places where they stand, never its text.
create table search.message (
  company_id      uuid     not null,
  conversation_id uuid     not null,
  number          bigint   not null,
  sent_at         timestamptz not null,
  words           tsvector not null,     -- facets too: from:<member>, to:<member>, to:all, has:link, is:long
  primary key (company_id, conversation_id, number)
);

-- A signature for 32 messages that stand together: what is not in it is not in them (see docs/decisions/0013). Plain, so that it
-- lies in the row and is not unpacked to be looked at.
create table search.block (
  company_id      uuid   not null,
  conversation_id uuid   not null,
  block           bigint not null,       -- number / 32
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  signature       bit(8192) not null,
  primary key (company_id, conversation_id, block)
);
alter table search.block alter column signature set storage plain;

do $$
declare t text;
begin
  foreach t in array array['message', 'block'] loop
    execute format('alter table search.%I enable row level security', t);
    execute format('alter table search.%I force row level security', t);
    execute format($policy$create policy company on search.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;
