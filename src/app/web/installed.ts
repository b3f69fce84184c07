import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import { workerAddress } from '#platform/web/workers.ts';
import { toast } from '#platform/web/ui/Toast.tsx';
import { words } from './words.ts';

const WORKER = '/service-worker.js';

/** Registers the service worker, and offers a new version quietly when there is one. */
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  let reloading = false;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadOne || reloading) return;
    reloading = true;
    location.reload();
  });
  navigator.serviceWorker
    .register(workerAddress(WORKER))
    .then((registration) => registration && watch(registration))
    .catch((error: unknown) => console.warn('service worker', error));
}

const LOOK_EVERY_MS = 60 * 60 * 1000;

function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting !== null) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const next = registration.installing;
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && navigator.serviceWorker.controller !== null) offer(next);
    });
  });
  setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS);
}

function offer(next: ServiceWorker): void {
  const t = wordsIn(words, currentLanguage());
  toast({ text: t.newVersion, ms: 0, action: { label: t.reload, onSelect: () => next.postMessage('takeOver') } });
}

const RELOADED_KEY = 'tautline.reloadedAt';

/** After an upgrade an old page may ask for a part that is gone: load the new page, once in ten seconds at most. */
export function reloadOnMissingPart(): void {
  addEventListener('vite:preloadError', (event) => {
    const before = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
    if (Date.now() - before < 10_000) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
    location.reload();
  });
}
