import type { ComponentType } from 'react';
import type { FileId } from '#platform/model/ids.ts';
import type { Ding, DingId, PassedOn } from '../model/contract.ts';
import type { Addressing } from './addressing.ts';
import type { Person } from './usePreview.ts';

/** A ding as it is about to be sent, to members of whom some are off. */
export interface ReachNowProps {
  readonly id: DingId;
  readonly addressing: Addressing;
  /** As it is sent: mentions are ids. */
  readonly text: string;
  readonly people: readonly Person[];
  readonly off: readonly Person[];
  readonly steps: number;
  readonly passesOn: PassedOn | null;
  /** Brings what goes with it; under which ids it may be attached then. */
  readonly bring: () => Promise<FileId[]>;
  readonly onSent: (ding: Ding) => void;
  readonly onClose: () => void;
}

/** What a room above offers where a ding would wait for the morning: a button, and the dialog that it opens. */
export interface ReachNow {
  readonly Offer: ComponentType<{ readonly off: number; readonly onOpen: () => void }>;
  readonly Dialog: ComponentType<ReachNowProps>;
}

let reachNow: ReachNow | null = null;

export function registerReachNow(way: ReachNow): void {
  reachNow = way;
}

export function reachNowWay(): ReachNow | null {
  return reachNow;
}
