import type { MemberId } from '#platform/model/ids.ts';
import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { EDIT_WINDOW_MS, EDITS_MAX, type GroupRole, RECALL_WINDOW_MS } from './contract.ts';

export interface ChangingFacts {
  readonly me: MemberId;
  readonly myRole: GroupRole;
  readonly kind: 'direct' | 'group' | 'department' | 'thread';
  readonly message: {
    readonly authorId: MemberId;
    readonly sentAt: Date;
    readonly recalled: boolean;
    readonly isNote: boolean;
    /** A notice or a poll: others have answered what it says. */
    readonly hasCard: boolean;
  } | null;
  readonly now: Date;
}

type ChangeRefusal = 'chat.messageUnknown' | 'chat.notYours' | 'chat.windowOver' | 'chat.notEditable';

/** May its text be changed once more, after so many changes? */
export function canEditAgain(edits: number): Refusal<'chat.editedTooOften'> | null {
  return edits < EDITS_MAX ? null : refuse('chat.editedTooOften', { max: EDITS_MAX });
}

/** May this member change the text of this message now? */
export function canEdit({ me, message, now }: ChangingFacts): Refusal<ChangeRefusal> | null {
  if (message === null || message.recalled || message.isNote) return refuse('chat.messageUnknown');
  if (message.authorId !== me) return refuse('chat.notYours');
  if (message.hasCard) return refuse('chat.notEditable');
  return isWithin(message.sentAt, now, EDIT_WINDOW_MS) ? null : refuse('chat.windowOver');
}

/** May this member take this message back now? Who keeps a group may take back any message, at any time. */
export function canRecall({ me, myRole, kind, message, now }: ChangingFacts): Refusal<ChangeRefusal> | null {
  if (message === null || message.isNote) return refuse('chat.messageUnknown');
  if (kind !== 'direct' && myRole !== 'member') return null;
  if (message.authorId !== me) return refuse('chat.notYours');
  return isWithin(message.sentAt, now, RECALL_WINDOW_MS) ? null : refuse('chat.windowOver');
}

function isWithin(since: Date, now: Date, windowMs: number): boolean {
  return now.getTime() - since.getTime() <= windowMs;
}
