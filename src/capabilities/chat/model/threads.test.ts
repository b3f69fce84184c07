import { describe, expect, test } from 'vitest';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { type Conversation, OPEN_RULES } from './contract.ts';
import { canManage } from './managing.ts';
import { mayMentionAll } from './sending.ts';
import { applyLocally, applyToChat, attentionOf, emptyChat, unreadOf } from './state.ts';
import { threadIdOf } from './threads.ts';

const room = '0198c0de-0000-7000-8000-000000000001' as ConversationId;
const root = { conversationId: room, number: 2 };
const id = threadIdOf(root);

test('C28 the id of a thread is the same everywhere, and another for every message', () => {
  // As another implementation of FNV-1a has it.
  expect(id).toBe('1b86d879-dc13-8268-9779-6791b569b881');
  const ids = Array.from({ length: 20_000 }, (_, number) => threadIdOf({ conversationId: room, number }));
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of ids.slice(0, 500)) {
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

function conversation(more: Partial<Conversation>): Conversation {
  return {
    id: room,
    kind: 'group',
    thread: null,
    name: 'L3',
    description: '',
    peerId: null,
    departmentId: null,
    rules: OPEN_RULES,
    silence: null,
    newcomersSee: 'everything',
    hiddenNumber: 0,
    cameLater: false,
    archived: false,
    announced: null,
    external: false,
    requests: 0,
    memberCount: 4,
    sharers: 4,
    shares: true,
    lastNumber: 0,
    last: null,
    activeAt: new Date(0),
    myRole: 'member',
    readNumber: 0,
    markedUnread: false,
    mentions: [],
    muted: false,
    notify: 'all',
    pinned: false,
    draft: '',
    ...more,
  };
}

const thread = (following: boolean, more: Partial<Conversation> = {}) =>
  conversation({ id, kind: 'thread', thread: { ...root, following }, lastNumber: 5, readNumber: 2, ...more });

function device(...conversations: Conversation[]) {
  return applyLocally(emptyChat('me' as MemberId), { type: 'local.listed', at: 1, conversations });
}

describe('C29 what a thread asks of one', () => {
  test('its unread count where one follows it, nothing where one only looks', () => {
    expect(unreadOf(thread(true))).toBe(3);
    expect(unreadOf(thread(false))).toBe(0);
    expect(attentionOf(device(conversation({}), thread(true, { mentions: [4] })))).toEqual({ unread: 3, mentions: 1 });
    const looked = applyLocally(device(conversation({})), { type: 'local.opened', conversation: thread(false) });
    expect(attentionOf(looked)).toEqual({ unread: 0, mentions: 0 });
  });

  test('only what means one, where the conversation it hangs in is muted', () => {
    const muted = conversation({ muted: true });
    expect(attentionOf(device(muted, thread(true)))).toEqual({ unread: 0, mentions: 0 });
    expect(attentionOf(device(muted, thread(true, { mentions: [4] })))).toEqual({ unread: 1, mentions: 1 });
  });

  test('nothing any more once one is out of that conversation', () => {
    const out = applyToChat(
      device(conversation({}), thread(true)),
      { type: 'chat.conversationRemoved', deleted: null, conversationId: room },
      2,
    );
    expect(out.conversations).toEqual({});
  });
});

test('C32 a thread that wakes has a hole in what is loaded of it: it is filled when it is looked at', () => {
  const rested = applyLocally(device(conversation({})), {
    type: 'local.paged',
    ...{ conversationId: id, at: 1, messages: [], receipts: [], reactions: [], threads: [], cards: [], links: [] },
    ...{ hasBefore: false, hasAfter: false },
  });
  const woken = applyToChat(rested, { type: 'chat.conversationAdded', conversation: thread(true) }, 2);
  expect(woken.timelines[id]?.hasAfter).toBe(true);
});

test('C30 nobody manages a thread, and nobody means everybody in it', () => {
  expect(canManage('thread', 'owner')).toEqual({ code: 'chat.mayNotManage' });
  expect(mayMentionAll('thread', 'owner', 'everybody', OPEN_RULES)).toBe(false);
});
