import { type ComponentType, lazy } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import type { IconType } from '#platform/web/pages.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Phrase } from '#platform/web/words.ts';

/** A part of the admin area. The storeys above add theirs. */
export interface AdminSection {
  /** The last part of its address: `/admin/<id>`. */
  readonly id: string;
  readonly label: Phrase;
  readonly icon: IconType;
  readonly roles: readonly string[];
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

export interface ShownAdminSection extends AdminSection {
  readonly Part: ComponentType;
}

/** What an entry of the ledger says, from its facts. */
type LedgerSentence = (facts: Readonly<Record<string, unknown>>) => Phrase;

const sections = createStore<readonly ShownAdminSection[]>([]);
const sentences = new Map<string, LedgerSentence>();

/** Adds a part to the admin area. */
export function registerAdminSection(section: AdminSection): void {
  const shown: ShownAdminSection = { ...section, Part: lazy(section.load) };
  sections.set((old) => [...old.filter((one) => one.id !== section.id), shown]);
}

/** A capability says in words what its kinds of entries in the ledger mean. */
export function registerLedgerLines(lines: Readonly<Record<string, LedgerSentence>>): void {
  for (const [kind, sentence] of Object.entries(lines)) sentences.set(kind, sentence);
}

export const addedAdminSections = (): readonly AdminSection[] => sections.get();
export const useAdminSections = () => useStore(sections);
export const ledgerSentence = (kind: string): LedgerSentence | null => sentences.get(kind) ?? null;

/** What a storey above can do with a member, in his profile. */
export interface ProfileAction {
  readonly id: string;
  readonly label: Phrase;
  readonly icon: IconType;
  readonly onSelect: (memberId: MemberId) => void;
}
const profileActions = createStore<readonly ProfileAction[]>([]);

export function registerProfileAction(action: ProfileAction): void {
  profileActions.set((old) => [...old.filter((one) => one.id !== action.id), action]);
}

export const useProfileActions = () => useStore(profileActions);
