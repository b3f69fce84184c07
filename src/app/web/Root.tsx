import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { paletteOpen } from '#platform/web/palette.ts';
import { listenForShortcuts, useShortcut } from '#platform/web/shortcuts.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { Toasts } from '#platform/web/ui/Toast.tsx';
import './shell.css';

const Palette = lazy(() => import('#platform/web/ui/Palette.tsx').then((file) => ({ default: file.Palette })));
const ShortcutList = lazy(() => import('./ShortcutList.tsx').then((file) => ({ default: file.ShortcutList })));
const listOpen = createStore(false);

/** What lies over every page: toasts, the palette, the list of keys. */
export function Root() {
  const palette = useStore(paletteOpen);
  const list = useStore(listOpen);
  useEffect(listenForShortcuts, []);
  useShortcut('?', { zh: '列出快捷键', en: 'List the keys' }, () => listOpen.set(true));
  return (
    <>
      <Outlet />
      <Toasts />
      <Suspense fallback={null}>
        {palette && <Palette />}
        {list && <ShortcutList onClose={() => listOpen.set(false)} />}
      </Suspense>
    </>
  );
}
