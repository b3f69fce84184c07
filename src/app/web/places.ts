import type { Page, PageNav } from '#platform/web/pages.ts';

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
export function placesFor(role: string, pages: readonly Page[]): Place[] {
  return pages
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
