import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';

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

self.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void self.skipWaiting();
});
