import { IconBarrierBlock } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReachNowProps } from '#ding/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { OverrideDialog } from './OverrideDialog.tsx';
import { words } from './words.ts';
import './override.css';

/** In the dialog of a ding, where somebody is off: the way past it, which has a price. */
export function ReachNow(props: ReachNowProps) {
  const t = useWords(words);
  const [opens, setOpens] = useState(false);
  return (
    <div className="ov-reach">
      <p className="tl-hint">{t.reachHint(props.off.length)}</p>
      <Button
        icon={<IconBarrierBlock size={18} stroke={1.75} aria-hidden className="ov-glyph" />}
        onClick={() => setOpens(true)}
      >
        {t.reachNow}
      </Button>
      {opens && <OverrideDialog {...props} onClose={() => setOpens(false)} />}
    </div>
  );
}
