import { IconChevronRight, IconClipboardCheck } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useStore } from '#platform/web/store.ts';
import { useWords } from '#platform/web/words.ts';
import { openNotices } from './openNotices.ts';
import { noticeWords } from './words.ts';
import './card.css';

const OpenNotices = lazy(() => import('./OpenNotices.tsx').then((file) => ({ default: file.OpenNotices })));

/** Above the list: how many notices wait. A notice that has scrolled away is not lost. */
export function OpenNoticesBar() {
  const t = useWords(noticeWords);
  const count = useStore(openNotices, (all) => all.length);
  const [open, setOpen] = useState(false);
  if (count === 0 && !open) return null;
  return (
    <>
      <button type="button" className="ch-open-notices" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <IconClipboardCheck size={18} stroke={1.75} aria-hidden />
        <span className="tl-grow">{t.openCount(count)}</span>
        <IconChevronRight size={18} stroke={1.75} aria-hidden />
      </button>
      {open && (
        <Suspense fallback={null}>
          <OpenNotices onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
