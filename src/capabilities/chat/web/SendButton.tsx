import { IconChevronDown, IconSend2 } from '@tabler/icons-react';
import { useRef } from 'react';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { useLongPress } from '#platform/web/ui/Menu.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Arrival } from '../model/arriving.ts';
import { reachWords } from './reach/words.ts';
import { words } from './words.ts';

interface SendButtonProps {
  readonly arrival: Arrival;
  readonly disabled: boolean;
  readonly onSend: () => void;
  /** Other ways: the arrow beside it, a right click or a long press. */
  readonly onWays: (button: HTMLElement) => void;
  readonly open: boolean;
}

/** Sends, and says when that arrives (R15): its words change, not its place. */
export function SendButton({ arrival, disabled, onSend, onWays, open }: SendButtonProps) {
  const t = useWords(words);
  const said = useArrivalWords(arrival);
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  const press = useLongPress(() => {
    pressed.current = true;
    if (button.current !== null) onWays(button.current);
  });
  return (
    <span className="ch-send">
      <Button
        ref={button}
        kind="primary"
        icon={<IconSend2 size={16} stroke={1.75} aria-hidden />}
        data-says={said === null ? undefined : ''}
        disabled={disabled}
        aria-label={said === null ? t.send : t.sendThen(said)}
        {...press}
        onPointerDown={(event) => {
          // The keyboard of a phone stays open.
          event.preventDefault();
          pressed.current = false;
          press.onPointerDown(event);
        }}
        onClick={() => {
          // A long press has asked for another way; lifting the finger sends nothing.
          if (!pressed.current) onSend();
          pressed.current = false;
        }}
      >
        {said ?? t.send}
      </Button>
      <IconButton
        className="ch-ways tl-only-desk"
        icon={<IconChevronDown size={16} stroke={2} />}
        label={t.ways}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={(event) => onWays(event.currentTarget)}
      />
    </span>
  );
}

/** When it arrives, in the few words of a button; null where nothing is to be said. */
function useArrivalWords(arrival: Arrival): string | null {
  const t = useWords(reachWords);
  const format = useFormat();
  switch (arrival.is) {
    case 'now':
      return null;
    case 'at':
      return t.notifiesAt(format.whenExactly(arrival.at));
    case 'eachLater':
      return t.whenTheyStart;
    case 'someLater':
      return t.someLater(arrival.count);
  }
}
