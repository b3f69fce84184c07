import type { MemberId } from '#platform/model/ids.ts';
import { sessionStore } from '#platform/web/session.ts';
import { Avatar, type Presence } from '#platform/web/ui/Avatar.tsx';
import type { MemberCard } from '../../model/contract.ts';
import { useMember } from './cards.ts';
import { usePresence } from './presence.ts';

/** Where the picture of a card lies, or null for letters. */
export function avatarPath(card: Pick<MemberCard, 'avatar'> | null): string | null {
  if (card === null || card.avatar === null) return null;
  return `/files/avatar/${card.avatar}?company=${sessionStore.get().companyId}`;
}

interface MemberAvatarProps {
  readonly id: MemberId;
  readonly size?: number | 'list' | 'msg';
  /** With what may be known of him now. */
  readonly presence?: boolean;
}

/** The picture or letters of a member, by id alone. */
export function MemberAvatar({ presence = false, ...rest }: MemberAvatarProps) {
  return presence ? <Present {...rest} /> : <Picture {...rest} presence={null} />;
}

function Present(props: Omit<MemberAvatarProps, 'presence'>) {
  return <Picture {...props} presence={usePresence(props.id)} />;
}

interface PictureProps extends Omit<MemberAvatarProps, 'presence'> {
  readonly presence: Presence | null;
}

function Picture({ id, size = 'list', presence }: PictureProps) {
  const card = useMember(id);
  return (
    <Avatar
      id={id}
      name={card?.name ?? ''}
      size={size}
      presence={card?.active === false ? null : presence}
      image={avatarPath(card)}
      external={card?.role === 'guest'}
    />
  );
}
