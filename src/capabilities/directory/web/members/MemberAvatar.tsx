import type { MemberId } from '#platform/model/ids.ts';
import { sessionStore } from '#platform/web/session.ts';
import { Avatar, type Presence } from '#platform/web/ui/Avatar.tsx';
import type { MemberCard } from '../../model/contract.ts';
import { useMember } from './cards.ts';

/** Where the picture of a card lies, or null for letters. */
export function avatarPath(card: Pick<MemberCard, 'avatar'> | null): string | null {
  if (card === null || card.avatar === null) return null;
  return `/files/avatar/${card.avatar}?company=${sessionStore.get().companyId}`;
}

interface MemberAvatarProps {
  readonly id: MemberId;
  readonly size?: number | 'list' | 'msg';
  readonly presence?: Presence | null;
}

/** The picture or letters of a member, by id alone. */
export function MemberAvatar({ id, size = 'list', presence = null }: MemberAvatarProps) {
  const card = useMember(id);
  return (
    <Avatar
      id={id}
      name={card?.name ?? ''}
      size={size}
      presence={presence}
      image={avatarPath(card)}
      external={card?.role === 'guest'}
    />
  );
}
