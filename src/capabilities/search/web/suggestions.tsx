import { IconAt, IconCalendar, IconLink, IconPaperclip, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { chatStore, ConversationAvatar, inListOrder } from '#chat/web/index.ts';
import type { MemberCard } from '#directory/model/contract.ts';
import { MemberAvatar, useMembers, useMentionHits } from '#directory/web/index.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useStore } from '#platform/web/store.ts';
import { useWords } from '#platform/web/words.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { type Asked, dayBefore, dayTyped, type Typed } from '../model/asked.ts';
import { today, useDayName } from './days.ts';
import { words } from './words.ts';

/** What a typed filter may mean. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly picture: ReactNode;
  readonly filter: Partial<Asked>;
}

const MOST = 8;
const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** The suggestions for a filter that is being typed, and a line for what can be typed besides. */
export function useSuggestions(typed: Typed | null): { suggestions: readonly Suggestion[]; hint: string | null } {
  const t = useWords(words);
  const people = usePeople(typed?.key === 'from' ? typed.value : null);
  const rooms = useRooms(typed?.key === 'in' ? typed.value : null);
  const days = useDays(typed?.key === 'after' || typed?.key === 'before' ? typed : null);
  switch (typed?.key) {
    case 'from':
      return { suggestions: people, hint: null };
    case 'in':
      return { suggestions: rooms, hint: null };
    case 'after':
    case 'before':
      return { suggestions: days, hint: t.typeDay };
    case 'has':
      return {
        suggestions: [
          { id: 'link', label: t.link, picture: <IconLink {...icon} />, filter: { has: ['link'] } },
          { id: 'file', label: t.file, picture: <IconPaperclip {...icon} />, filter: { has: ['file'] } },
          { id: 'picture', label: t.picture, picture: <IconPhoto {...icon} />, filter: { has: ['picture'] } },
        ],
        hint: null,
      };
    case 'is':
      return { suggestions: [mentions(t.mentions)], hint: null };
    default:
      return { suggestions: [], hint: null };
  }
}

const mentions = (label: string): Suggestion => ({
  id: 'mentions',
  label,
  picture: <IconAt {...icon} />,
  filter: { mentionsMe: true },
});

/** Enough of those one talks with to be offered. */
const PEERS_MOST = 200;

/** Whom one talks with directly, the latest first; nobody where nothing is typed that asks for them. */
function usePeers(asked: boolean): readonly MemberCard[] {
  const all = useStore(chatStore, ({ conversations }) => (asked ? conversations : null));
  const ids = inListOrder(Object.values(all ?? {})).flatMap(({ peerId }) => peerId ?? []);
  return useMembers(ids.slice(0, PEERS_MOST));
}

function usePeople(text: string | null): readonly Suggestion[] {
  const t = useWords(words);
  const me = (useCurrentCompany()?.memberId ?? '') as MemberId;
  const peers = usePeers(text === '');
  const hits = useMentionHits(text, null, MOST);
  const mine: Suggestion = {
    id: me,
    label: t.mine,
    picture: <MemberAvatar id={me} size={24} />,
    filter: { from: me },
  };
  const one = ({ id, name, title }: MemberCard): Suggestion => ({
    id,
    label: name,
    ...(title === '' ? {} : { hint: title }),
    picture: <MemberAvatar id={id} size={24} />,
    filter: { from: id },
  });
  if (text === null) return [];
  if (text !== '') return hits.map(one);
  const others = new Map([...peers, ...hits].map((card) => [card.id, card]));
  others.delete(me);
  return [mine, ...[...others.values()].map(one)].slice(0, MOST);
}

function useRooms(text: string | null): readonly Suggestion[] {
  const all = useStore(chatStore, ({ conversations }) => conversations);
  const names = new Map(usePeers(text !== null).map(({ id, name }) => [id, name]));
  if (text === null) return [];
  const sought = text.toLowerCase();
  return inListOrder(Object.values(all).filter(({ kind }) => kind !== 'thread'))
    .map((conversation) => ({
      conversation,
      title: (conversation.peerId === null ? null : names.get(conversation.peerId)) ?? conversation.name,
    }))
    .filter(({ title }) => title !== '' && title.toLowerCase().includes(sought))
    .slice(0, MOST)
    .map(({ conversation, title }) => ({
      id: conversation.id,
      label: title,
      picture: <ConversationAvatar conversation={conversation} size={24} />,
      filter: { in: conversation.id },
    }));
}

function useDays(typed: Typed | null): readonly Suggestion[] {
  const t = useWords(words);
  const nameOf = useDayName();
  if (typed === null) return [];
  const now = today();
  const one = (id: string, label: string, day: string): Suggestion => ({
    id,
    label,
    hint: nameOf(day),
    picture: <IconCalendar {...icon} />,
    filter: typed.key === 'after' ? { after: day } : { before: day },
  });
  const day = dayTyped(typed.value, now);
  if (day !== null) return [one('day', nameOf(day), day)];
  if (typed.value !== '') return [];
  return [
    one('today', t.today, now),
    one('yesterday', t.yesterday, dayBefore(now, 1)),
    one('week', t.week, dayBefore(now, 7)),
    one('month', t.month, dayBefore(now, 30)),
    one('year', t.year, dayBefore(now, 365)),
  ];
}
