import { IconBarrierBlock } from '@tabler/icons-react';
import { Button } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';
import './override.css';

/** In the dialog of a ding, where somebody is off: the way past it, which has a price. */
export function Offer({ off, onOpen }: { readonly off: number; readonly onOpen: () => void }) {
  const t = useWords(words);
  return (
    <div className="ov-reach">
      <p className="tl-hint">{t.reachHint(off)}</p>
      <Button icon={<IconBarrierBlock size={18} stroke={1.75} aria-hidden className="ov-glyph" />} onClick={onOpen}>
        {t.reachNow}
      </Button>
    </div>
  );
}
