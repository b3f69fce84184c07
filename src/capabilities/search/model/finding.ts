import { isMentioned, type Message } from '#chat/model/contract.ts';
import type { Attachment } from '#files/model/contract.ts';
import type { FileWish } from './contract.ts';
import { saidIn } from './said.ts';
import { holds, termsOf } from './terms.ts';
import { hadBy, type Wanted } from './wanted.ts';

/** Is this message what is wanted? The one rule: the index only saves asking it of every message. */
export function isFound(message: Message, wanted: Wanted): boolean {
  if (message.recalled || message.note !== null) return false;
  if (wanted.in !== null && message.conversationId !== wanted.in) return false;
  if (wanted.from !== null && message.authorId !== wanted.from) return false;
  if (wanted.after !== null && message.sentAt < wanted.after) return false;
  if (wanted.before !== null && message.sentAt >= wanted.before) return false;
  if (wanted.has.length > 0 && !isSubset(wanted.has, hadBy(message))) return false;
  if (wanted.mentions !== null && !isMentioned(message.text, wanted.mentions)) return false;
  return holds(saidIn(message), termsOf(wanted.text));
}

/** Can anything be found? A text of signs alone asks for no word. */
export function asksNothing({ text }: Pick<Wanted, 'text'>): boolean {
  return text.trim() !== '' && termsOf(text).length === 0;
}

function isSubset<Item>(some: readonly Item[], all: readonly Item[]): boolean {
  return some.every((one) => all.includes(one));
}

/** Is this file looked for, by its own name? Its message may hold the words elsewhere. */
export function isFileFound({ name, kind }: Attachment, text: string, wanted: FileWish): boolean {
  return (wanted === 'any' || KINDS[wanted].includes(kind)) && holds(name, termsOf(text));
}

/** Kinds of files as people tell them apart. */
const KINDS: Readonly<Record<Exclude<FileWish, 'any'>, readonly Attachment['kind'][]>> = {
  picture: ['picture', 'image'],
  document: ['pdf', 'document', 'sheet', 'slides', 'text'],
  media: ['video', 'sound', 'voice'],
};
