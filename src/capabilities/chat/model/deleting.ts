import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { Conversation, GroupRole } from './contract.ts';

/** So long a deleted group can be restored; then it is erased for good. */
export const DELETED_DAYS = 30;

/** May this member delete the group? Direct conversations and the groups of departments are nobody's to delete. */
export function canDelete(kind: Conversation['kind'], role: GroupRole): Refusal<'chat.mayNotManage'> | null {
  return kind === 'group' && role === 'owner' ? null : refuse('chat.mayNotManage');
}

export function eraseAtOf(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + DELETED_DAYS * 86_400_000);
}

/** May this member restore a group? Who deleted it owned it. What is being erased is not whole any more. */
export function canRestore(
  me: { readonly memberId: string; readonly role: string },
  { deletedBy, begun }: { readonly deletedBy: string; readonly begun: boolean },
): Refusal<'chat.mayNotRestore' | 'chat.beingErased'> | null {
  if (me.memberId !== deletedBy && me.role !== 'owner' && me.role !== 'admin') return refuse('chat.mayNotRestore');
  return begun ? refuse('chat.beingErased') : null;
}
