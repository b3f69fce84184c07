import type { ComponentType } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';

/** Draws the own picture with what changes it. */
export type PictureField = ComponentType<{ readonly memberId: MemberId }>;

const field = createStore<{ readonly Field: PictureField | null }>({ Field: null });

/** Files know how to keep a picture: they bring the control for it. */
export function registerPictureField(component: PictureField): void {
  field.set({ Field: component });
}

export const usePictureField = () => useStore(field);
