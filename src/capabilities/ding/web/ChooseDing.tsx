import type { Written } from '#chat/web/index.ts';
import { SendDialog } from './SendDialog.tsx';

interface ChooseDingProps {
  readonly written: Written;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** What stands in the composer, to be sent as a ding; the composer keeps it until it is sent. */
export function ChooseDing({ written: { conversationId, text, chosen }, onTaken, onClose }: ChooseDingProps) {
  return (
    <SendDialog
      conversationId={conversationId}
      text={text}
      memberIds={null}
      about={null}
      chosen={chosen}
      onSent={onTaken}
      onClose={onClose}
    />
  );
}
