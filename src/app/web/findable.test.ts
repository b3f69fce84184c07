import { expect, test } from 'vitest';
import { adminPlaces } from '#directory/web/index.ts';
import { mePlaces } from '#identity/web/index.ts';
import { isMeant, unread } from '#platform/web/readings.ts';
import { pages } from './capabilities.ts';

const labels = async () => [
  ...pages.flatMap(({ nav }) => (nav === undefined ? [] : [nav.label])),
  ...mePlaces().map(({ label }) => label),
  ...(await adminPlaces('owner')).map(({ label }) => label),
  ...(await adminPlaces('representative')).map(({ label }) => label),
];

test('U16 every page is found by pinyin: there is a reading for each letter of its name', async () => {
  const all = await labels();
  expect(all.length).toBeGreaterThan(25);
  expect(all.map(unread).filter((letters) => letters !== '')).toEqual([]);
});

test('U16 a page is found by a part of its name, in either language, by pinyin and by initials', () => {
  const data = { zh: '我的数据', en: 'My data' };
  for (const text of ['数据', 'my d', 'wodesh', 'wo de shu', 'wdsj', 'WD'])
    expect(isMeant(data, text), text).toBe(true);
  for (const text of ['据数', 'data my', 'shuju', 'sj']) expect(isMeant(data, text), text).toBe(false);
});
