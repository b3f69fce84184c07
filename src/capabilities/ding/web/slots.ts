import type { ComponentType } from 'react';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { DingId } from '../model/contract.ts';
import type { Person } from './usePreview.ts';

/** A ding as it is about to be sent, to members of whom some are off. */
export interface ReachNowProps {
  readonly id: DingId;
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  /** As it is sent: mentions are ids. */
  readonly text: string;
  /** Null: everybody else there. */
  readonly memberIds: readonly MemberId[] | null;
  readonly people: readonly Person[];
  readonly off: readonly Person[];
  readonly steps: number;
  readonly onSent: () => void;
}

let reachNow: ComponentType<ReachNowProps> | null = null;

/** What a room above offers where a ding would wait for the morning. */
export function registerReachNow(part: ComponentType<ReachNowProps>): void {
  reachNow = part;
}

export function reachNowPart(): ComponentType<ReachNowProps> | null {
  return reachNow;
}
