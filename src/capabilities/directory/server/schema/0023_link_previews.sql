-- A switch more: may links be shown with what stands behind them. It tells nothing of people, so every style begins with it on.
alter table directory.company no force row level security;
update directory.company set policy = policy || '{"linkPreviews": true}' where not policy ? 'linkPreviews';
alter table directory.company force row level security;
