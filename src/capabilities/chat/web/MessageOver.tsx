import { lazy, Suspense } from 'react';
import { ConfirmDialog, Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmojiMenu } from '#platform/web/ui/EmojiMenu.tsx';
import type { Place } from '#platform/web/ui/usePopover.ts';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../model/contract.ts';
import { EarlierTexts } from './EarlierTexts.tsx';
import { toggleReaction } from './reacting.ts';
import { recall } from './recalling.ts';
import { WhoRead } from './Receipts.tsx';
import { WhoReacted } from './WhoReacted.tsx';
import { words } from './words.ts';

const ForwardDialog = lazy(() =>
  import('./forward/ForwardDialog.tsx').then((file) => ({ default: file.ForwardDialog })),
);

/** What is opened about one message, over the conversation. */
export type Over = { readonly message: ShownMessage } & (
  | { readonly kind: 'recall' | 'whoRead' | 'earlierTexts' | 'forward' }
  | { readonly kind: 'chooseReaction'; readonly at: Element | Place }
  | { readonly kind: 'whoReacted'; readonly emoji: string | null }
);

interface MessageOverProps {
  readonly over: Over;
  readonly onClose: () => void;
}

/** Dialogs and choices about one message, one at a time. */
export function MessageOver({ over, onClose }: MessageOverProps) {
  const t = useWords(words);
  const { message } = over;
  const { conversationId, number } = message;
  switch (over.kind) {
    case 'recall':
      return (
        <ConfirmDialog
          open
          onClose={onClose}
          title={t.recallTitle}
          action={t.recall}
          onConfirm={() => {
            void recall(conversationId, message);
            onClose();
          }}
        >
          {t.recallText}
        </ConfirmDialog>
      );
    case 'forward':
      return (
        <Suspense fallback={null}>
          <ForwardDialog conversationId={conversationId} numbers={[number]} onClose={onClose} />
        </Suspense>
      );
    case 'whoRead':
      return (
        <Dialog open onClose={onClose} title={t.receipts} width="narrow">
          <WhoRead conversationId={conversationId} number={number} stamp={message.receipt?.read ?? 0} />
        </Dialog>
      );
    case 'chooseReaction':
      return (
        <EmojiMenu
          label={t.react}
          anchor={() => over.at}
          align="end"
          onPick={(emoji) => toggleReaction(message, emoji)}
          onClose={onClose}
        />
      );
    case 'whoReacted':
      return <WhoReacted message={message} emoji={over.emoji} onClose={onClose} />;
    case 'earlierTexts':
      return <EarlierTexts message={message} onClose={onClose} />;
  }
}
