import { IconArrowForwardUp } from '@tabler/icons-react';
import { Link } from '#platform/web/navigate.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import { usePlaceTitle } from '../names.tsx';
import { Original } from './Original.tsx';
import type { Sources } from './sources.ts';
import { forwardWords } from './words.ts';

interface ForwardsDialogProps {
  readonly source: Sources;
  /** How many it points to; of those, one may not see all. */
  readonly count: number;
  readonly onClose: () => void;
}

/** Everything that a message points to, as it is now. */
export function ForwardsDialog({ source: { conversationId, numbers }, count, onClose }: ForwardsDialogProps) {
  const t = useWords(forwardWords);
  const title = usePlaceTitle(conversationId);
  return (
    <Dialog open onClose={onClose} title={t.record(title)}>
      <ul className="ch-forwards-all">
        {numbers.map((number) => (
          <li key={number}>
            <Original conversationId={conversationId} number={number} />
            <Link to={`/chat/${conversationId}?m=${number}`} className="ch-forward-from" onClick={onClose}>
              <IconArrowForwardUp size={14} stroke={1.75} aria-hidden />
              {t.open}
            </Link>
          </li>
        ))}
      </ul>
      {numbers.length < count && <p className="ch-forward-hidden">{t.someHidden(count - numbers.length)}</p>}
    </Dialog>
  );
}
