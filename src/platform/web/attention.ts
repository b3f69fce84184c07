import { createStore } from './store.ts';

/** What waits for the reader, over the whole company: one truth for title, favicon, rail and app badge. */
export interface Attention {
  readonly unread: number;
  readonly mentions: number;
}

export const attentionStore = createStore<Attention>({ unread: 0, mentions: 0 });

/** Says what waits. */
export function setAttention(next: Attention): void {
  const old = attentionStore.get();
  if (old.unread !== next.unread || old.mentions !== next.mentions) attentionStore.set(next);
}

/** Is the reader not to be pulled at now? Whoever knows of working time says so; until then nothing pulls. */
export const quietStore = createStore(true);

export function setQuiet(quiet: boolean): void {
  quietStore.set(quiet);
}

/** What is shown of it outside the page. */
export interface ShownAttention {
  /** In the title of the tab. */
  readonly count: number;
  readonly mentions: number;
  /** The dot of the favicon. */
  readonly dot: boolean;
  /** On the icon of the installed app; 0: none. */
  readonly badge: number;
}

/**
 * One formula for title, favicon and app badge (U15). A tab is there because somebody opened it, and its title is read by looking; the icon of an
 * app looks back from the home screen, so outside working time it shows nothing (R2).
 */
export function shownAttention({ unread, mentions }: Attention, quiet: boolean): ShownAttention {
  return { count: unread, mentions, dot: unread > 0, badge: quiet ? 0 : unread };
}
