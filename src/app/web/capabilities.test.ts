import { expect, test } from 'vitest';
import type { Page } from '#platform/web/pages.ts';
import { isIn, placeOf, placesFor } from './places.ts';

const load = () => Promise.reject(new Error('never loaded here'));
const icon = () => null;
const page = (path: Page['path'], order: number, roles?: readonly string[]): Page => ({
  path,
  area: 'company',
  load,
  nav: { label: { zh: '页', en: 'Page' }, icon, order },
  ...(roles === undefined ? {} : { roles }),
});

const pages = [
  page('/admin', 90, ['owner', 'admin']),
  page(['/chat', '/chat/$conversationId'], 10),
  page('/me/$section', 100),
];

test('places stand in their order, and only those that the role may enter', () => {
  expect(placesFor('admin', pages).map((place) => place.to)).toEqual(['/chat', '/admin', '/me']);
  expect(placesFor('member', pages).map((place) => place.to)).toEqual(['/chat', '/me']);
});

test('a place is the fixed beginning of its first path', () => {
  expect(placeOf(page('/chat/$conversationId', 1))).toBe('/chat');
  expect([isIn({ to: '/chat' }, '/chat/1'), isIn({ to: '/chat' }, '/chatter')]).toEqual([true, false]);
});
