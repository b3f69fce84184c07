import { type CSSProperties, type ReactNode, useState } from 'react';
import { useWords } from '../words.ts';
import { avatarHue, avatarLetters } from './avatarLetters.ts';
import { words } from './words.ts';
import './avatar.css';

export { avatarHue, avatarLetters } from './avatarLetters.ts';

/** What others may know of somebody now; out of hours it is one constant word (R19). */
export type Presence = 'available' | 'focusing' | 'away' | 'off';

interface AvatarProps {
  /** Chooses the colour, so that it never changes with the name. */
  readonly id: string;
  readonly name: string;
  readonly kind?: 'person' | 'group' | 'bot';
  readonly external?: boolean;
  readonly size?: number | 'list' | 'msg';
  /** Address of a picture. */
  readonly image?: string | null;
  readonly presence?: Presence | null;
  /** Other letters than those of the name. */
  readonly letters?: string;
  /** Instead of letters, for bots. */
  readonly icon?: ReactNode;
}

/** Tells the kind by its shape: round person, nearly square group, cut octagon bot, dashed ring outside. Decorative: the name stands beside it. */
export function Avatar({
  id,
  name,
  kind = 'person',
  external = false,
  size = 'list',
  image,
  presence,
  letters,
  icon,
}: AvatarProps) {
  // A picture that does not come, offline for instance, gives way to the letters.
  const [missing, setMissing] = useState<string | null>(null);
  const length = typeof size === 'number' ? `${size}px` : `var(--tl-av-${size})`;
  const small = typeof size === 'number' && size < 34;
  return (
    <span
      className={`tl-av tl-av-${kind}${external ? ' tl-av-external' : ''}${small ? ' tl-av-small' : ''} tl-hue-${avatarHue(id)}`}
      style={{ '--s': length } as CSSProperties}
    >
      <span className="tl-av-face" aria-hidden>
        {image && image !== missing ? (
          <img src={image} alt="" loading="lazy" draggable={false} onError={() => setMissing(image)} />
        ) : (
          (icon ?? <b>{letters ?? avatarLetters(name, kind)}</b>)
        )}
      </span>
      {presence && (
        <i className="tl-av-presence">
          <PresenceGlyph presence={presence} />
        </i>
      )}
    </span>
  );
}

interface PresenceGlyphProps {
  readonly presence: Presence;
  readonly size?: number;
}

/** The word for what others may know of somebody; empty where nobody knows. */
export function usePresenceWord(presence: Presence | null): string {
  const t = useWords(words);
  return presence === null ? '' : t[presence];
}

/** Disc = available, ring with dot = focusing, ring = away, crescent = off. */
export function PresenceGlyph({ presence, size = 12 }: PresenceGlyphProps) {
  const t = useWords(words);
  return (
    <svg
      className={`tl-presence tl-presence-${presence}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role="img"
      aria-label={t[presence]}
    >
      {presence === 'available' && <circle cx="8" cy="8" r="5" fill="currentColor" />}
      {presence === 'focusing' && <circle cx="8" cy="8" r="2.2" fill="currentColor" />}
      {(presence === 'focusing' || presence === 'away') && (
        <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
      )}
      {presence === 'off' && <path d="M13 9.8A5.6 5.6 0 1 1 6.9 2.6 4.5 4.5 0 0 0 13 9.8z" fill="currentColor" />}
    </svg>
  );
}
