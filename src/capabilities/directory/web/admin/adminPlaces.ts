import type { IconType } from '#platform/web/pages.ts';
import type { Phrase } from '#platform/web/words.ts';
import { addedAdminSections } from '../slots.ts';

interface AdminPlace {
  readonly id: string;
  readonly label: Phrase;
  readonly icon: IconType;
}

/** The parts of the admin area that somebody with this role may use, for who goes there by name. What the page itself needs loads with it. */
export async function adminPlaces(role: string): Promise<AdminPlace[]> {
  const [{ sections }, { words }] = await Promise.all([import('./sections.ts'), import('./words.ts')]);
  const own = sections.map(({ title, ...section }) => ({ ...section, label: words[title] }));
  return [...own, ...addedAdminSections()].filter(({ roles }) => roles.includes(role));
}
