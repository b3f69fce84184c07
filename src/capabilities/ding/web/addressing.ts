import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { dingCalls } from '../model/contract.ts';

/** Where a ding is written, and whom it asks: as the server takes it. */
export type Addressing = Pick<InputOf<typeof dingCalls.send>, 'to' | 'memberIds' | 'departmentIds'>;

interface Choice {
  /** Null: it is written nowhere. */
  readonly conversationId: ConversationId | null;
  /** The other one of a direct conversation. */
  readonly peerId: MemberId | null;
  /** Made once: a retry is the same message. */
  readonly messageId: MessageId;
  /** Null: everybody in the conversation. */
  readonly chosen: readonly MemberId[] | null;
  readonly departmentIds: readonly DepartmentId[];
}

/** Of a group its members are chosen; among two, and where it is written nowhere, anybody is. */
export function addressingOf({ conversationId, peerId, messageId, chosen, departmentIds }: Choice): Addressing {
  const isGroup = conversationId !== null && peerId === null;
  const here = isGroup ? chosen : (chosen ?? []).filter((id) => id === peerId);
  const isWritten = conversationId !== null && (isGroup || here === null || here.length > 0);
  return {
    to: isWritten ? [{ conversationId, messageId, memberIds: here === null ? null : [...here] }] : [],
    memberIds: isGroup ? [] : (chosen ?? []).filter((id) => id !== peerId),
    departmentIds: [...departmentIds],
  };
}

/** Does it ask nobody at all? */
export function asksNobody({ to, memberIds, departmentIds }: Addressing): boolean {
  return memberIds.length + departmentIds.length === 0 && to.every((place) => place.memberIds?.length === 0);
}
