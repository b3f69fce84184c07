import { makeChanges } from '#platform/web/changes.ts';

/** Of what a screen of overrides may show. */
export const { note: noteChange, use: useChanges } = makeChanges();
