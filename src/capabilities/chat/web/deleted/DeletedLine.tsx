import { IconTrash, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useMember } from '#directory/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { chatStore } from '../chatStore.ts';
import { setHeard, useUnheard } from './heard.ts';
import { deletedWords } from './words.ts';
import './deleted.css';

/** Above the list, once: a group one was in is gone, by whom, and where it can still be seen. */
export function DeletedLine() {
  const t = useWords(deletedWords);
  const me = useStore(chatStore, (state) => state.me);
  const deleted = useStore(chatStore, (state) => state.deleted);
  // Who did it himself need not be told.
  const one = useUnheard(useMemo(() => deleted.filter(({ deletedBy }) => deletedBy !== me), [deleted, me]));
  const who = useMember(one?.deletedBy ?? null)?.name ?? '';
  if (one === null) return null;
  return (
    <div className="ch-deleted-line" role="status">
      <IconTrash size={18} stroke={1.75} aria-hidden />
      <span className="tl-grow">{t.told(who, one.name)}</span>
      <Link to="/me/deleted" className="ch-link" onClick={() => setHeard(one)}>
        {t.see}
      </Link>
      <IconButton icon={<IconX size={18} stroke={1.75} />} label={t.heard} size="sm" onClick={() => setHeard(one)} />
    </div>
  );
}
