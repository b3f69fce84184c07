import { type ComponentType, lazy } from 'react';
import type { IconType } from '#platform/web/pages.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Phrase } from '#platform/web/words.ts';
import type { Me } from '../model/contract.ts';

/** A part of the page "Me". The storeys above add theirs. */
export interface MeSection {
  /** The last part of its address: `/me/<id>`. */
  readonly id: string;
  readonly label: Phrase;
  readonly icon: IconType;
  readonly order: number;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** Somebody of the invented company through whose eyes one can look. */
export interface DemoPerson {
  readonly accountName: string;
  readonly name: string;
  /** `member`, `manager`, `admin`, `representative`. */
  readonly part: string;
}

/** How the house above offers its invented company; `setup` is what stands behind `?setup=`. */
export interface Demo {
  /** Whether it is there already; with the link of the first start it can be made. */
  readonly isThere: () => Promise<boolean>;
  readonly people: (setup: string) => Promise<readonly DemoPerson[]>;
  readonly enter: (setup: string, accountName: string) => Promise<Me>;
}

/** A part as it is drawn: its component loads when it is first shown. */
export interface ShownSection extends MeSection {
  readonly Part: ComponentType;
}

const sections = createStore<readonly ShownSection[]>([]);
const head = createStore<{ readonly Head: ComponentType | null }>({ Head: null });
const demo = createStore<Demo | null>(null);

/** Adds a part to the page "Me". */
export function registerMeSection(section: MeSection): void {
  const shown: ShownSection = { ...section, Part: lazy(section.load) };
  sections.set((old) => [...old.filter((one) => one.id !== section.id), shown].sort((a, b) => a.order - b.order));
}

/** Says how the head of "Me" is drawn inside a company: with the picture that a member has there. */
export function registerMeHead(component: ComponentType): void {
  head.set({ Head: component });
}

/** Offers the demo company on the welcome page. */
export function registerDemo(offer: Demo): void {
  demo.set(offer);
}

/** The parts of "Me", for who goes there by name. */
export const mePlaces = (): readonly MeSection[] => sections.get();

export const useMeSections = () => useStore(sections);
export const useMeHead = () => useStore(head);
export const useDemo = () => useStore(demo);
