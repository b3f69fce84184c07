import type { MemberId } from '#platform/model/ids.ts';
import { type Refusal, refuse } from '#platform/model/refusal.ts';

interface Written {
  readonly authorId: MemberId;
  readonly recalled: boolean;
}

/** May this member take the preview of a link away from this message? Its author may, at any time. */
export function canRemovePreview(
  me: MemberId,
  message: Written | null,
): Refusal<'chat.messageUnknown' | 'chat.notYours'> | null {
  if (message === null || message.recalled) return refuse('chat.messageUnknown');
  return message.authorId === me ? null : refuse('chat.notYours');
}
