import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { type Conversation, GROUP_SIZE_MAX, type GroupRole } from './contract.ts';

type Kind = Conversation['kind'];

/** May this member rename, describe or empty the group? A department group's members are the department's business. */
export function canManage(kind: Kind, role: GroupRole): Refusal<'chat.mayNotManage'> | null {
  return kind !== 'direct' && role !== 'member' ? null : refuse('chat.mayNotManage');
}

/** May this member bring others in? Everybody in a group may. */
export function canAdd(
  kind: Kind,
  memberCount: number,
  adding: number,
): Refusal<'chat.mayNotManage' | 'chat.groupTooLarge'> | null {
  if (kind !== 'group') return refuse('chat.mayNotManage');
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

/** May this member make a group under the company's policy? */
export function canCreateGroup(
  who: 'everybody' | 'managers',
  manages: boolean,
): Refusal<'chat.mayNotCreateGroups'> | null {
  return who === 'everybody' || manages ? null : refuse('chat.mayNotCreateGroups');
}
