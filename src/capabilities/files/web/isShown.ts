import type { Attachment } from '../model/contract.ts';
import { showingOf } from '../model/showing.ts';

/** Does the viewer show this file? Else it is saved. */
export function isShown(file: Attachment): boolean {
  return showingOf(file) !== null;
}
