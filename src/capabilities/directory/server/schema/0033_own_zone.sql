-- Did the member choose his time zone himself? Then it goes before the one of the place where he works.
alter table directory.member add column own_zone boolean not null default false;

-- Two switches more: who dings whom, and how many dings a day reach a member (R10). Each style begins with its own.
alter table directory.company no force row level security;
update directory.company
   set policy = policy || case policy ->> 'preset'
                            when 'top-down' then '{"whoDings": "managersAndTeam", "dingsADay": "3"}'::jsonb
                            when 'self-managed' then '{"whoDings": "everybody", "dingsADay": "2"}'
                            else '{"whoDings": "everybody", "dingsADay": "3"}' end
 where not policy ? 'whoDings';
alter table directory.company force row level security;
