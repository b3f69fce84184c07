import { useSyncExternalStore } from 'react';

/** Whether a media query holds. For behaviour; looks belong into CSS. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

/** A phone, or a window as narrow as one: sheets instead of popovers, one pane at a time. */
export function usePhone(): boolean {
  return useMedia('(max-width: 767px)');
}
