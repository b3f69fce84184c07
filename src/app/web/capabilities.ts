import { pages as chat } from '#chat/web/index.ts';
import { pages as directory } from '#directory/web/index.ts';
import { pages as identity } from '#identity/web/index.ts';
import type { Page, PageNav } from '#platform/web/pages.ts';

/** Every screen of the product. */
export const pages: readonly Page[] = [...identity, ...directory, ...chat];

/** A place in the rail, with the address it leads to. */
export interface Place extends PageNav {
  readonly to: string;
}

/** The fixed beginning of a page's first path: `/chat` of `/chat/$conversationId`. */
export function placeOf(page: Page): string {
  const first = typeof page.path === 'string' ? page.path : (page.path[0] ?? '/');
  return first.split('/$')[0] || '/';
}

/** The places that somebody with this role may go to, in order. */
export function placesFor(role: string, all: readonly Page[] = pages): Place[] {
  return all
    .flatMap((page) =>
      page.nav === undefined ? [] : [{ ...page.nav, to: placeOf(page), roles: page.nav.roles ?? page.roles ?? [] }],
    )
    .filter((place) => place.roles.length === 0 || place.roles.includes(role))
    .sort((a, b) => a.order - b.order);
}

/** Whether an address lies in a place. */
export function isIn(place: { readonly to: string }, path: string): boolean {
  return path === place.to || path.startsWith(`${place.to}/`);
}
