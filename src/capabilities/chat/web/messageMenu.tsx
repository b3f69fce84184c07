import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChecks,
  IconCopy,
  IconHistory,
  IconLink,
  IconListCheck,
  IconMessages,
  IconMoodSmile,
  IconPencil,
  IconPlus,
  IconRotate,
  IconSpeakerphone,
} from '@tabler/icons-react';
import type { MemberId } from '#platform/model/ids.ts';
import type { MenuItem, MenuRow } from '#platform/web/ui/Menu.tsx';
import { recentEmoji } from '#platform/web/ui/recentEmoji.ts';
import { currentLanguage, type Words, wordsIn } from '#platform/web/words.ts';
import { canEdit, canRecall } from '../model/changing.ts';
import type { Conversation, Message } from '../model/contract.ts';
import { canBeForwarded } from '../model/forwarding.ts';
import { canManage } from '../model/managing.ts';
import type { Row } from './rows.ts';
import { forwardWords } from './forward/words.ts';
import { messageActions } from './slots.ts';
import { threadWords } from './thread/words.ts';
import type { words } from './words.ts';

export interface MessageActs {
  readonly reply: (row: Row) => void;
  readonly forward: (row: Row) => void;
  /** Begins to select messages, this one first. */
  readonly select: (row: Row) => void;
  readonly thread: (row: Row) => void;
  readonly copy: (row: Row) => void;
  readonly copyLink: (row: Row) => void;
  readonly edit: (row: Row) => void;
  readonly recall: (row: Row) => void;
  readonly whoRead: (row: Row) => void;
  readonly announce: (row: Row, on: boolean) => void;
  readonly react: (row: Row, emoji: string) => void;
  readonly chooseReaction: (row: Row) => void;
  readonly whoReacted: (row: Row) => void;
  readonly earlierTexts: (row: Row) => void;
}

interface MenuFacts {
  readonly row: Row;
  readonly conversation: Conversation;
  readonly me: MemberId;
  readonly now: Date;
  readonly mayReact: boolean;
}

/** So many emoji stand ready; behind them are all. */
const READY = 6;

/** The emoji used last, side by side, and the way to all others. */
function reactionRow({ row }: MenuFacts, acts: MessageActs, t: Words<typeof words>): MenuRow {
  const given = new Set(row.message?.reactions.filter(({ mine }) => mine).map(({ emoji }) => emoji));
  const ready = recentEmoji().slice(0, READY);
  return {
    row: [
      ...ready.map((emoji) => ({
        label: t.reactWith(emoji),
        icon: <span aria-hidden>{emoji}</span>,
        checked: given.has(emoji),
        onSelect: () => acts.react(row, emoji),
      })),
      {
        label: t.moreEmoji,
        icon: <IconPlus size={20} stroke={1.75} aria-hidden />,
        onSelect: () => acts.chooseReaction(row),
      },
    ],
  };
}

/** What can be done with a message now: the same on hover, by right click and by long press. */
export function messageMenu(menu: MenuFacts, acts: MessageActs, t: Words<typeof words>): MenuItem[] {
  const threads = wordsIn(threadWords, currentLanguage());
  const forwards = wordsIn(forwardWords, currentLanguage());
  const { row, conversation, me, now, mayReact } = menu;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const { message } = row;
  const copy: MenuItem = { label: t.copy, icon: <IconCopy {...icon} />, onSelect: () => acts.copy(row) };
  if (message === null) return [copy];
  const facts = {
    me,
    myRole: conversation.myRole,
    kind: conversation.kind,
    now,
    message: { ...message, isNote: message.note !== null, hasCard: message.card !== null },
  };
  const items: MenuItem[] = [
    ...(mayReact ? [reactionRow(menu, acts, t), { line: true } as const] : []),
    { label: t.reply, icon: <IconArrowBackUp {...icon} />, onSelect: () => acts.reply(row) },
    ...(conversation.kind === 'thread' || message.note !== null
      ? []
      : [{ label: threads.replyInThread, icon: <IconMessages {...icon} />, onSelect: () => acts.thread(row) }]),
    copy,
    ...(canBeForwarded(message)
      ? [
          { label: forwards.forward, icon: <IconArrowForwardUp {...icon} />, onSelect: () => acts.forward(row) },
          { label: forwards.selectSeveral, icon: <IconListCheck {...icon} />, onSelect: () => acts.select(row) },
        ]
      : []),
    { label: t.copyLink, icon: <IconLink {...icon} />, onSelect: () => acts.copyLink(row) },
  ];
  if (message.note === null) items.push(...messageActions.get().flatMap((actions) => actions(message)));
  if (row.mine && message.receipt !== null && conversation.kind !== 'direct') {
    items.push({ label: t.whoRead, icon: <IconChecks {...icon} />, onSelect: () => acts.whoRead(row) });
  }
  if (canAnnounce(conversation, message)) {
    const stands = conversation.announced === message.number;
    items.push({
      label: stands ? t.unannounce : t.announce,
      icon: <IconSpeakerphone {...icon} />,
      onSelect: () => acts.announce(row, !stands),
    });
  }
  if (message.reactions.length > 0) {
    items.push({ label: t.whoReacted, icon: <IconMoodSmile {...icon} />, onSelect: () => acts.whoReacted(row) });
  }
  if (message.editedAt !== null && !message.recalled) {
    items.push({ label: t.earlierTexts, icon: <IconHistory {...icon} />, onSelect: () => acts.earlierTexts(row) });
  }
  if (canEdit(facts) === null)
    items.push({ label: t.edit, icon: <IconPencil {...icon} />, onSelect: () => acts.edit(row) });
  if (canRecall(facts) === null && !message.recalled) {
    items.push(
      { line: true },
      { label: t.recall, icon: <IconRotate {...icon} />, kind: 'danger', onSelect: () => acts.recall(row) },
    );
  }
  return items;
}

function canAnnounce({ kind, myRole, archived }: Conversation, { note, recalled }: Message): boolean {
  return canManage(kind, myRole) === null && !archived && note === null && !recalled;
}
