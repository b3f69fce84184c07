create table chat.card_due (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  what text not null,
  due_at timestamp with time zone not null
);
CREATE INDEX card_due_company_id_due_at_idx ON chat.card_due USING btree (company_id, due_at);
CREATE UNIQUE INDEX card_due_pkey ON chat.card_due USING btree (company_id, conversation_id, number, what);

create table chat.conversation (
  company_id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  name text not null,
  description text not null,
  department_id uuid,
  last_number bigint not null,
  revision bigint not null,
  member_count integer not null,
  sharers integer not null,
  created_at timestamp with time zone not null,
  who_writes text not null,
  who_adds text not null,
  who_mentions_all text not null,
  archived_at timestamp with time zone,
  announced_number bigint,
  hidden_number bigint not null,
  newcomers_see text not null,
  erased_number bigint not null
);
CREATE UNIQUE INDEX conversation_company_id_department_id_idx ON chat.conversation USING btree (company_id, department_id) WHERE (department_id IS NOT NULL);
CREATE UNIQUE INDEX conversation_pkey ON chat.conversation USING btree (company_id, conversation_id);

create table chat.cursor (
  company_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  shares boolean not null,
  joined_number bigint not null,
  read_number bigint not null,
  before_number bigint not null,
  marked_unread boolean not null,
  hidden_number bigint not null,
  shown_number bigint
);
CREATE INDEX cursor_company_id_member_id_idx ON chat.cursor USING btree (company_id, member_id) WHERE (shown_number IS NOT NULL);
CREATE INDEX cursor_hidden ON chat.cursor USING btree (company_id, conversation_id, hidden_number) WHERE (hidden_number > 0);
CREATE UNIQUE INDEX cursor_pkey ON chat.cursor USING btree (company_id, conversation_id, member_id);

create table chat.deletion (
  company_id uuid not null,
  conversation_id uuid not null,
  deleted_by uuid not null,
  deleted_at timestamp with time zone not null,
  erase_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  begun boolean not null,
  erased bigint not null
);
CREATE INDEX deletion_company_id_due_at_idx ON chat.deletion USING btree (company_id, due_at);
CREATE UNIQUE INDEX deletion_pkey ON chat.deletion USING btree (company_id, conversation_id);

create table chat.earlier_text (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  place integer not null,
  text text not null
);
CREATE UNIQUE INDEX earlier_text_pkey ON chat.earlier_text USING btree (company_id, conversation_id, number, place);

create table chat.forward (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  source_id uuid not null,
  source_number bigint not null,
  more bigint[] not null
);
CREATE UNIQUE INDEX forward_pkey ON chat.forward USING btree (company_id, conversation_id, number);

create table chat.group_link (
  company_id uuid not null,
  conversation_id uuid not null,
  token text not null,
  approval boolean not null,
  expires_at timestamp with time zone not null,
  made_by uuid not null
);
CREATE UNIQUE INDEX group_link_company_id_token_idx ON chat.group_link USING btree (company_id, token);
CREATE UNIQUE INDEX group_link_pkey ON chat.group_link USING btree (company_id, conversation_id);

create table chat.hiding (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  hidden_at timestamp with time zone not null
);
CREATE UNIQUE INDEX hiding_pkey ON chat.hiding USING btree (company_id, conversation_id, number);

create table chat.join_request (
  company_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  asked_at timestamp with time zone not null
);
CREATE UNIQUE INDEX join_request_pkey ON chat.join_request USING btree (company_id, conversation_id, member_id);

create table chat.link_preview (
  company_id uuid not null,
  address text not null,
  host text not null,
  found boolean not null,
  ask_at timestamp with time zone,
  tries integer not null,
  good_until timestamp with time zone,
  title text not null,
  description text not null,
  site text not null,
  picture text,
  bytes bytea,
  width integer,
  height integer
);
CREATE INDEX link_preview_company_id_ask_at_idx ON chat.link_preview USING btree (company_id, ask_at) WHERE (ask_at IS NOT NULL);
CREATE UNIQUE INDEX link_preview_company_id_picture_idx ON chat.link_preview USING btree (company_id, picture) WHERE (picture IS NOT NULL);
CREATE UNIQUE INDEX link_preview_pkey ON chat.link_preview USING btree (company_id, address);

create table chat.mention (
  company_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  number bigint not null
);
CREATE UNIQUE INDEX mention_pkey ON chat.mention USING btree (company_id, member_id, conversation_id, number);

create table chat.message (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  message_id uuid not null,
  author_id uuid not null,
  sent_at timestamp with time zone not null,
  text text not null,
  note jsonb,
  reply_to bigint,
  edited_at timestamp with time zone,
  recalled_at timestamp with time zone,
  files jsonb,
  card jsonb,
  silent boolean
);
CREATE UNIQUE INDEX message_company_id_message_id_idx ON chat.message USING btree (company_id, message_id);
CREATE UNIQUE INDEX message_pkey ON chat.message USING btree (company_id, conversation_id, number);

create table chat.message_file (
  company_id uuid not null,
  file_id uuid not null,
  conversation_id uuid not null,
  number bigint not null
);
CREATE INDEX message_file_company_id_conversation_id_number_idx ON chat.message_file USING btree (company_id, conversation_id, number);
CREATE UNIQUE INDEX message_file_pkey ON chat.message_file USING btree (company_id, file_id, conversation_id, number);

