import type { AnyPushMessage } from '#outbox/model/contract.ts';

/** What a service worker has for this; tests bring their own. */
export interface WorkerWorld {
  readonly registration: Pick<ServiceWorkerRegistration, 'showNotification' | 'getNotifications'>;
  readonly clients: Pick<Clients, 'matchAll' | 'openWindow'>;
  readonly caches: Pick<CacheStorage, 'open'>;
  readonly setBadge: () => void;
}

type Shown = Extract<AnyPushMessage, { do: 'show' }>;

/** Where a tap on a notification leads. */
export interface Target {
  readonly path: string;
  readonly companyId: string;
}

const TOLD = 'tautline-told';
const keyOf = (tag: string) => `/told/${tag}`;

/** Up to which number something was shown or taken back under a tag. It goes with the sign-out, like all that is kept. */
async function toldUntil({ caches }: WorkerWorld, tag: string): Promise<number> {
  const kept = await (await caches.open(TOLD)).match(keyOf(tag));
  return kept === undefined ? 0 : Number(await kept.text());
}

async function remember({ caches }: WorkerWorld, tag: string, number: number): Promise<void> {
  await (await caches.open(TOLD)).put(keyOf(tag), new Response(String(number)));
}

/**
 * Does what the outbox says, from a push or from an open page: shows each number under a tag once, and takes it back. What comes twice, or
 * after it was taken back, shows nothing; nor does what comes while somebody is looking at Tautline.
 */
export async function obey(world: WorkerWorld, message: AnyPushMessage): Promise<void> {
  const { tag, number } = message;
  const told = await toldUntil(world, tag);
  if (message.do === 'close') {
    for (const shown of await world.registration.getNotifications({ tag })) {
      if (((shown.data as { number?: number } | null)?.number ?? 0) <= number) shown.close();
    }
    if (number > told) await remember(world, tag, number);
    return;
  }
  if (number <= told) return;
  await remember(world, tag, number);
  const windows = await world.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.some((one) => one.focused)) return;
  await world.registration.showNotification(message.title, optionsOf(message));
  world.setBadge();
}

function optionsOf({ body, tag, number, path, companyId }: Shown): NotificationOptions {
  const data: Target & { number: number } = { path, companyId, number };
  return { body, tag, icon: '/icon-192.png', badge: '/badge-96.png', renotify: true, data } as NotificationOptions;
}

/** Leads to what a notification is about: in a window that is there, else in a new one. */
export async function follow(world: WorkerWorld, { path, companyId }: Target): Promise<void> {
  const windows = await world.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find((one) => one.focused) ?? windows[0];
  if (open === undefined) {
    await world.clients.openWindow(`${path}${path.includes('?') ? '&' : '?'}company=${companyId}`);
    return;
  }
  open.postMessage({ goTo: path, companyId });
  // Refused where the tap was not a person's.
  await open.focus().catch(() => null);
}

/** What came by push, or null where it is nothing of ours. */
export function messageIn(data: PushMessageData | null): AnyPushMessage | null {
  try {
    const message = data?.json() as AnyPushMessage | null;
    return message?.do === 'show' || message?.do === 'close' ? message : null;
  } catch {
    return null;
  }
}
