import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import type { ProfileCard as Profile } from './ProfileCard.tsx';

const Later = lazy(() => import('./ProfileCard.tsx').then((file) => ({ default: file.ProfileCard })));

/** The profile for screens above; it loads when it is shown. */
export function ProfileCard(props: ComponentProps<typeof Profile>) {
  return (
    <Suspense fallback={<Skeleton kind="form" rows={4} />}>
      <Later {...props} />
    </Suspense>
  );
}
