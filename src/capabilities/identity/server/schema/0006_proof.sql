-- When somebody last showed in this session who he is: by signing in himself, or by proving it again.
-- Null: never in it, as on a phone that was let in by a QR.
alter table identity.session add column proved_at timestamptz;

alter table identity.challenge drop constraint challenge_kind_check;
alter table identity.challenge add constraint challenge_kind_check
  check (kind in ('secondFactor', 'passkeyAdd', 'passkeySignIn', 'passkeyProof'));
