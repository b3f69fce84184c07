import { lazy, Suspense } from 'react';
import type { ViewerProps } from './Viewer.tsx';

const Loaded = lazy(() => import('./Viewer.tsx').then((file) => ({ default: file.Viewer })));

/** The viewer, loaded when the first picture is opened. */
export function Viewer(props: ViewerProps) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
