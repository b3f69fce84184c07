import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import type { MemberPicker as Picker } from './MemberPicker.tsx';

const Later = lazy(() => import('./MemberPicker.tsx').then((file) => ({ default: file.MemberPicker })));

/** The picker for screens above; it loads when it is shown. */
export function MemberPicker(props: ComponentProps<typeof Picker>) {
  return (
    <Suspense fallback={<Skeleton kind="list" rows={4} />}>
      <Later {...props} />
    </Suspense>
  );
}
