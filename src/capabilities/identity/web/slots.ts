import { type ComponentType, lazy } from 'react';
import type { IconType } from '#platform/web/pages.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Phrase } from '#platform/web/words.ts';

/** A part of the page "Me". The storeys above add theirs. */
export interface MeSection {
  /** The last part of its address: `/me/<id>`. */
  readonly id: string;
  readonly label: Phrase;
  readonly icon: IconType;
  readonly order: number;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** A part as it is drawn: its component loads when it is first shown. */
export interface ShownSection extends MeSection {
  readonly Part: ComponentType;
}

const sections = createStore<readonly ShownSection[]>([]);
const head = createStore<{ readonly Head: ComponentType | null }>({ Head: null });
const demo = createStore<((setup: string) => Promise<void>) | null>(null);

/** Adds a part to the page "Me". */
export function registerMeSection(section: MeSection): void {
  const shown: ShownSection = { ...section, Part: lazy(section.load) };
  sections.set((old) => [...old.filter((one) => one.id !== section.id), shown].sort((a, b) => a.order - b.order));
}

/** Says how the head of "Me" is drawn inside a company: with the picture that a member has there. */
export function registerMeHead(component: ComponentType): void {
  head.set({ Head: component });
}

/** Offers the demo company on the welcome page; gets what stands behind `?setup=`. */
export function registerDemo(explore: (setup: string) => Promise<void>): void {
  demo.set(() => explore);
}

export const useMeSections = () => useStore(sections);
export const useMeHead = () => useStore(head);
export const useDemo = () => useStore(demo);
