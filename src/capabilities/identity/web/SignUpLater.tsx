import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import type { SignUpForm as Form } from './SignUpForm.tsx';

const Later = lazy(() => import('./SignUpForm.tsx').then((file) => ({ default: file.SignUpForm })));

/** The sign-up form for screens above, such as the page of an invite; it loads when it is shown. */
export function SignUpForm(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={<Skeleton kind="form" rows={3} />}>
      <Later {...props} />
    </Suspense>
  );
}
