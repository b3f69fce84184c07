import { describe, expect, test } from 'vitest';
import { type Reaction, REACTION_KINDS_MAX } from './contract.ts';
import { canReact, type ReactingFacts, withReaction } from './reacting.ts';

const said = { isNote: false, recalled: false, kinds: 0, isKnown: false };
const facts: ReactingFacts = { canSend: true, archived: false, message: said, emoji: '👍', on: true };
const code = (changed: Partial<ReactingFacts>) => canReact({ ...facts, ...changed })?.code ?? 'yes';

describe('may a member react', () => {
  test('C20: with one emoji, as it is exchanged, and with nothing else', () => {
    for (const emoji of ['👍', '❤️', '👩🏽‍🚒', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '👨‍👩‍👧‍👦']) expect(code({ emoji }), emoji).toBe('yes');
    for (const emoji of ['', 'a', '1', '好', '❤', '👍👍', '👍 ', '<b>', '\u0000', '\ud83d']) {
      expect(code({ emoji }), emoji).toBe('chat.notAnEmoji');
    }
  });

  test('C20: twenty kinds a message; one that is there takes everybody', () => {
    expect(code({ message: { ...said, kinds: REACTION_KINDS_MAX - 1 } })).toBe('yes');
    expect(code({ message: { ...said, kinds: REACTION_KINDS_MAX } })).toBe('chat.tooManyReactions');
    expect(code({ message: { ...said, kinds: REACTION_KINDS_MAX, isKnown: true } })).toBe('yes');
    expect(code({ message: { ...said, kinds: REACTION_KINDS_MAX }, on: false })).toBe('yes');
  });

  test('C21: not where he may not write, not to notes, not to what is gone', () => {
    expect(code({ canSend: false })).toBe('chat.mayNotSend');
    expect(code({ archived: true })).toBe('chat.archived');
    expect(code({ canSend: false, on: false })).toBe('chat.mayNotSend');
    expect(code({ message: null })).toBe('chat.messageUnknown');
    expect(code({ message: { ...said, isNote: true } })).toBe('chat.messageUnknown');
    expect(code({ message: { ...said, recalled: true }, on: false })).toBe('chat.messageUnknown');
  });
});

test('C20: kinds keep their places; a new one comes last, one that nobody gives is gone', () => {
  const [one, two] = ['👍', '🎉'].map((emoji): Reaction => ({ emoji, count: 1, mine: false })) as [Reaction, Reaction];
  expect(withReaction([one, two], { ...one, count: 2 })).toEqual([{ ...one, count: 2 }, two]);
  expect(withReaction([one], two)).toEqual([one, two]);
  expect(withReaction([one, two], { ...one, count: 0 })).toEqual([two]);
  expect(withReaction([two], { ...one, count: 0 })).toEqual([two]);
});
