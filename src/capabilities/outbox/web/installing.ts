import { createStore } from '#platform/web/store.ts';

/** What Chromium offers a page that can be installed. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** The browser's offer to install, kept until somebody taps on it: a hint of ours instead of a bar of the browser's. */
export const installOffer = createStore<InstallOffer | null>(null);

globalThis.addEventListener?.('beforeinstallprompt', (event) => {
  event.preventDefault();
  installOffer.set(event as InstallOffer);
});
globalThis.addEventListener?.('appinstalled', () => installOffer.set(null));

/** Installs, by a tap; the offer counts once. */
export async function install(): Promise<void> {
  const offer = installOffer.get();
  installOffer.set(null);
  await offer?.prompt();
}
