import { lazy, Suspense } from 'react';
import type { NoticeAnswersProps } from './NoticeAnswers.tsx';

const Loaded = lazy(() => import('./NoticeAnswers.tsx').then((file) => ({ default: file.NoticeAnswers })));

/** How a notice stands, loaded when it is asked for. */
export function NoticeAnswers(props: NoticeAnswersProps) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
