import { lazy, Suspense } from 'react';
import type { AttachingProps } from './Attaching.tsx';

const Loaded = lazy(() => import('./Attaching.tsx').then((file) => ({ default: file.Attaching })));

/** What goes with something that is written, loaded where it is first written. */
export function Attaching(props: AttachingProps) {
  return (
    <Suspense fallback={<div className="ch-attaching-room" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
