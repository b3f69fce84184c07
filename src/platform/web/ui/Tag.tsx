import { IconBoltFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { badge } from '#platform/model/format.ts';
import { useWords } from '../words.ts';
import { words } from './words.ts';
import './tag.css';

interface TagProps {
  readonly kind?: 'plain' | 'external' | 'held' | 'work' | 'urgent' | 'override' | 'danger' | 'accent';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A word in a hairline box; never only a colour. */
export function Tag({ kind = 'plain', icon, children }: TagProps) {
  return (
    <span className={`tl-tag tl-tag-${kind}`}>
      {icon}
      {children}
    </span>
  );
}

interface CounterProps {
  readonly count: number;
  /** Pill = unread, pine pill with @ = you are meant, orange pill with bolt = open DING, hollow ring = muted. */
  readonly kind?: 'unread' | 'mention' | 'urgent' | 'muted';
  /** Small, on top of an icon: the number alone. */
  readonly compact?: boolean;
}

/** How many wait. Nothing at zero. */
export function Counter({ count, kind = 'unread', compact = false }: CounterProps) {
  const t = useWords(words);
  if (count <= 0) return null;
  const said = {
    unread: t.unreadCount(count),
    mention: t.mentionCount(count),
    urgent: t.urgentCount(count),
    muted: t.mutedUnread,
  }[kind];
  return (
    <span className={`tl-count tl-count-${kind}${compact ? ' tl-count-compact' : ''}`} role="img" aria-label={said}>
      {kind === 'mention' && !compact && '@ '}
      {kind === 'urgent' && !compact && <IconBoltFilled size={11} aria-hidden />}
      {kind !== 'muted' && badge(count)}
    </span>
  );
}