create table chat.message_link (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  address text not null,
  place integer not null,
  removed boolean not null
);
CREATE INDEX message_link_company_id_address_idx ON chat.message_link USING btree (company_id, address);
CREATE UNIQUE INDEX message_link_pkey ON chat.message_link USING btree (company_id, conversation_id, number, address);

create table chat.notice (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  message_id uuid not null,
  author_id uuid not null,
  asked integer not null,
  acknowledged integer not null
);
CREATE UNIQUE INDEX notice_company_id_message_id_idx ON chat.notice USING btree (company_id, message_id);
CREATE UNIQUE INDEX notice_pkey ON chat.notice USING btree (company_id, conversation_id, number);

create table chat.notice_asked (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  member_id uuid not null,
  acknowledged boolean not null,
  due_at timestamp with time zone,
  remind_at timestamp with time zone
);
CREATE INDEX notice_asked_company_id_member_id_idx ON chat.notice_asked USING btree (company_id, member_id) WHERE (NOT acknowledged);
CREATE UNIQUE INDEX notice_asked_pkey ON chat.notice_asked USING btree (company_id, conversation_id, number, member_id);

create table chat.parked_cursor (
  company_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  shares boolean not null,
  joined_number bigint not null,
  read_number bigint not null,
  before_number bigint not null,
  marked_unread boolean not null,
  hidden_number bigint not null,
  shown_number bigint
);
CREATE UNIQUE INDEX parked_cursor_pkey ON chat.parked_cursor USING btree (company_id, conversation_id, member_id);

create table chat.parked_participant (
  company_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  role text not null,
  can_send boolean not null,
  joined_at timestamp with time zone not null,
  peer_id uuid,
  muted boolean not null,
  pinned boolean not null,
  draft text not null,
  notify text not null,
  silenced_until timestamp with time zone
);
CREATE INDEX parked_participant_company_id_member_id_idx ON chat.parked_participant USING btree (company_id, member_id);
CREATE UNIQUE INDEX parked_participant_pkey ON chat.parked_participant USING btree (company_id, conversation_id, member_id);

create table chat.participant (
  company_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  role text not null,
  can_send boolean not null,
  joined_at timestamp with time zone not null,
  peer_id uuid,
  muted boolean not null,
  pinned boolean not null,
  draft text not null,
  notify text not null,
  silenced_until timestamp with time zone
);
CREATE INDEX participant_company_id_member_id_conversation_id_idx ON chat.participant USING btree (company_id, member_id, conversation_id);
CREATE INDEX participant_hears_all ON chat.participant USING btree (company_id, conversation_id) WHERE ((notify = 'all'::text) AND (NOT muted));
CREATE UNIQUE INDEX participant_pkey ON chat.participant USING btree (company_id, conversation_id, member_id);

create table chat.poll (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  author_id uuid not null,
  anonymous boolean not null,
  closed boolean not null,
  counts integer[] not null,
  voters integer not null
);
CREATE UNIQUE INDEX poll_pkey ON chat.poll USING btree (company_id, conversation_id, number);

create table chat.poll_vote (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  member_id uuid not null,
  option integer not null
);
CREATE UNIQUE INDEX poll_vote_pkey ON chat.poll_vote USING btree (company_id, conversation_id, number, member_id, option);

create table chat.preference (
  company_id uuid not null,
  member_id uuid not null,
  share_direct boolean not null,
  share_groups boolean not null
);
CREATE UNIQUE INDEX preference_pkey ON chat.preference USING btree (company_id, member_id);

create table chat.reaction (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  member_id uuid not null,
  emoji text not null
);
CREATE UNIQUE INDEX reaction_pkey ON chat.reaction USING btree (company_id, conversation_id, number, member_id, emoji);

create table chat.reaction_kind (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  emoji text not null,
  place integer not null,
  members integer not null
);
CREATE UNIQUE INDEX reaction_kind_pkey ON chat.reaction_kind USING btree (company_id, conversation_id, number, emoji);

create table chat.reading_due (
  company_id uuid not null,
  member_id uuid not null,
  due_at timestamp with time zone not null
);
CREATE INDEX reading_due_company_id_due_at_idx ON chat.reading_due USING btree (company_id, due_at);
CREATE UNIQUE INDEX reading_due_pkey ON chat.reading_due USING btree (company_id, member_id);

create table chat.section (
  company_id uuid not null,
  member_id uuid not null,
  section_id uuid not null,
  name text not null,
  place integer not null
);
CREATE UNIQUE INDEX section_pkey ON chat.section USING btree (company_id, member_id, section_id);

create table chat.sectioned (
  company_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  section_id uuid not null
);
CREATE INDEX sectioned_company_id_member_id_section_id_idx ON chat.sectioned USING btree (company_id, member_id, section_id);
CREATE UNIQUE INDEX sectioned_pkey ON chat.sectioned USING btree (company_id, member_id, conversation_id);

create table chat.silence (
  company_id uuid not null,
  conversation_id uuid not null,
  member_id uuid not null,
  until timestamp with time zone not null,
  by_id uuid not null
);
CREATE UNIQUE INDEX silence_pkey ON chat.silence USING btree (company_id, conversation_id, member_id);

