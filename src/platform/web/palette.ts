import type { ReactNode } from 'react';
import { createStore } from './store.ts';
import type { Language, Phrase } from './words.ts';

/** Something that Ctrl/Cmd+K can find. */
export interface PaletteHit {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly picture?: ReactNode;
  readonly go: () => void;
}

/** Where hits come from: people, rooms, pages, what was said. Answers at once from what is on the device, or later. */
export interface PaletteSource {
  readonly id: string;
  readonly label: Phrase;
  readonly order: number;
  find(text: string, language: Language, signal: AbortSignal): readonly PaletteHit[] | Promise<readonly PaletteHit[]>;
}

export const paletteSources = createStore<readonly PaletteSource[]>([]);
export const paletteOpen = createStore(false);

/** Adds a source; returns what takes it away again. */
export function registerPaletteSource(source: PaletteSource): () => void {
  paletteSources.set((old) => [...old.filter((one) => one.id !== source.id), source].sort((a, b) => a.order - b.order));
  return () => paletteSources.set((old) => old.filter((one) => one !== source));
}

/** Opens the palette, from a search field for instance. */
export function openPalette(): void {
  paletteOpen.set(true);
}
