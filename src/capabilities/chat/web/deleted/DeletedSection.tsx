import { useEffect } from 'react';
import { useStore } from '#platform/web/store.ts';
import { chatStore } from '../chatStore.ts';
import { DeletedList } from './DeletedList.tsx';
import { setHeard } from './heard.ts';

/** `/me/deleted`: groups one was in that were deleted. Whoever sees the list has heard of them. */
export function DeletedSection() {
  const deleted = useStore(chatStore, (state) => state.deleted);
  useEffect(() => setHeard(...deleted), [deleted]);
  return <DeletedList deleted={deleted} />;
}