create table chat.thread (
  company_id uuid not null,
  parent_id uuid not null,
  number bigint not null,
  conversation_id uuid not null,
  replies bigint not null,
  author_ids uuid[] not null,
  active_at timestamp with time zone not null
);
CREATE UNIQUE INDEX thread_company_id_conversation_id_idx ON chat.thread USING btree (company_id, conversation_id);
CREATE UNIQUE INDEX thread_pkey ON chat.thread USING btree (company_id, parent_id, number);

create table ding.budget (
  company_id uuid not null,
  member_id uuid not null,
  day integer not null,
  used integer not null
);
CREATE UNIQUE INDEX budget_pkey ON ding.budget USING btree (company_id, member_id, day);

create table ding.ding (
  company_id uuid not null,
  ding_id uuid not null,
  author_id uuid not null,
  text text not null,
  steps integer not null,
  state text not null,
  send_at timestamp with time zone not null,
  failure text,
  counted_at timestamp with time zone,
  department_ids uuid[] not null,
  files jsonb not null,
  member_ids uuid[] not null,
  passes_on jsonb
);
CREATE INDEX ding_company_id_author_id_send_at_idx ON ding.ding USING btree (company_id, author_id, send_at DESC);
CREATE INDEX ding_company_id_counted_at_idx ON ding.ding USING btree (company_id, counted_at) WHERE (counted_at IS NOT NULL);
CREATE INDEX ding_company_id_send_at_idx ON ding.ding USING btree (company_id, send_at) WHERE (state = 'scheduled'::text);
CREATE UNIQUE INDEX ding_pkey ON ding.ding USING btree (company_id, ding_id);

create table ding.last (
  company_id uuid not null,
  author_id uuid not null,
  member_id uuid not null,
  at timestamp with time zone not null
);
CREATE UNIQUE INDEX last_pkey ON ding.last USING btree (company_id, author_id, member_id);

create table ding.place (
  company_id uuid not null,
  ding_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  number bigint,
  member_ids uuid[]
);
CREATE INDEX place_company_id_conversation_id_number_idx ON ding.place USING btree (company_id, conversation_id, number);
CREATE UNIQUE INDEX place_pkey ON ding.place USING btree (company_id, ding_id, conversation_id);

create table ding.recipient (
  company_id uuid not null,
  ding_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  state text not null,
  run integer not null,
  step integer not null,
  began_at timestamp with time zone,
  due_at timestamp with time zone,
  is_off boolean not null,
  on_leave boolean not null,
  later_at timestamp with time zone,
  place_no integer not null,
  by_override boolean not null
);
CREATE INDEX recipient_company_id_due_at_idx ON ding.recipient USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX recipient_company_id_member_id_state_idx ON ding.recipient USING btree (company_id, member_id, state);
CREATE UNIQUE INDEX recipient_pkey ON ding.recipient USING btree (company_id, ding_id, member_id);

create table directory.company (
  company_id uuid not null,
  name text not null,
  time_zone text not null,
  policy jsonb not null,
  insiders_topic uuid not null,
  created_at timestamp with time zone not null,
  watching_due_at timestamp with time zone
);
CREATE UNIQUE INDEX company_pkey ON directory.company USING btree (company_id);

