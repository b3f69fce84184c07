import { attentionStore } from '#platform/web/attention.ts';
import { Link, usePath } from '#platform/web/navigate.tsx';
import { useCurrentCompany, useSession } from '#platform/web/session.ts';
import { type Store, useStore } from '#platform/web/store.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { Mark } from '#platform/web/ui/Mark.tsx';
import { LanguageSwitch, ThemeSwitch } from '#platform/web/ui/Preferences.tsx';
import { Counter } from '#platform/web/ui/Tag.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { isIn, type Place } from './places.ts';
import { words } from './words.ts';

interface RailProps {
  readonly places: readonly Place[];
  /** The page says itself what waits, and nothing pulls beside it. */
  readonly isQuiet: boolean;
}

/** The places of the product: a rail at the left of a desktop, a tab bar at the foot of a phone. */
export function Rail({ places, isQuiet }: RailProps) {
  const t = useWords(words);
  return (
    <nav className="tl-rail" aria-label={t.areas}>
      <Link to="/" className="tl-rail-logo" aria-label="Tautline">
        <Mark size={28} />
      </Link>
      {places.map((place) => (
        <RailPlace key={place.to} place={place} isMe={place.order >= 100} isQuiet={isQuiet} />
      ))}
      <div className="tl-rail-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </nav>
  );
}

interface RailPlaceProps {
  readonly place: Place;
  readonly isMe: boolean;
  readonly isQuiet: boolean;
}

function RailPlace({ place, isMe, isQuiet }: RailPlaceProps) {
  const language = useLanguage();
  const path = usePath();
  const { account } = useSession();
  const company = useCurrentCompany();
  const { unread, mentions } = useStore(attentionStore);
  const Icon = place.icon;
  const counts = !isQuiet && (place.attention === true || place.order === 10);
  return (
    <Link
      to={place.to}
      className={`tl-place${isMe ? ' tl-place-me' : ''}${place.railOnly === true ? ' tl-place-desk' : ''}`}
      data-on={isIn(place, path) ? '' : undefined}
      aria-current={isIn(place, path) ? 'page' : undefined}
    >
      <span className="tl-place-icon">
        {isMe && (
          <span className="tl-place-face">
            <Avatar id={company?.memberId ?? ''} name={account?.name ?? ''} size={36} />
          </span>
        )}
        <Icon size={22} stroke={1.75} />
        {counts && <Counter compact count={unread} kind={mentions > 0 ? 'mention' : 'unread'} />}
        {place.urgent !== undefined && <Urgent store={place.urgent} />}
      </span>
      <span className="tl-place-label">{place.label[language]}</span>
    </Link>
  );
}

/** How many urgent things wait in a place. */
function Urgent({ store }: { readonly store: Store<number> }) {
  return <Counter compact count={useStore(store)} kind="urgent" />;
}
