import type { MemberId } from '#platform/model/ids.ts';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from '../words.ts';
import { useMember } from './cards.ts';

interface MemberNameProps {
  readonly id: MemberId;
  /** Guests and former members are marked, unless the place has no room for it. */
  readonly bare?: boolean;
}

/** The name of a member, by id alone; a gap of its size while it is on its way. */
export function MemberName({ id, bare = false }: MemberNameProps) {
  const t = useWords(words);
  const card = useMember(id);
  if (card === null) return <span className="di-name-gap" />;
  if (bare) return card.name;
  return (
    <>
      {card.name}
      {card.role === 'guest' && <Tag kind="external">{t.external}</Tag>}
      {!card.active && <Tag>{t.former}</Tag>}
    </>
  );
}
