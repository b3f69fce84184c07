import { type ComponentType, lazy, Suspense } from 'react';
import type { Conversation } from '../model/contract.ts';

interface FormProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

const forms = {
  notice: lazy(() => import('./notice/NoticeForm.tsx').then((file) => ({ default: file.NoticeForm }))),
  poll: lazy(() => import('./poll/PollForm.tsx').then((file) => ({ default: file.PollForm }))),
  contact: lazy(() => import('./handing/ContactForm.tsx').then((file) => ({ default: file.ContactForm }))),
  place: lazy(() => import('./handing/PlaceForm.tsx').then((file) => ({ default: file.PlaceForm }))),
} satisfies Record<string, ComponentType<FormProps>>;

/** What is sent by a form: what asks for an answer, and what is handed over. */
export type AskKind = keyof typeof forms;

/** Writes a message that takes more than words; loaded when it is wanted. */
export function AskForm({ kind, ...rest }: FormProps & { readonly kind: AskKind }) {
  const Form = forms[kind];
  return (
    <Suspense fallback={null}>
      <Form {...rest} />
    </Suspense>
  );
}
