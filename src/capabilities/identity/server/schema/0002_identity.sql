-- Accounts stand above companies: one person may be a member of several. So nothing here carries row-level security by company.
create schema identity;

create table identity.account (
  account_id     uuid   not null primary key,
  account_name   text   not null unique,     -- normalised: lower-case e-mail, or + and digits
  name           text   not null,
  language       text   not null check (language in ('zh', 'en')),
  password_hash  text,                       -- null: passkeys only, or not yet chosen
  totp_secret    text,                       -- null: no second factor
  totp_begun     text,                       -- a secret shown but not yet confirmed
  totp_last_step bigint,                     -- the newest time step whose code was taken: none is taken twice
  created_at     timestamptz not null
);

create table identity.session (
  session_id    uuid   not null primary key,
  account_id    uuid   not null references identity.account on delete cascade,
  token_hash    bytea  not null unique,      -- the token itself is only in the browser
  device_hash   bytea,
  signed_in_by  text   not null check (signed_in_by in ('password', 'passkey', 'pairing')),
  user_agent    text   not null,
  signed_in_at  timestamptz not null,
  expires_at    timestamptz not null
);
create index on identity.session (account_id);
create index on identity.session (device_hash) where device_hash is not null;
create index on identity.session (expires_at);

-- Browsers an account has signed in from: a stranger's wrong passwords do not slow them down.
create table identity.device (
  account_id   uuid  not null references identity.account on delete cascade,
  device_hash  bytea not null,
  last_used_at timestamptz not null,
  primary key (account_id, device_hash)
);
create index on identity.device (last_used_at);

create table identity.passkey (
  passkey_id text    not null primary key,   -- the credential id, base64url
  account_id uuid    not null references identity.account on delete cascade,
  public_key bytea   not null,
  counter    bigint  not null,
  transports text[]  not null,
  name       text    not null,
  added_at   timestamptz not null
);
create index on identity.passkey (account_id);

create table identity.recovery_code (
  account_id uuid  not null references identity.account on delete cascade,
  code_hash  bytea not null,
  primary key (account_id, code_hash)
);

-- Something begun that has to be finished soon: a second factor, a passkey ceremony.
create table identity.challenge (
  challenge_hash bytea    not null primary key,
  kind           text     not null check (kind in ('secondFactor', 'passkeyAdd', 'passkeySignIn')),
  account_id     uuid     references identity.account on delete cascade,
  tries_left     smallint not null,
  expires_at     timestamptz not null
);
create index on identity.challenge (account_id);
create index on identity.challenge (expires_at);

-- Wrong tries, leaking away with time. Subjects are hashed: this is no list of who tried what from where.
create table identity.attempt (
  kind     text  not null,
  subject  bytea not null,
  level    double precision not null,
  level_at timestamptz not null,
  primary key (kind, subject)
);
create index on identity.attempt (level_at);

create table identity.pairing (
  pairing_hash bytea not null primary key,
  session_id   uuid  not null references identity.session on delete cascade,   -- the desktop; signing it out ends the pairing
  account_id   uuid  not null references identity.account on delete cascade,
  state        text  not null check (state in ('open', 'claimed', 'approved', 'done')),
  claim_hash   bytea unique,
  phone_agent  text,
  expires_at   timestamptz not null
);
create index on identity.pairing (session_id);
create index on identity.pairing (account_id);
create index on identity.pairing (expires_at);

-- In which companies an account is a member. Names and role are copies that the directory keeps current;
-- they open no door: who may enter a company is asked of the company itself, behind its row-level security.
create table identity.seat (
  account_id   uuid not null references identity.account on delete cascade,
  company_id   uuid not null,
  member_id    uuid not null,
  company_name text not null,
  member_name  text not null,
  role         text not null,
  status       text not null check (status in ('active', 'waiting')),
  primary key (account_id, company_id),
  unique (company_id, member_id)
);
