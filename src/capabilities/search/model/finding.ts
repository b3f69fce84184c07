import { isMentioned, type Message } from '#chat/model/contract.ts';
import { saidIn } from './said.ts';
import { holds, termsOf } from './terms.ts';
import { hasLink, type Wanted } from './wanted.ts';

/** Is this message what is wanted? The one rule: the index only saves asking it of every message. */
export function isFound(message: Message, wanted: Wanted): boolean {
  if (message.recalled || message.note !== null) return false;
  if (wanted.in !== null && message.conversationId !== wanted.in) return false;
  if (wanted.from !== null && message.authorId !== wanted.from) return false;
  if (wanted.after !== null && message.sentAt < wanted.after) return false;
  if (wanted.before !== null && message.sentAt >= wanted.before) return false;
  if (wanted.hasLink && !hasLink(message.text)) return false;
  if (wanted.mentions !== null && !isMentioned(message.text, wanted.mentions)) return false;
  return holds(saidIn(message), termsOf(wanted.text));
}

/** Can anything be found? A text of signs alone asks for no word. */
export function asksNothing({ text }: Pick<Wanted, 'text'>): boolean {
  return text.trim() !== '' && termsOf(text).length === 0;
}
