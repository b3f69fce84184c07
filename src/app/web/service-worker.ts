import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { follow, messageIn, obey, type Target, type WorkerWorld } from './pushed.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[];
};

// The shell opens without a network. Answers of the server are never kept here: what a member may keep lies in the local
// store, and goes with the sign-out.
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);

const shell = createHandlerBoundToURL('/index.html');
const NOT_THE_SHELL = /^\/(?:api|live|ready|metrics|files|docs)(?:\/|$)|\.[a-z0-9]+$/i;

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode !== 'navigate' || url.origin !== location.origin || NOT_THE_SHELL.test(url.pathname)) return;
  event.respondWith(shell({ request, event, url }));
});

const world: WorkerWorld = {
  registration: self.registration,
  clients: self.clients,
  caches,
  // Without a number: how much waits is counted by a page. What came through the gate came in working time.
  setBadge: () => void (navigator as { setAppBadge?(): Promise<void> }).setAppBadge?.().catch(() => null),
};

self.addEventListener('push', (event) => {
  const message = messageIn(event.data);
  if (message !== null) event.waitUntil(obey(world, message));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(follow(world, event.notification.data as Target));
});

self.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void self.skipWaiting();
  const { outbox } = (event.data ?? {}) as { outbox?: Parameters<typeof obey>[1] };
  if (outbox !== undefined) event.waitUntil(obey(world, outbox));
});
