-- Since when a member has his role: a key is held by who has held it before, not by who was given it for a request (R29). Null: since he came.
alter table directory.member add column role_since timestamptz;
