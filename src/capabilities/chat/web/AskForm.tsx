import { lazy, Suspense } from 'react';
import type { Conversation } from '../model/contract.ts';

const NoticeForm = lazy(() => import('./notice/NoticeForm.tsx').then((file) => ({ default: file.NoticeForm })));
const PollForm = lazy(() => import('./poll/PollForm.tsx').then((file) => ({ default: file.PollForm })));

/** What asks for an answer. */
export type AskKind = 'notice' | 'poll';

interface AskFormProps {
  readonly kind: AskKind;
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Writes a message that asks for an answer; loaded when it is wanted. */
export function AskForm({ kind, ...rest }: AskFormProps) {
  return <Suspense fallback={null}>{kind === 'notice' ? <NoticeForm {...rest} /> : <PollForm {...rest} />}</Suspense>;
}
