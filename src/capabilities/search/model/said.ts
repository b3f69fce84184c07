import { type Message, withoutMentions } from '#chat/model/contract.ts';

/** Everything in a message that can be looked for: its text, but no id in a mention, and the names of its files. */
export function saidIn({ text, files }: Pick<Message, 'text' | 'files'>): string {
  return [withoutMentions(text), ...files.map(({ name }) => name)].join('\n');
}