create table directory.department (
  company_id uuid not null,
  department_id uuid not null,
  parent_id uuid,
  name text not null,
  position integer not null
);
CREATE UNIQUE INDEX department_name ON directory.department USING btree (company_id, parent_id, name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX department_pkey ON directory.department USING btree (company_id, department_id);

create table directory.import (
  company_id uuid not null,
  import_id uuid not null,
  kind text not null,
  dry_run boolean not null,
  state text not null,
  total integer not null,
  done integer not null,
  created integer not null,
  updated integer not null,
  unchanged integer not null,
  errors jsonb not null,
  error_count integer not null,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  alive_until timestamp with time zone not null
);
CREATE UNIQUE INDEX import_pkey ON directory.import USING btree (company_id, import_id);
CREATE UNIQUE INDEX import_running ON directory.import USING btree (company_id) WHERE (state = 'running'::text);

create table directory.invite (
  company_id uuid not null,
  invite_id uuid not null,
  token_hash bytea not null,
  role text not null,
  department_id uuid,
  member_id uuid,
  expires_at timestamp with time zone not null,
  uses_left integer,
  created_by uuid not null,
  revoked_at timestamp with time zone
);
CREATE UNIQUE INDEX invite_company_id_token_hash_idx ON directory.invite USING btree (company_id, token_hash);
CREATE UNIQUE INDEX invite_pkey ON directory.invite USING btree (company_id, invite_id);

create table directory.ledger (
  company_id uuid not null,
  number bigint not null,
  at timestamp with time zone not null,
  actor_id uuid,
  kind text not null,
  facts jsonb not null,
  hash text not null
);
CREATE UNIQUE INDEX ledger_pkey ON directory.ledger USING btree (company_id, number);

create table directory.ledger_head (
  company_id uuid not null,
  number bigint not null,
  hash text not null
);
CREATE UNIQUE INDEX ledger_head_pkey ON directory.ledger_head USING btree (company_id);

create table directory.management (
  company_id uuid not null,
  department_id uuid not null,
  member_id uuid not null,
  position integer not null
);
CREATE INDEX management_company_id_member_id_idx ON directory.management USING btree (company_id, member_id);
CREATE UNIQUE INDEX management_pkey ON directory.management USING btree (company_id, department_id, member_id);

create table directory.member (
  company_id uuid not null,
  member_id uuid not null,
  account_id uuid,
  name text not null,
  sort_key text not null,
  title text not null,
  role text not null,
  status text not null,
  email text,
  email_key text,
  phone text,
  phone_key text,
  employee_number text,
  time_zone text not null,
  avatar text,
  asked_at timestamp with time zone,
  asked_for uuid,
  joined_at timestamp with time zone,
  own_zone boolean not null,
  role_since timestamp with time zone
);
CREATE UNIQUE INDEX member_account ON directory.member USING btree (company_id, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX member_company_id_asked_at_idx ON directory.member USING btree (company_id, asked_at) WHERE (status = 'waiting'::text);
CREATE INDEX member_company_id_email_key_idx ON directory.member USING btree (company_id, email_key) WHERE (email_key IS NOT NULL);
CREATE INDEX member_company_id_phone_key_idx ON directory.member USING btree (company_id, phone_key) WHERE (phone_key IS NOT NULL);
CREATE INDEX member_company_id_sort_key_member_id_idx ON directory.member USING btree (company_id, sort_key, member_id);
CREATE UNIQUE INDEX member_employee_number ON directory.member USING btree (company_id, employee_number) WHERE (employee_number IS NOT NULL);
CREATE UNIQUE INDEX member_pkey ON directory.member USING btree (company_id, member_id);

create table directory.membership (
  company_id uuid not null,
  member_id uuid not null,
  department_id uuid not null,
  position integer not null
);
CREATE INDEX membership_company_id_department_id_member_id_idx ON directory.membership USING btree (company_id, department_id, member_id);
CREATE UNIQUE INDEX membership_pkey ON directory.membership USING btree (company_id, member_id, department_id);

create table directory.search_term (
  company_id uuid not null,
  term text not null,
  member_id uuid not null,
  weight smallint not null
);
CREATE INDEX search_term_company_id_member_id_idx ON directory.search_term USING btree (company_id, member_id);
CREATE UNIQUE INDEX search_term_pkey ON directory.search_term USING btree (company_id, term, member_id);

create table directory.view (
  company_id uuid not null,
  member_id uuid not null,
  hour timestamp with time zone not null,
  viewer_id uuid not null,
  what text not null,
  about text not null,
  at timestamp with time zone not null,
  role text not null,
  purpose text not null
);
CREATE INDEX view_company_id_hour_idx ON directory.view USING btree (company_id, hour);
CREATE UNIQUE INDEX view_pkey ON directory.view USING btree (company_id, member_id, hour, viewer_id, what, about);

create table directory.watching (
  company_id uuid not null,
  watching_id uuid not null,
  name text not null,
  step text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  purpose text not null,
  kept_months integer not null,
  key text not null,
  holder_ids uuid[] not null,
  waits_until timestamp with time zone not null,
  agreed boolean,
  answered_by uuid,
  answered_at timestamp with time zone,
  answer text not null,
  voters integer not null,
  yes integer not null,
  no integer not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  told text not null
);
CREATE INDEX watching_company_id_asked_at_idx ON directory.watching USING btree (company_id, asked_at);
CREATE UNIQUE INDEX watching_pkey ON directory.watching USING btree (company_id, watching_id);

create table directory.watching_voter (
  company_id uuid not null,
  watching_id uuid not null,
  member_id uuid not null,
  voted boolean not null
);
CREATE UNIQUE INDEX watching_voter_pkey ON directory.watching_voter USING btree (company_id, watching_id, member_id);

create table files.avatar (
  company_id uuid not null,
  version text not null,
  member_id uuid not null,
  picture bytea not null
);
CREATE UNIQUE INDEX avatar_company_id_member_id_idx ON files.avatar USING btree (company_id, member_id);
CREATE UNIQUE INDEX avatar_pkey ON files.avatar USING btree (company_id, version);

create table files.file (
  company_id uuid not null,
  file_id uuid not null,
  member_id uuid not null,
  name text not null,
  size bigint not null,
  received bigint not null,
  is_whole boolean not null,
  kind text,
  type text,
  width integer,
  height integer,
  sha256 bytea,
  holder text,
  place uuid,
  unused_until timestamp with time zone,
  voice jsonb
);
CREATE INDEX file_company_id_member_id_idx ON files.file USING btree (company_id, member_id) WHERE (NOT is_whole);
CREATE INDEX file_company_id_unused_until_idx ON files.file USING btree (company_id, unused_until) WHERE (unused_until IS NOT NULL);
CREATE UNIQUE INDEX file_pkey ON files.file USING btree (company_id, file_id);

create table files.usage (
  company_id uuid not null,
  member_id uuid not null,
  bytes bigint not null
);
CREATE UNIQUE INDEX usage_pkey ON files.usage USING btree (company_id, member_id);

create table identity.account (
  account_id uuid not null,
  account_name text not null,
  name text not null,
  language text not null,
  password_hash text,
  totp_secret text,
  totp_begun text,
  totp_last_step bigint,
  created_at timestamp with time zone not null
);
CREATE UNIQUE INDEX account_account_name_key ON identity.account USING btree (account_name);
CREATE UNIQUE INDEX account_pkey ON identity.account USING btree (account_id);

create table identity.attempt (
  kind text not null,
  subject bytea not null,
  level double precision not null,
  level_at timestamp with time zone not null
);
CREATE INDEX attempt_level_at_idx ON identity.attempt USING btree (level_at);
CREATE UNIQUE INDEX attempt_pkey ON identity.attempt USING btree (kind, subject);

create table identity.challenge (
  challenge_hash bytea not null,
  kind text not null,
  account_id uuid,
  tries_left smallint not null,
  expires_at timestamp with time zone not null
);
CREATE INDEX challenge_account_id_idx ON identity.challenge USING btree (account_id);
CREATE INDEX challenge_expires_at_idx ON identity.challenge USING btree (expires_at);
CREATE UNIQUE INDEX challenge_pkey ON identity.challenge USING btree (challenge_hash);

create table identity.device (
  account_id uuid not null,
  device_hash bytea not null,
  last_used_at timestamp with time zone not null
);
CREATE INDEX device_last_used_at_idx ON identity.device USING btree (last_used_at);
CREATE UNIQUE INDEX device_pkey ON identity.device USING btree (account_id, device_hash);

create table identity.pairing (
  pairing_hash bytea not null,
  session_id uuid not null,
  account_id uuid not null,
  state text not null,
  claim_hash bytea,
  phone_agent text,
  expires_at timestamp with time zone not null
);
CREATE INDEX pairing_account_id_idx ON identity.pairing USING btree (account_id);
CREATE UNIQUE INDEX pairing_claim_hash_key ON identity.pairing USING btree (claim_hash);
CREATE INDEX pairing_expires_at_idx ON identity.pairing USING btree (expires_at);
CREATE UNIQUE INDEX pairing_pkey ON identity.pairing USING btree (pairing_hash);
CREATE INDEX pairing_session_id_idx ON identity.pairing USING btree (session_id);

create table identity.passkey (
  passkey_id text not null,
  account_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  added_at timestamp with time zone not null
);
CREATE INDEX passkey_account_id_idx ON identity.passkey USING btree (account_id);
CREATE UNIQUE INDEX passkey_pkey ON identity.passkey USING btree (passkey_id);

create table identity.recovery_code (
  account_id uuid not null,
  code_hash bytea not null
);
CREATE UNIQUE INDEX recovery_code_pkey ON identity.recovery_code USING btree (account_id, code_hash);

create table identity.seat (
  account_id uuid not null,
  company_id uuid not null,
  member_id uuid not null,
  company_name text not null,
  member_name text not null,
  role text not null,
  status text not null,
  joined_at timestamp with time zone not null
);
CREATE UNIQUE INDEX seat_company_id_member_id_key ON identity.seat USING btree (company_id, member_id);
CREATE UNIQUE INDEX seat_pkey ON identity.seat USING btree (account_id, company_id);

create table identity.session (
  session_id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  device_hash bytea,
  signed_in_by text not null,
  user_agent text not null,
  signed_in_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  proved_at timestamp with time zone
);
CREATE INDEX session_account_id_idx ON identity.session USING btree (account_id);
CREATE INDEX session_device_hash_idx ON identity.session USING btree (device_hash) WHERE (device_hash IS NOT NULL);
CREATE INDEX session_expires_at_idx ON identity.session USING btree (expires_at);
CREATE UNIQUE INDEX session_pkey ON identity.session USING btree (session_id);
CREATE UNIQUE INDEX session_token_hash_key ON identity.session USING btree (token_hash);

create table later.saved (
  company_id uuid not null,
  saved_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  saved_at timestamp with time zone not null,
  done boolean not null,
  remind_at timestamp with time zone,
  due_at timestamp with time zone
);
CREATE INDEX saved_company_id_conversation_id_number_idx ON later.saved USING btree (company_id, conversation_id, number) WHERE (remind_at IS NOT NULL);
CREATE INDEX saved_company_id_due_at_idx ON later.saved USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE UNIQUE INDEX saved_company_id_member_id_conversation_id_number_idx ON later.saved USING btree (company_id, member_id, conversation_id, number);
CREATE UNIQUE INDEX saved_pkey ON later.saved USING btree (company_id, saved_id);

create table later.scheduled (
  company_id uuid not null,
  message_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  text text not null,
  reply_to bigint,
  thread jsonb,
  files jsonb not null,
  send_at timestamp with time zone not null,
  due_at timestamp with time zone,
  taken boolean not null,
  tries integer not null,
  failure text,
  failed_at timestamp with time zone,
  silent boolean not null
);
CREATE INDEX scheduled_company_id_due_at_idx ON later.scheduled USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX scheduled_company_id_member_id_idx ON later.scheduled USING btree (company_id, member_id);
CREATE UNIQUE INDEX scheduled_pkey ON later.scheduled USING btree (company_id, message_id);

create table outbox.contact (
  company_id uuid not null,
  member_id uuid not null,
  kind text not null,
  address text not null,
  sms boolean not null,
  calls boolean not null,
  shows_content boolean not null,
  language text not null
);
CREATE UNIQUE INDEX contact_pkey ON outbox.contact USING btree (company_id, member_id, kind);

create table outbox.contact_code (
  company_id uuid not null,
  member_id uuid not null,
  kind text not null,
  address text not null,
  code_hash bytea not null,
  expires_at timestamp with time zone not null,
  tries integer not null
);
CREATE UNIQUE INDEX contact_code_pkey ON outbox.contact_code USING btree (company_id, member_id, kind);

create table outbox.delivery (
  company_id uuid not null,
  session_id uuid not null,
  place uuid not null,
  member_id uuid not null,
  source text not null,
  kind text not null,
  meant boolean not null,
  what text not null,
  number bigint not null,
  shown_number bigint not null,
  places integer not null,
  meant_places integer not null,
  until_at timestamp with time zone not null,
  due_at timestamp with time zone,
  tries integer not null,
  failure text,
  failed_at timestamp with time zone
);
CREATE INDEX delivery_company_id_due_at_idx ON outbox.delivery USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX delivery_company_id_member_id_place_idx ON outbox.delivery USING btree (company_id, member_id, place);
CREATE UNIQUE INDEX delivery_pkey ON outbox.delivery USING btree (company_id, session_id, place);

create table outbox.device (
  company_id uuid not null,
  session_id uuid not null,
  member_id uuid not null,
  shows_content boolean not null,
  language text not null,
  endpoint text,
  p256dh text,
  auth text
);
CREATE UNIQUE INDEX device_company_id_endpoint_idx ON outbox.device USING btree (company_id, endpoint) WHERE (endpoint IS NOT NULL);
CREATE INDEX device_company_id_member_id_idx ON outbox.device USING btree (company_id, member_id);
CREATE UNIQUE INDEX device_pkey ON outbox.device USING btree (company_id, session_id);
CREATE INDEX device_session_id_idx ON outbox.device USING btree (session_id);

create table outbox.gateway (
  company_id uuid not null,
  way text not null,
  config jsonb not null,
  sealed bytea not null,
  daily_max integer not null,
  unit_cost numeric(10,4) not null,
  currency text not null,
  worked_at timestamp with time zone,
  failing_since timestamp with time zone,
  failure text
);
CREATE UNIQUE INDEX gateway_pkey ON outbox.gateway USING btree (company_id, way);

create table outbox.gateway_day (
  company_id uuid not null,
  way text not null,
  day date not null,
  sent integer not null,
  delivered integer not null,
  failed integer not null,
  cost numeric(14,4) not null
);
CREATE UNIQUE INDEX gateway_day_pkey ON outbox.gateway_day USING btree (company_id, way, day);

create table outbox.interruption (
  company_id uuid not null,
  member_id uuid not null,
  at timestamp with time zone not null,
  source text not null,
  place uuid not null,
  number bigint not null,
  kind text not null,
  by_id uuid,
  conversation_id uuid,
  message_number bigint,
  held_for text,
  held_until timestamp with time zone,
  told_at timestamp with time zone,
  ways text[] not null,
  because text,
  in_digest boolean not null
);
CREATE INDEX interruption_company_id_at_idx ON outbox.interruption USING btree (company_id, at);
CREATE INDEX interruption_company_id_member_id_source_place_idx ON outbox.interruption USING btree (company_id, member_id, source, place) WHERE (told_at IS NULL);
CREATE UNIQUE INDEX interruption_pkey ON outbox.interruption USING btree (company_id, member_id, at, source, place);

create table outbox.notification (
  company_id uuid not null,
  member_id uuid not null,
  source text not null,
  place uuid not null,
  number bigint not null,
  told_number bigint not null,
  kind text not null,
  meant boolean not null,
  held boolean not null,
  due_at timestamp with time zone,
  by_override boolean not null
);
CREATE INDEX notification_company_id_due_at_idx ON outbox.notification USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX notification_company_id_source_place_idx ON outbox.notification USING btree (company_id, source, place);
CREATE UNIQUE INDEX notification_pkey ON outbox.notification USING btree (company_id, member_id, source, place);

create table outbox.wire (
  company_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  way text not null,
  source text not null,
  place uuid not null,
  number bigint not null,
  kind text not null,
  meant boolean not null,
  state text not null,
  recalled boolean not null,
  until_at timestamp with time zone not null,
  due_at timestamp with time zone,
  tries integer not null,
  ref text,
  failure text,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
CREATE INDEX wire_company_id_changed_at_idx ON outbox.wire USING btree (company_id, changed_at) WHERE (state = ANY (ARRAY['dead'::text, 'failed'::text, 'uncertain'::text]));
CREATE INDEX wire_company_id_due_at_idx ON outbox.wire USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE UNIQUE INDEX wire_company_id_member_id_source_place_number_way_key ON outbox.wire USING btree (company_id, member_id, source, place, number, way);
CREATE INDEX wire_company_id_ref_idx ON outbox.wire USING btree (company_id, ref) WHERE (ref IS NOT NULL);
CREATE UNIQUE INDEX wire_pkey ON outbox.wire USING btree (company_id, id);

create table outbox.wish (
  company_id uuid not null,
  member_id uuid not null,
  wish text not null
);
CREATE UNIQUE INDEX wish_pkey ON outbox.wish USING btree (company_id, member_id);

create table override.bound (
  company_id uuid not null,
  member_id uuid not null
);
CREATE UNIQUE INDEX bound_pkey ON override.bound USING btree (company_id, member_id);

create table override.entry (
  company_id uuid not null,
  entry_id uuid not null,
  member_id uuid not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  because text not null,
  state text not null
);
CREATE INDEX entry_company_id_member_id_from_at_idx ON override.entry USING btree (company_id, member_id, from_at DESC);
CREATE UNIQUE INDEX entry_pkey ON override.entry USING btree (company_id, entry_id);

create table override.ledger (
  company_id uuid not null,
  member_id uuid not null,
  number bigint not null,
  at timestamp with time zone not null,
  actor_id uuid,
  kind text not null,
  facts jsonb not null,
  hash text not null
);
CREATE UNIQUE INDEX ledger_pkey ON override.ledger USING btree (company_id, member_id, number);

create table override.ledger_head (
  company_id uuid not null,
  member_id uuid not null,
  number bigint not null,
  hash text not null
);
CREATE UNIQUE INDEX ledger_head_pkey ON override.ledger_head USING btree (company_id, member_id);

create table override.override (
  company_id uuid not null,
  override_id uuid not null,
  sender_id uuid not null,
  reason text not null,
  why text not null,
  at timestamp with time zone not null,
  upheld_at timestamp with time zone
);
CREATE INDEX override_company_id_sender_id_at_idx ON override.override USING btree (company_id, sender_id, at);
CREATE UNIQUE INDEX override_pkey ON override.override USING btree (company_id, override_id);

create table override.reached (
  company_id uuid not null,
  override_id uuid not null,
  member_id uuid not null,
  at timestamp with time zone not null,
  rest_until timestamp with time zone not null,
  ways text[] not null,
  acknowledged_at timestamp with time zone,
  contested_at timestamp with time zone,
  verdict text,
  decided_by uuid,
  breaks text[] not null
);
CREATE INDEX reached_company_id_member_id_at_idx ON override.reached USING btree (company_id, member_id, at DESC);
CREATE UNIQUE INDEX reached_pkey ON override.reached USING btree (company_id, override_id, member_id);

create table platform.clock (
  company_id uuid not null,
  at bigint not null,
  kept_from bigint not null
);
CREATE UNIQUE INDEX clock_pkey ON platform.clock USING btree (company_id);

create table platform.event (
  company_id uuid not null,
  at bigint not null,
  topic uuid not null,
  type text not null,
  ref bigint,
  payload jsonb,
  own jsonb,
  audience uuid[],
  joins uuid[],
  leaves uuid[],
  announced_on date not null
);
CREATE INDEX event_company_id_topic_at_idx ON platform.event USING btree (company_id, topic, at);
CREATE UNIQUE INDEX event_pkey ON platform.event USING btree (company_id, at);

create table platform.follower (
  company_id uuid not null,
  name text not null,
  at bigint not null,
  step text
);
CREATE UNIQUE INDEX follower_pkey ON platform.follower USING btree (company_id, name);

create table platform.set_aside (
  company_id uuid not null,
  name text not null,
  at bigint not null,
  type text not null,
  reason text not null,
  set_aside_at timestamp with time zone not null
);
CREATE UNIQUE INDEX set_aside_pkey ON platform.set_aside USING btree (company_id, name, at);

create table records.export (
  company_id uuid not null,
  export_id uuid not null,
  kind text not null,
  asked_by uuid not null,
  language text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  purpose text not null,
  scope jsonb,
  key_role text,
  answered_by uuid,
  answered_at timestamp with time zone,
  answer text not null,
  step jsonb,
  messages bigint not null,
  tries integer not null,
  waits_until timestamp with time zone,
  due_at timestamp with time zone,
  size bigint,
  downloads integer not null,
  hold_days integer,
  ended_at timestamp with time zone,
  ended_by uuid
);
CREATE INDEX export_company_id_asked_at_idx ON records.export USING btree (company_id, asked_at) WHERE (kind <> 'own'::text);
CREATE INDEX export_company_id_asked_by_asked_at_idx ON records.export USING btree (company_id, asked_by, asked_at) WHERE (kind = 'own'::text);
CREATE UNIQUE INDEX export_company_id_asked_by_idx ON records.export USING btree (company_id, asked_by) WHERE ((kind = 'own'::text) AND (state = 'making'::text));
CREATE INDEX export_company_id_due_at_idx ON records.export USING btree (company_id, due_at) WHERE (due_at IS NOT NULL);
CREATE UNIQUE INDEX export_pkey ON records.export USING btree (company_id, export_id);

create table records.exported_member (
  company_id uuid not null,
  member_id uuid not null,
  export_id uuid not null
);
CREATE UNIQUE INDEX exported_member_pkey ON records.exported_member USING btree (company_id, member_id, export_id);

create table records.retention (
  company_id uuid not null,
  level text not null,
  place uuid not null,
  kind text not null,
  days integer,
  has_next boolean not null,
  next_days integer,
  next_at timestamp with time zone
);
CREATE UNIQUE INDEX retention_pkey ON records.retention USING btree (company_id, level, place);

create table records.retention_round (
  company_id uuid not null,
  after uuid,
  erased bigint not null,
  due_at timestamp with time zone not null
);
CREATE UNIQUE INDEX retention_round_pkey ON records.retention_round USING btree (company_id);

create table search.block (
  company_id uuid not null,
  conversation_id uuid not null,
  block bigint not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  signature bit(8192) not null
);
CREATE UNIQUE INDEX block_pkey ON search.block USING btree (company_id, conversation_id, block);

create table search.message (
  company_id uuid not null,
  conversation_id uuid not null,
  number bigint not null,
  sent_at timestamp with time zone not null,
  words tsvector not null
);
CREATE UNIQUE INDEX message_pkey ON search.message USING btree (company_id, conversation_id, number);

create table transparency.round (
  company_id uuid not null,
  due_at timestamp with time zone not null
);
CREATE UNIQUE INDEX round_pkey ON transparency.round USING btree (company_id);

create table transparency.unit_week (
  company_id uuid not null,
  monday integer not null,
  place_no integer not null,
  department_id uuid,
  name text not null,
  members integer not null,
  on_call integer not null,
  override integer not null,
  held integer not null
);
CREATE UNIQUE INDEX unit_week_pkey ON transparency.unit_week USING btree (company_id, monday, place_no);

create table transparency.week (
  company_id uuid not null,
  monday integer not null
);
CREATE UNIQUE INDEX week_pkey ON transparency.week USING btree (company_id, monday);

create table worktime.assignment (
  company_id uuid not null,
  member_id uuid not null,
  from_day integer not null,
  site_id uuid,
  schedule_id uuid
);
CREATE INDEX assignment_company_id_schedule_id_idx ON worktime.assignment USING btree (company_id, schedule_id);
CREATE INDEX assignment_company_id_site_id_idx ON worktime.assignment USING btree (company_id, site_id);
CREATE UNIQUE INDEX assignment_pkey ON worktime.assignment USING btree (company_id, member_id, from_day);

create table worktime.duty (
  company_id uuid not null,
  duty_id uuid not null,
  member_id uuid not null,
  name text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  state text not null,
  offered_by uuid not null
);
CREATE INDEX duty_company_id_ends_at_idx ON worktime.duty USING btree (company_id, ends_at);
CREATE INDEX duty_company_id_member_id_ends_at_idx ON worktime.duty USING btree (company_id, member_id, ends_at);
CREATE UNIQUE INDEX duty_pkey ON worktime.duty USING btree (company_id, duty_id);

create table worktime.holiday (
  company_id uuid not null,
  country text not null,
  day integer not null,
  kind text not null,
  zh text not null,
  en text not null,
  like_day integer not null,
  by_hand boolean not null
);
CREATE UNIQUE INDEX holiday_pkey ON worktime.holiday USING btree (company_id, country, day);

create table worktime.holiday_year (
  company_id uuid not null,
  country text not null,
  year integer not null
);
CREATE UNIQUE INDEX holiday_year_pkey ON worktime.holiday_year USING btree (company_id, country, year);

create table worktime.leave (
  company_id uuid not null,
  leave_id uuid not null,
  member_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  kind text not null,
  stand_in_id uuid,
  entered_at timestamp with time zone not null
);
CREATE INDEX leave_company_id_ends_at_idx ON worktime.leave USING btree (company_id, ends_at);
CREATE INDEX leave_company_id_member_id_ends_at_idx ON worktime.leave USING btree (company_id, member_id, ends_at);
CREATE UNIQUE INDEX leave_pkey ON worktime.leave USING btree (company_id, leave_id);

create table worktime.look (
  company_id uuid not null,
  member_id uuid not null,
  until timestamp with time zone not null
);
CREATE UNIQUE INDEX look_pkey ON worktime.look USING btree (company_id, member_id);

create table worktime.looked (
  company_id uuid not null,
  due_at timestamp with time zone not null
);
CREATE UNIQUE INDEX looked_pkey ON worktime.looked USING btree (company_id);

create table worktime.own (
  company_id uuid not null,
  member_id uuid not null,
  focus jsonb not null,
  days jsonb
);
CREATE UNIQUE INDEX own_pkey ON worktime.own USING btree (company_id, member_id);

create table worktime.own_word (
  company_id uuid not null,
  member_id uuid not null,
  kind text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null
);
CREATE UNIQUE INDEX own_word_pkey ON worktime.own_word USING btree (company_id, member_id, kind);

create table worktime.planned_day (
  company_id uuid not null,
  member_id uuid not null,
  day integer not null,
  hours jsonb not null,
  counts boolean not null,
  planned_by uuid not null
);
CREATE UNIQUE INDEX planned_day_pkey ON worktime.planned_day USING btree (company_id, member_id, counts, day);

create table worktime.schedule (
  company_id uuid not null,
  schedule_id uuid not null,
  name text not null
);
CREATE UNIQUE INDEX schedule_company_id_lower_idx ON worktime.schedule USING btree (company_id, lower(name));
CREATE UNIQUE INDEX schedule_pkey ON worktime.schedule USING btree (company_id, schedule_id);

create table worktime.schedule_version (
  company_id uuid not null,
  schedule_id uuid not null,
  from_day integer not null,
  pattern jsonb not null,
  reason text
);
CREATE UNIQUE INDEX schedule_version_pkey ON worktime.schedule_version USING btree (company_id, schedule_id, from_day);

create table worktime.site (
  company_id uuid not null,
  site_id uuid not null,
  name text not null,
  time_zone text not null,
  country text,
  strict boolean
);
CREATE UNIQUE INDEX site_company_id_lower_idx ON worktime.site USING btree (company_id, lower(name));
CREATE UNIQUE INDEX site_pkey ON worktime.site USING btree (company_id, site_id);

create table worktime.stepped_away (
  company_id uuid not null,
  member_id uuid not null,
  until timestamp with time zone not null
);
CREATE UNIQUE INDEX stepped_away_pkey ON worktime.stepped_away USING btree (company_id, member_id);
