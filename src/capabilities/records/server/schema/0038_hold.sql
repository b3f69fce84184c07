-- A legal hold is asked for and agreed to as an export is: a row beside them. It makes nothing; while it holds, nothing in its scope is erased.
alter table records.export
  add column hold_days int,                    -- how long it holds from the second key on
  add column ended_at  timestamptz,            -- a hold: since when it holds no longer
  add column ended_by  uuid,                   -- null: its days were over
  drop constraint export_kind_check,
  drop constraint export_state_check,
  drop constraint export_check,
  drop constraint export_check1,
  drop constraint export_check2;
alter table records.export
  add constraint export_kind_check check (kind in ('own', 'company', 'hold')),
  add constraint export_state_check
    check (state in ('asked', 'refused', 'lapsed', 'making', 'ready', 'failed', 'gone', 'holding', 'ended')),
  add check ((kind = 'own') = (scope is null)),
  add check ((kind = 'own') = (key_role is null)),
  add check ((kind = 'hold') = (hold_days is not null)),
  add check (hold_days between 1 and 365),
  add check (kind = 'hold' or state not in ('holding', 'ended')),
  add check (kind <> 'hold' or state in ('asked', 'refused', 'lapsed', 'holding', 'ended')),
  add check ((state = 'ended') = (ended_at is not null)),
  -- Nothing of the company is made, and nothing held, without a second key, turned by somebody else.
  add check (kind = 'own' or state in ('asked', 'refused', 'lapsed') or (answered_by is not null and answered_by <> asked_by));
drop index records.export_company_id_asked_at_idx;
create index on records.export (company_id, asked_at) where kind <> 'own';
