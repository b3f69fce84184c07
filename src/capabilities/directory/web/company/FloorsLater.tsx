import { lazy, Suspense } from 'react';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';

const Later = lazy(() => import('./Floors.tsx').then((file) => ({ default: file.Floors })));

/** The floors for screens above; they load when they are shown. */
export function Floors() {
  return (
    <Suspense fallback={<Skeleton kind="list" rows={4} />}>
      <Later />
    </Suspense>
  );
}
