import { expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Conversation, Section, SectionId } from '../../model/contract.ts';
import { asListed } from '../rows.ts';
import { itemsOf } from './items.ts';

const noon = Date.UTC(2026, 10, 23, 4);

function conversation(id: string, more: Partial<Conversation> = {}): Conversation {
  const plain = { kind: 'group', thread: null, lastNumber: 1, readNumber: 1, markedUnread: false, mentions: [] };
  const flags = { muted: false, pinned: false, archived: false, activeAt: new Date(noon - id.charCodeAt(0)) };
  return { ...plain, ...flags, id: id as ConversationId, ...more } as unknown as Conversation;
}

const section = (id: string, ...ids: string[]): Section => ({
  id: id as SectionId,
  name: id,
  conversationIds: ids as ConversationId[],
});

function lines(list: readonly Conversation[], sections: readonly Section[], folded: string[] = [], openId = '') {
  const all = { conversations: Object.fromEntries(list.map((one) => [one.id, one])) };
  const headings = { all, sections, folded, openId, pinned: 'PINNED', rest: 'REST' };
  return itemsOf(asListed(list, sections), headings).map((item) =>
    'conversation' in item
      ? item.conversation.id
      : 'head' in item
        ? `[${item.head.name} ${item.within.length}]`
        : item.section,
  );
}

test('C33 what is pinned stands on top, then the sections in their order, then the rest', () => {
  const list = [conversation('a'), conversation('b', { pinned: true }), conversation('c'), conversation('d')];
  const sections = [section('two', 'd'), section('one', 'b', 'a'), section('none', 'gone')];
  expect(lines(list, sections)).toEqual(['PINNED', 'b', '[two 1]', 'd', '[one 1]', 'a', '[none 0]', 'REST', 'c']);
  expect(asListed(list, sections).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
});

test('C33 without sections the list is as it was', () => {
  expect(lines([conversation('a'), conversation('b')], [])).toEqual(['a', 'b']);
  expect(lines([conversation('a', { pinned: true }), conversation('b')], [])).toEqual(['PINNED', 'a', 'REST', 'b']);
});

test('C33 in a folded section what calls stays visible, and what is open; muted talk does not call', () => {
  const unread = { lastNumber: 3 };
  const list = [
    conversation('a'),
    conversation('b', unread),
    conversation('c', { ...unread, muted: true }),
    conversation('d', { ...unread, muted: true, mentions: [3] }),
    conversation('e'),
    conversation('f', { markedUnread: true }),
  ];
  const all = section('all', 'a', 'b', 'c', 'd', 'e', 'f');
  expect(lines(list, [all], ['all'], 'e')).toEqual(['[all 6]', 'b', 'd', 'e', 'f']);
});
