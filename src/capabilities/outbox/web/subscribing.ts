import { currentLanguage } from '#platform/web/words.ts';
import type { Subscription } from '../model/contract.ts';
import type { Open, Settings } from './settings.ts';

const ENDPOINT_KEY = 'outbox.endpoint';

/** What this browser can do for notifications. */
export type Ability = 'able' | 'blocked' | 'installFirst' | 'unsupported';

/** Safari on an iPhone notifies from the home screen only. */
export function isIos(): boolean {
  return /iphone|ipad|ipod/i.test(navigator.userAgent);
}

export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true
  );
}

export function abilityOf(): Ability {
  if (isIos() && !isInstalled()) return 'installFirst';
  if (!('Notification' in globalThis) || !('serviceWorker' in navigator)) return 'unsupported';
  return Notification.permission === 'denied' ? 'blocked' : 'able';
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer | null): string {
  const letters = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Subscribes at the browser's push service; null where it has none, or cannot reach it. */
async function subscribe(publicKey: string): Promise<Subscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.pushManager === undefined) return null;
  try {
    const old = await registration.pushManager.getSubscription();
    // Made for another installation's key, or for this one's before it lost its folder: no use any more.
    if (old !== null && textOf(old.options.applicationServerKey) !== publicKey) await old.unsubscribe();
    const made = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(publicKey),
    });
    return { endpoint: made.endpoint, p256dh: textOf(made.getKey('p256dh')), auth: textOf(made.getKey('auth')) };
  } catch (error) {
    console.warn('push', error);
    return null;
  }
}

/** Lets this device be told; called by a tap, since only that may ask the browser. False where the browser said no. */
export async function turnOn({ company, calls }: Open, settings: Settings, showsContent: boolean): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const subscription = await subscribe(settings.publicKey);
  await calls.setDevice({ showsContent, language: currentLanguage(), subscription });
  company.local.put(ENDPOINT_KEY, subscription?.endpoint ?? null);
  return true;
}

/** This device is told no more; the browser's own permission stays the browser's. */
export async function turnOff({ company, calls }: Open): Promise<void> {
  await calls.removeDevice({});
  company.local.remove(ENDPOINT_KEY);
}

/** Browsers change their subscriptions without a word: whoever is on stays on. */
export async function keepSubscribed(open: Open, settings: Settings | null): Promise<void> {
  if (settings === null || settings.device === null || globalThis.Notification?.permission !== 'granted') return;
  const subscription = await subscribe(settings.publicKey);
  const known = (await open.company.local.get<string | null>(ENDPOINT_KEY)) ?? null;
  if (subscription === null || subscription.endpoint === known) return;
  await open.calls.setDevice({ showsContent: settings.device.showsContent, language: currentLanguage(), subscription });
  open.company.local.put(ENDPOINT_KEY, subscription.endpoint);
}
