import { useWords } from '#platform/web/words.ts';
import { type Role, roles } from '../model/roles.ts';
import { words } from './words.ts';

/** The name of each role in the language of the screen. */
export function useRoleNames(): Readonly<Record<Role, string>> {
  const t = useWords(words);
  return {
    owner: t.owner,
    admin: t.admin,
    hr: t.hr,
    finance: t.finance,
    representative: t.representative,
    member: t.member,
    guest: t.guest,
  };
}

/** Roles as options of a choice, each with what it may do. */
export function useRoleOptions(
  allowed: readonly Role[] = roles,
): readonly { readonly value: Role; readonly label: string; readonly hint: string }[] {
  const t = useWords(words);
  const names = useRoleNames();
  const hints: Readonly<Record<Role, string>> = {
    owner: t.ownerHint,
    admin: t.adminHint,
    hr: t.hrHint,
    finance: t.financeHint,
    representative: t.representativeHint,
    member: t.memberHint,
    guest: t.guestHint,
  };
  return allowed.map((role) => ({ value: role, label: names[role], hint: hints[role] }));
}
