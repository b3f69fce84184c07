import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '../useAnswer.ts';
import { usePhone } from '../useMedia.ts';
import { ErrorCard } from './EmptyState.tsx';
import { Modal } from './Modal.tsx';
import { usedEmoji } from './recentEmoji.ts';
import { type Place, usePopover } from './usePopover.ts';
import './emoji.css';

interface EmojiMenuProps {
  readonly label: string;
  /** What it belongs to: an element, or a point on the page. */
  readonly anchor: () => Element | Place | null;
  readonly align?: 'start' | 'end';
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
  /** What gets the focus when it closes; left out: what had it. */
  readonly giveBack?: () => HTMLElement | null;
}

/** All emoji, to choose one: beside its button on a desktop, a sheet on a phone. Mount it to open it. */
export function EmojiMenu(props: EmojiMenuProps) {
  const phone = usePhone();
  if (!phone) return <EmojiPopover {...props} />;
  return (
    <Modal className="tl-sheet" label={props.label} onClose={props.onClose}>
      <Picker {...props} />
    </Modal>
  );
}

function EmojiPopover(props: EmojiMenuProps) {
  const { anchor, align = 'start', onClose, giveBack } = props;
  const box = usePopover<HTMLDivElement>({ open: true, close: onClose, anchor, align });
  const [before] = useState(() => document.activeElement);
  const back = useRef(giveBack);
  useEffect(() => {
    const to = back.current;
    return () => {
      const element = to === undefined ? before : to();
      // Who pressed somewhere else is there already.
      const isAway = document.activeElement !== null && document.activeElement !== document.body;
      if (element instanceof HTMLElement && !isAway) element.focus({ preventScroll: true });
    };
  }, [before]);
  return (
    <div ref={box} className="tl-pop" popover="manual" role="dialog" aria-label={props.label}>
      <Picker {...props} />
    </div>
  );
}

/** The list and its names are large, and nobody needs them before he opens this. */
const load = async () => (await import('./EmojiPicker.tsx')).EmojiPicker;

function Picker({ onPick, onClose }: EmojiMenuProps) {
  const loaded = useAnswer('platform.emojiPicker', async () => ({ Part: await load() }));
  if (loaded.value === null) {
    return (
      <div className="tl-emoji" aria-busy={loaded.busy}>
        {loaded.error !== null && <ErrorCard error={loaded.error} onRetry={loaded.reload} />}
      </div>
    );
  }
  const { Part } = loaded.value;
  return (
    <Part
      onPick={(emoji) => {
        usedEmoji(emoji);
        onClose();
        onPick(emoji);
      }}
    />
  );
}
