-- Since when a seat is somebody's: the company one joined first comes first.
alter table identity.seat add column joined_at timestamptz;
-- An id begins with the milliseconds in which it was made.
update identity.seat
   set joined_at = to_timestamp(('x' || substr(replace(member_id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0);
alter table identity.seat alter column joined_at set not null;
