import { IconAlertTriangle } from '@tabler/icons-react';
import { useMember, useMembers } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { Link } from '#platform/web/navigate.tsx';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Person } from './usePreview.ts';
import { words } from './words.ts';

interface FullProps {
  readonly person: Person;
  /** Leads away, to talk to somebody instead. */
  readonly onGo: () => void;
}

/** Whose dings wait with somebody who can get no more today, and a way to talk to them. */
export function Full({ person: { memberId, waiting }, onGo }: FullProps) {
  const t = useWords(words);
  const name = useMember(memberId)?.name ?? '';
  const authors = useMembers(waiting.map(({ authorId }) => authorId));
  const nameOf = (id: MemberId) => authors.find((card) => card.id === id)?.name ?? '';
  const whose = waiting.map(({ authorId, count }) => t.oneWaits(nameOf(authorId), count)).join(t.comma);
  return (
    <Banner kind="urgent" icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />}>
      <b>{t.fullToday(name)}</b>
      {t.colon}
      {waiting.length === 0 ? t.fullPlain : t.whoseWait(whose)}{' '}
      {waiting.map(({ authorId }) => (
        <Link key={authorId} to={`/chat/with/${authorId}`} className="dg-link" onClick={onGo}>
          {t.talkTo(nameOf(authorId))}
        </Link>
      ))}
    </Banner>
  );
}
