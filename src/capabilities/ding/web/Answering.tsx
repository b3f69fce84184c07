import { IconCheck } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Ding } from '../model/contract.ts';
import { answer } from './acting.ts';
import { words } from './words.ts';

const LaterDialog = lazy(() => import('./LaterDialog.tsx').then((file) => ({ default: file.LaterDialog })));

/** The two ways to answer a ding by a tap. */
export function Answering({ ding }: { readonly ding: Ding }) {
  const t = useWords(words);
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button
        kind="urgent"
        icon={<IconCheck size={18} stroke={2} aria-hidden />}
        onClick={() => void answer(ding, null)}
      >
        {t.confirm}
      </Button>
      <Button aria-haspopup="dialog" onClick={() => setAsks(true)}>
        {t.laterAt}
      </Button>
      {asks && (
        <Suspense fallback={null}>
          <LaterDialog ding={ding} onClose={() => setAsks(false)} />
        </Suspense>
      )}
    </>
  );
}
