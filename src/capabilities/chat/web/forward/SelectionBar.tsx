import { IconArrowForwardUp, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { usePhone } from '#platform/web/useMedia.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { chatStore } from '../chatStore.ts';
import { selectionActions } from '../slots.ts';
import type { Selecting } from './selecting.ts';
import { forwardWords } from './words.ts';
import './forward.css';

const ForwardDialog = lazy(() => import('./ForwardDialog.tsx').then((file) => ({ default: file.ForwardDialog })));

interface SelectionBarProps {
  readonly conversationId: ConversationId;
  readonly selecting: Selecting;
}

/** In place of the composer while messages are selected: how many, and what can be done with them. */
export function SelectionBar({ conversationId, selecting }: SelectionBarProps) {
  const t = useWords(forwardWords);
  const [forwarding, setForwarding] = useState(false);
  const actions = useStore(selectionActions);
  const phone = usePhone();
  const bar = useRef<HTMLDivElement>(null);
  // The menu that began it gives the focus back to a composer that is gone: the message it began with takes it.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      bar.current?.parentElement?.querySelector<HTMLElement>('.ch-select[aria-checked="true"]')?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  const numbers = [...(selecting.numbers ?? [])].sort((a, b) => a - b);
  const isEmpty = numbers.length === 0;
  // What was taken back meanwhile, or is no longer loaded, cannot be kept.
  const messages = () =>
    (chatStore.get().timelines[conversationId]?.messages ?? []).filter(({ number }) => numbers.includes(number));
  return (
    <div ref={bar} role="group" className="ch-selecting" aria-label={t.selecting}>
      <IconButton icon={<IconX size={20} stroke={1.75} />} label={t.stopSelecting} onClick={selecting.stop} />
      <p role="status" aria-live="polite">
        {t.selected(numbers.length)}
      </p>
      {actions.flatMap((actionsOf) =>
        actionsOf(messages).map(({ label, icon, onSelect }) => {
          const act = () => {
            onSelect();
            selecting.stop();
          };
          // A narrow screen has no room for the words.
          return phone ? (
            <IconButton key={label} icon={icon} label={label} disabled={isEmpty} onClick={act} />
          ) : (
            <Button key={label} icon={icon} disabled={isEmpty} onClick={act}>
              {label}
            </Button>
          );
        }),
      )}
      <Button
        kind="primary"
        icon={<IconArrowForwardUp size={16} stroke={1.75} aria-hidden />}
        disabled={isEmpty}
        onClick={() => setForwarding(true)}
      >
        {t.forward}
      </Button>
      {forwarding && (
        <Suspense fallback={null}>
          <ForwardDialog
            conversationId={conversationId}
            numbers={numbers}
            onSent={selecting.stop}
            onClose={() => setForwarding(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
