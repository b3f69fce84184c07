import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { decode, type z } from 'zod';
import { card as cardSchema } from '../../model/cards.ts';
import type { Message } from '../../model/contract.ts';

export interface MessageRow {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly authorId: MemberId;
  readonly text: string;
  readonly note: Message['note'];
  readonly replyTo: number | null;
  readonly sentAt: Date;
  readonly editedAt: Date | null;
  readonly recalledAt: Date | null;
  readonly files: Message['files'] | null;
  readonly card: StoredCard | null;
}

/** As the column holds it: with moments as text. */
export type StoredCard = z.input<typeof cardSchema>;

/** A recalled message keeps its place and loses its words. */
export function messageOf(row: MessageRow): Message {
  const { recalledAt, ...message } = row;
  return {
    ...message,
    text: recalledAt === null ? row.text : '',
    recalled: recalledAt !== null,
    files: row.files ?? [],
    card: row.card === null ? null : decode(cardSchema, row.card),
  };
}
