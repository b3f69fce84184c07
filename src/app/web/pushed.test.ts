import { describe, expect, test } from 'vitest';
import type { AnyPushMessage } from '#outbox/model/contract.ts';
import { follow, messageIn, obey, type WorkerWorld } from './pushed.ts';

interface Shown {
  readonly title: string;
  readonly tag: string;
  readonly data: { readonly number: number };
  close(): void;
}

/** A browser with a notification centre and windows. */
function browser(windows: { focused: boolean }[] = []) {
  const kept = new Map<string, string>();
  const shown: Shown[] = [];
  const opened: string[] = [];
  const told: unknown[] = [];
  let badges = 0;
  let rang = 0;
  const world: WorkerWorld = {
    registration: {
      async showNotification(title, options = {}) {
        rang += 1;
        const { tag = '', data } = options as { tag?: string; data: { number: number } };
        const old = shown.findIndex((one) => one.tag === tag);
        if (old >= 0) shown.splice(old, 1);
        const one: Shown = { title, tag, data, close: () => void shown.splice(shown.indexOf(one), 1) };
        shown.push(one);
      },
      getNotifications: async ({ tag } = {}) => shown.filter((one) => one.tag === tag) as never,
    },
    clients: {
      matchAll: async () =>
        windows.map((one) => ({
          ...one,
          postMessage: (data: unknown) => told.push(data),
          focus: async () => null,
        })) as never,
      openWindow: async (url) => {
        opened.push(String(url));
        return null;
      },
    },
    caches: {
      open: async () =>
        ({
          match: async (key: string) => (kept.has(key) ? new Response(kept.get(key)) : undefined),
          put: async (key: string, response: Response) => void kept.set(key, await response.text()),
        }) as never,
    },
    setBadge: () => void (badges += 1),
  };
  return { world, shown, opened, told, windows, rang: () => rang, badges: () => badges };
}

const showing = (number: number, tag = 'talk'): AnyPushMessage => ({
  do: 'show',
  tag,
  number,
  title: `message ${number}`,
  body: '',
  path: `/chat/${tag}?m=${number}`,
  companyId: 'c',
});
const closing = (number: number, tag = 'talk'): AnyPushMessage => ({ do: 'close', tag, number });

describe('O2, P12 a device', () => {
  test('shows each number once, however often it comes', async () => {
    const { world, shown, rang, badges } = browser();
    for (const number of [1, 1, 2, 1, 2]) await obey(world, showing(number));
    expect(shown.map(({ title }) => title)).toEqual(['message 2']);
    expect([rang(), badges()]).toEqual([2, 2]);
  });

  test('takes back what was read elsewhere, and does not show what comes behind that', async () => {
    const { world, shown, rang } = browser();
    await obey(world, showing(3));
    await obey(world, showing(1, 'other'));
    await obey(world, closing(3));
    expect(shown.map(({ tag }) => tag)).toEqual(['other']);
    await obey(world, showing(3));
    await obey(world, showing(2));
    expect([shown.length, rang()]).toEqual([1, 2]);
    await obey(world, showing(4));
    expect(shown).toHaveLength(2);
  });

  test('leaves what is newer than what was read', async () => {
    const { world, shown } = browser();
    await obey(world, showing(5));
    await obey(world, closing(4));
    expect(shown).toHaveLength(1);
  });

  test('shows nothing while somebody is looking at Tautline on it', async () => {
    const { world, shown } = browser([{ focused: true }]);
    await obey(world, showing(1));
    expect(shown).toEqual([]);
    const behind = browser([{ focused: false }]);
    await obey(behind.world, showing(1));
    expect(behind.shown).toHaveLength(1);
  });
});

test('U22 a tap leads to the exact message: in the window that is there, else in a new one', async () => {
  const target = { path: '/chat/talk?m=7', companyId: 'c' };
  const open = browser([{ focused: false }]);
  await follow(open.world, target);
  expect([open.told, open.opened]).toEqual([[{ goTo: '/chat/talk?m=7', companyId: 'c' }], []]);
  const closed = browser();
  await follow(closed.world, target);
  await follow(closed.world, { path: '/chat', companyId: 'c' });
  expect(closed.opened).toEqual(['/chat/talk?m=7&company=c', '/chat?company=c']);
});

test('what is nothing of ours is left alone', () => {
  const data = (text: string) => ({ json: () => JSON.parse(text) as unknown }) as PushMessageData;
  expect([null, data('x'), data('null'), data('{"do":"dance"}')].map(messageIn)).toEqual([null, null, null, null]);
  expect(messageIn(data(JSON.stringify(closing(1))))).toEqual(closing(1));
});
