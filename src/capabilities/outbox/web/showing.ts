import type { OpenCompany } from '#platform/web/company.ts';
import { currentLanguage } from '#platform/web/words.ts';
import type { AnyPushMessage, KindPolicy, OutboxEvent } from '../model/contract.ts';
import { type Told, wordsOfDigest, wordsOfPush } from '../model/words.ts';
import type { Settings } from './settings.ts';

/** Something to be told, as the capability it belongs to sees it on this device. */
export interface Seen extends Pick<KindPolicy, 'meant' | 'label' | 'only'> {
  readonly told: Told;
  readonly path: string;
}

type Look = (place: string, number: number, kind: string) => Promise<Seen | null>;

const looks = new Map<string, Look>();

/** A capability says how it shows what is to be told of it; null where that has been read meanwhile. */
export function registerNotices(source: string, look: Look): void {
  looks.set(source, look);
}

/** Hands it to the service worker, which shows each thing once, from wherever it comes, and takes it back. */
function obey(message: AnyPushMessage): void {
  void navigator.serviceWorker
    ?.getRegistration()
    .then((registration) => registration?.active?.postMessage({ outbox: message }));
}

type On = Settings & { device: { showsContent: boolean; pushes: boolean } };

/** May this page show anything: is the device on and allowed to, and is nobody looking? */
function mayShow(settings: Settings | null): settings is On {
  if (settings === null || settings.device === null) return false;
  return globalThis.Notification?.permission === 'granted' && !document.hasFocus();
}

/** Shows what the outbox says is to be told now. Pages never notify of anything by themselves. */
export async function show(
  { companyId, memberId }: OpenCompany,
  settings: Settings | null,
  event: Extract<OutboxEvent, { type: 'outbox.notified' | 'outbox.digested' }>,
): Promise<void> {
  if (!mayShow(settings)) return;
  const language = currentLanguage();
  if (event.type === 'outbox.digested') {
    if (settings.device.pushes) return;
    const number = Math.floor(Date.now() / 1_000);
    const said = wordsOfDigest(event.places, event.meant, language);
    obey({ do: 'show', tag: memberId, number, path: '/chat', companyId, ...said });
    return;
  }
  const { source, place, number, kind } = event;
  const seen = (await looks.get(source)?.(place, number, kind)) ?? null;
  if (seen === null) return;
  // A push of its own tells this device, unless the kind is told on open pages alone.
  if (settings.device.pushes && seen.only !== 'socket') return;
  const said = wordsOfPush(settings.device.showsContent ? seen.told : null, seen, language);
  obey({ do: 'show', tag: place, number, path: seen.path, companyId, ...said });
}

/** Takes back what this device shows: it was read elsewhere. */
export function takeBack(place: string, number: number): void {
  obey({ do: 'close', tag: place, number });
}

/** Who has looked at one thing needs no digest any more. */
export function closeDigest(memberId: string): void {
  obey({ do: 'close', tag: memberId, number: Math.floor(Date.now() / 1_000) });
}
