import { lazy, Suspense } from 'react';
import type { WhoVotedProps } from './WhoVoted.tsx';

const Loaded = lazy(() => import('./WhoVoted.tsx').then((file) => ({ default: file.WhoVoted })));

/** Who chose what, loaded when it is asked for. */
export function WhoVoted(props: WhoVotedProps) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
