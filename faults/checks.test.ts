import { expect, test } from 'vitest';
import { type Acknowledged, type Kind, objections, type Screen, type Stored } from './checks.ts';

const ours = { companyId: 'ours', conversationId: 'room' };
const stored: Stored = {
  messages: [
    { ...ours, number: 1, id: 'a', authorId: 'lin', text: 'one', recalled: false },
    { ...ours, number: 2, id: 'b', authorId: 'lin', text: 'two', recalled: false },
    { ...ours, number: 3, id: 'c', authorId: 'zhou', text: '', recalled: true },
    {
      companyId: 'theirs',
      conversationId: 'den',
      number: 1,
      id: 'x',
      authorId: 'he',
      text: 'not for you',
      recalled: false,
    },
  ],
  conversations: [
    { companyId: 'ours', id: 'room', lastNumber: 3 },
    { companyId: 'theirs', id: 'den', lastNumber: 1 },
  ],
  places: [
    { ...ours, memberId: 'lin', readNumber: 2, markedUnread: false, draft: '' },
    { ...ours, memberId: 'zhou', readNumber: 3, markedUnread: false, draft: '' },
  ],
};
const room = {
  id: 'room',
  lastNumber: 3,
  lastId: 'c',
  readNumber: 2,
  unread: 1,
  markedUnread: false,
  draft: '',
};
const shown = [
  { id: 'a', conversationId: 'room', number: 1, text: 'one', recalled: false },
  { id: 'b', conversationId: 'room', number: 2, text: 'two', recalled: false },
  { id: 'c', conversationId: 'room', number: 3, text: '', recalled: true },
];
const screen: Screen = {
  name: "lin's phone",
  companyId: 'ours',
  memberId: 'lin',
  conversations: [room],
  timelines: [{ conversationId: 'room', messages: shown, isWhole: true }],
  pending: [],
};
const acknowledged: Acknowledged[] = [
  { ...ours, id: 'a', authorId: 'lin', number: 1, text: 'one', written: { device: "lin's phone", order: 1 } },
  { ...ours, id: 'b', authorId: 'lin', number: 2, text: 'two', written: { device: "lin's phone", order: 2 } },
  { ...ours, id: 'c', authorId: 'zhou', number: 3, text: 'three', written: null },
];

const kindsOf = (
  parts: { stored?: Partial<Stored>; screen?: Partial<Screen>; acknowledged?: readonly Acknowledged[] } = {},
): Kind[] => [
  ...new Set(
    objections(
      { ...stored, ...parts.stored },
      [{ ...screen, ...parts.screen }],
      parts.acknowledged ?? acknowledged,
    ).map(({ kind }) => kind),
  ),
];

const withTimeline = (messages: typeof shown, isWhole = true): Partial<Screen> => ({
  timelines: [{ conversationId: 'room', messages, isWhole }],
});
const [a, b, c] = shown as [(typeof shown)[0], (typeof shown)[0], (typeof shown)[0]];
const [first, second, third, strange] = stored.messages as [
  Stored['messages'][0],
  Stored['messages'][0],
  Stored['messages'][0],
  Stored['messages'][0],
];

test('P1 nothing is objected to when all is well', () => {
  expect(kindsOf()).toEqual([]);
});

const broken: readonly [string, Parameters<typeof kindsOf>[0], Kind][] = [
  [
    'P1 an acknowledged message that the database does not have',
    { acknowledged: [...acknowledged, { ...(acknowledged[0] as Acknowledged), id: 'gone', number: 4 }] },
    'lost',
  ],
  [
    'P1 the last message lost, and everything agrees that it never was',
    {
      stored: {
        messages: [first, second, strange],
        conversations: [{ companyId: 'ours', id: 'room', lastNumber: 2 }, stored.conversations[1] as never],
      },
      screen: { ...withTimeline([a, b]), conversations: [{ ...room, lastNumber: 2, lastId: 'b', unread: 0 }] },
    },
    'lost',
  ],
  ['P1 a message of which a screen knows nothing', { screen: withTimeline([a, c]) }, 'lost'],
  ['P1 a screen without its newest message', { screen: withTimeline([a, b]) }, 'lost'],
  ['P4 a screen that says something is missing', { screen: withTimeline([a, b, c], false) }, 'lost'],
  ['P3 a hole in the numbers', { stored: { messages: [first, third, strange] } }, 'lost'],
  [
    'P1 the id of an acknowledged message under another author',
    { stored: { messages: [{ ...first, authorId: 'zhou' }, second, third, strange] } },
    'lost',
  ],
  [
    'P2 one id stored twice',
    {
      stored: {
        messages: [first, second, third, { ...first, number: 4 }, strange],
        conversations: [{ companyId: 'ours', id: 'room', lastNumber: 4 }, stored.conversations[1] as never],
      },
    },
    'doubled',
  ],
  ['P2 one number given twice', { stored: { messages: [first, second, { ...third, number: 2 }, strange] } }, 'doubled'],
  ['P7 one message shown twice', { screen: withTimeline([a, b, b, c]) }, 'doubled'],
  ['P7 one message shown and still waiting', { screen: { pending: ['a'] } }, 'doubled'],
  [
    'P7 a message on the screen that was never stored',
    { screen: withTimeline([a, b, c, { ...c, id: 'ghost', number: 4 }]) },
    'doubled',
  ],
  ['P3 a screen in another order', { screen: withTimeline([b, a, c]) }, 'misordered'],
  [
    'P3 a screen that numbers otherwise',
    { screen: withTimeline([{ ...b, number: 1 }, { ...a, number: 2 }, c]) },
    'misordered',
  ],
  [
    'P3 a sender whose messages stand the other way round',
    {
      acknowledged: [
        { ...(acknowledged[0] as Acknowledged), written: { device: "lin's phone", order: 2 } },
        { ...(acknowledged[1] as Acknowledged), written: { device: "lin's phone", order: 1 } },
      ],
    },
    'misordered',
  ],
  [
    'P2 a retry that was answered with another number',
    { acknowledged: [{ ...(acknowledged[0] as Acknowledged), number: 2 }] },
    'misordered',
  ],
  [
    'P2 a retry that replaced the words',
    { acknowledged: [{ ...(acknowledged[0] as Acknowledged), text: 'other words' }] },
    'content',
  ],
  ['P6 an unread count that is not the reference', { screen: { conversations: [{ ...room, unread: 2 }] } }, 'unread'],
  [
    'P6 a read marker that is not the reference',
    { screen: { conversations: [{ ...room, readNumber: 3, unread: 0 }] } },
    'unread',
  ],
  ['P6 a draft that another device has changed', { screen: { conversations: [{ ...room, draft: 'old' }] } }, 'content'],
  [
    'P6 a text from before it was taken back',
    { screen: withTimeline([a, b, { ...c, text: 'three', recalled: false }]) },
    'content',
  ],
  ['P6 a conversation that is not shown', { screen: { conversations: [], timelines: [] } }, 'membership'],
  [
    'P6 a conversation that was left',
    { stored: { places: stored.places.filter(({ memberId }) => memberId !== 'lin') } },
    'membership',
  ],
  ['a conversation of the other company', { screen: { conversations: [room, { ...room, id: 'den' }] } }, 'foreign'],
  ['a message of the other company', { screen: withTimeline([a, b, c, { ...a, id: 'x', number: 4 }]) }, 'foreign'],
];

test.each(broken)('the checkers object to: %s', (_title, parts, kind) => {
  expect(kindsOf(parts)).toContain(kind);
});
