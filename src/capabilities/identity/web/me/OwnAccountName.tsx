import { useMe } from '../account.ts';

/** Tells the browser's password store whose password the field beside it wants; nobody sees it. */
export function OwnAccountName() {
  const me = useMe();
  return (
    <input
      className="tl-hidden"
      autoComplete="username"
      value={me?.accountName ?? ''}
      readOnly
      tabIndex={-1}
      aria-hidden
    />
  );
}
