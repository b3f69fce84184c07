import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { type Conversation, GROUP_SIZE_MAX, type GroupRole, type GroupRules } from './contract.ts';

type Kind = Conversation['kind'];

/** May this member rename, describe or empty the group? A department group's members are the department's business. */
export function canManage(kind: Kind, role: GroupRole): Refusal<'chat.mayNotManage'> | null {
  const isGroup = kind === 'group' || kind === 'department';
  return isGroup && role !== 'member' ? null : refuse('chat.mayNotManage');
}

export interface AddingFacts {
  readonly kind: Kind;
  readonly memberCount: number;
  readonly role: GroupRole;
  readonly rules: Pick<GroupRules, 'whoAdds'>;
  readonly archived: boolean;
}

/** May this member bring so many others in? Everybody in a group may, where it does not leave it to admins. */
export function canAdd(
  { kind, memberCount, role, rules, archived }: AddingFacts,
  adding: number,
): Refusal<'chat.mayNotManage' | 'chat.archived' | 'chat.groupTooLarge'> | null {
  if (kind !== 'group' || (rules.whoAdds === 'admins' && role === 'member')) return refuse('chat.mayNotManage');
  if (archived) return refuse('chat.archived');
  return memberCount + adding > GROUP_SIZE_MAX ? refuse('chat.groupTooLarge', { max: GROUP_SIZE_MAX }) : null;
}

/** May this member take that one out? Admins take out members, the owner anybody but himself. */
export function canRemove(kind: Kind, role: GroupRole, target: GroupRole): Refusal<'chat.mayNotManage'> | null {
  const above = role === 'owner' || (role === 'admin' && target === 'member');
  return kind === 'group' && above && target !== 'owner' ? null : refuse('chat.mayNotManage');
}

/** May this member give that role? Only the owner gives roles, and a department group has no owner but its managers as admins. */
export function canSetRole(kind: Kind, role: GroupRole): Refusal<'chat.mayNotManage'> | null {
  return kind === 'group' && role === 'owner' ? null : refuse('chat.mayNotManage');
}

/** May this member leave by himself? */
export function canLeave(kind: Kind): Refusal<'chat.mayNotLeave'> | null {
  return kind === 'group' ? null : refuse('chat.mayNotLeave');
}

/** May this member put the group away? A department group follows its department. */
export function canArchive(kind: Kind, role: GroupRole): Refusal<'chat.mayNotManage'> | null {
  return kind === 'group' && role === 'owner' ? null : refuse('chat.mayNotManage');
}

/** May this member say who gets in by a link? Who may let others in at all may not let in more than admins would. */
export function canKeepDoor(kind: Kind, role: GroupRole): Refusal<'chat.mayNotManage'> | null {
  return kind === 'group' && role !== 'member' ? null : refuse('chat.mayNotManage');
}

/** Does whoever comes by a link wait to be let in? A guest always does. */
export function mustAsk(approval: boolean, isGuest: boolean): boolean {
  return approval || isGuest;
}

/** May this member make a group under the company's policy? */
export function canCreateGroup(
  who: 'everybody' | 'managers',
  manages: boolean,
): Refusal<'chat.mayNotCreateGroups'> | null {
  return who === 'everybody' || manages ? null : refuse('chat.mayNotCreateGroups');
}
