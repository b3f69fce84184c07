import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useGo } from '#platform/web/navigate.tsx';
import { attempt } from '#platform/web/steps.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { deletedWords } from './words.ts';

/** For the owner of a group, at the end of its settings: deletes it, after its name was typed. */
export function DeleteGroup({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(deletedWords);
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id: conversationId, name } = conversation;
  async function remove(): Promise<void> {
    setBusy(true);
    const done = await attempt(() => deviceNow()?.calls.deleteConversation({ conversationId, name }));
    setBusy(false);
    if (!done) return;
    toast({ text: t.done(name) });
    go('/chat', { replace: true });
  }
  return (
    <section>
      <Button
        kind="danger"
        wide
        icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t.remove}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.removeTitle(name)}
        action={t.remove}
        typed={name.trim()}
        busy={busy}
        onConfirm={() => void remove()}
      >
        <p>{t.removeText}</p>
        <p>{t.removeGrace}</p>
      </ConfirmDialog>
    </section>
  );
}
