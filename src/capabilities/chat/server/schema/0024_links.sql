-- What stands behind an address, as the server has seen it: once for a company, whoever wrote the link and how often.
create table chat.link_preview (
  company_id  uuid   not null,
  address     text   not null,
  host        text   not null,
  found       boolean not null default false,
  ask_at      timestamptz,                 -- is to be looked at, not before then; whoever looks puts it off, so that nobody looks beside him
  tries       int    not null default 0,
  good_until  timestamptz,                 -- until then nobody asks again
  title       text   not null default '',
  description text   not null default '',
  site        text   not null default '',
  picture     text,                        -- the random address of the picture, made here from its pixels
  bytes       bytea,
  width       int,
  height      int,
  primary key (company_id, address)
);
create index on chat.link_preview (company_id, ask_at) where ask_at is not null;
create unique index on chat.link_preview (company_id, picture) where picture is not null;

-- Which messages bear which links, in their order.
create table chat.message_link (
  company_id      uuid   not null,
  conversation_id uuid   not null,
  number          bigint not null,
  address         text   not null,
  place           int    not null,
  removed         boolean not null default false,   -- its author wants no preview of it
  primary key (company_id, conversation_id, number, address)
);
create index on chat.message_link (company_id, address);

do $$
declare t text;
begin
  foreach t in array array['link_preview', 'message_link'] loop
    execute format('alter table chat.%I enable row level security', t);
    execute format('alter table chat.%I force row level security', t);
    execute format($policy$create policy company on chat.%I using (company_id = current_setting('app.company')::uuid)$policy$, t);
  end loop;
end $$;

-- What stands beside the messages of a page that have links. It is read after the page, over the same connection, and only where the page
-- holds any; who may read the page was asked there.
create function chat.links_between(company uuid, conversation uuid, first_number bigint, until_number bigint)
returns table (number bigint, address text, title text, description text, site text, picture text, width int, height int)
language plpgsql stable as $$
#variable_conflict use_column
begin
  perform set_config('app.company', company::text, true);
  return query
    select l.number, p.address, p.title, p.description, p.site, p.picture, p.width, p.height
      from chat.message_link l
     cross join lateral (
       select * from chat.link_preview p
        where p.company_id = company and p.address = l.address and p.found limit 1) p
     where l.company_id = company and l.conversation_id = conversation and l.number between first_number and until_number
       and not l.removed
     order by l.number, l.place;
end $$;
