import { expect, test } from 'vitest';
import { type Latest, latestFor, settingOf, withSpoken } from './notifying.ts';

test('O5 a direct conversation notifies of everything, a group of what was chosen, a muted one of nothing', () => {
  expect(settingOf({ kind: 'direct', muted: false, notify: 'mentions' })).toBe('all');
  expect(settingOf({ kind: 'group', muted: false, notify: 'mentions' })).toBe('mentions');
  expect(settingOf({ kind: 'department', muted: false, notify: 'all' })).toBe('all');
  for (const kind of ['direct', 'group', 'department'] as const) {
    expect(settingOf({ kind, muted: true, notify: 'all' })).toBe('nothing');
  }
});

test('O4 of some messages a member is told of the latest that is not his own', () => {
  const said = (...authors: string[]) =>
    authors.reduce<Latest | undefined>(
      (latest, authorId, index) => withSpoken(latest, { authorId, number: index + 1 }),
      undefined,
    ) as Latest;
  expect(latestFor(said('a', 'b', 'a', 'a'), 'a')).toBe(2);
  expect(latestFor(said('a', 'b', 'a', 'a'), 'b')).toBe(4);
  expect(latestFor(said('a', 'b', 'a', 'a'), 'c')).toBe(4);
  expect(latestFor(said('a', 'a'), 'a')).toBeNull();
  expect(latestFor(said('a', 'b', 'c'), 'c')).toBe(2);
});
