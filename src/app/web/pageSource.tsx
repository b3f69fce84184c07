import { adminPlaces } from '#directory/web/index.ts';
import { mePlaces } from '#identity/web/index.ts';
import type { IconType } from '#platform/web/pages.ts';
import type { PaletteHit, PaletteSource } from '#platform/web/palette.ts';
import { isMeant } from '#platform/web/readings.ts';
import type { Language, Phrase } from '#platform/web/words.ts';
import { pages } from './capabilities.ts';
import { placesFor } from './places.ts';

interface Found {
  readonly to: string;
  readonly label: Phrase;
  readonly icon: IconType;
}

/** Ctrl/Cmd+K finds every page that somebody with this role may open, and what lies in "Me" and in the admin area, by name, pinyin and initials. */
export function pageSource(role: string, go: (to: string) => void): PaletteSource {
  const places = placesFor(role, pages);
  const admin = places.find(({ to }) => to === '/admin');
  return {
    id: 'pages',
    label: { zh: '页面', en: 'Pages' },
    order: 90,
    async find(text, language) {
      if (text === '') return hitsOf(places, language, go);
      const me = mePlaces().map((part) => ({ ...part, to: `/me/${part.id}` }));
      const parts = admin === undefined ? [] : await adminPlaces(role);
      const all: Found[] = [...places, ...me, ...parts.map((part) => ({ ...part, to: `/admin/${part.id}` }))];
      return hitsOf(
        all.filter(({ label }) => isMeant(label, text)),
        language,
        go,
      );
    },
  };
}

function hitsOf(found: readonly Found[], language: Language, go: (to: string) => void): PaletteHit[] {
  return found.map(({ to, label, icon: Icon }) => ({
    id: `page:${to}`,
    label: label[language],
    picture: <Icon size={20} stroke={1.75} />,
    go: () => go(to),
  }));
}
