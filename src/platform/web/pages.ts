import type { ComponentType } from 'react';
import type { Store } from './store.ts';
import type { Phrase } from './words.ts';

/** An icon of the Tabler set, or one with the same properties. */
export type IconType = ComponentType<{ size?: number | string; stroke?: number | string; className?: string }>;

/** A place in the rail and in the tab bar. */
export interface PageNav {
  readonly label: Phrase;
  readonly icon: IconType;
  /** 10 chat · 80 people · 90 admin · 100 me (at the foot of the rail, last in the tab bar). */
  readonly order: number;
  /** Carries the counter of what waits (`setAttention`). */
  readonly attention?: boolean;
  /** Counts something urgent of its own: an orange pill. */
  readonly urgent?: Store<number>;
  /** Only for these roles. */
  readonly roles?: readonly string[];
  /** In the rail only: a tab bar has room for few, and a phone gets there from elsewhere. */
  readonly railOnly?: boolean;
}

/** A screen of a capability. */
export interface Page {
  /** As TanStack Router writes it: `/chat/$conversationId`. Several paths are one page: going between them keeps its state. */
  readonly path: string | readonly string[];
  /** `open`: signed in or not · `account`: signed in · `company`: inside a company, with rail and tab bar. */
  readonly area: 'open' | 'account' | 'company';
  /** Fetches the component when it is first needed, as the default of what it resolves to. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  readonly nav?: PageNav;
  /** Only for these roles; others are told so. */
  readonly roles?: readonly string[];
}
