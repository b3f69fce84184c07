import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { deviceNow } from '../chatStore.ts';
import { DeletedList } from './DeletedList.tsx';
import { deletedWords } from './words.ts';

/** `/admin/deleted`: all groups of the company that were deleted and are not erased yet. */
export function CompanyDeleted() {
  const t = useWords(deletedWords);
  const { value, error, reload } = useAnswer('chat.deletedConversations', async () =>
    deviceNow()?.calls.deletedConversations({}),
  );
  return (
    <>
      <PageHeader title={t.title} back="/admin" />
      <PageBody width="text">
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {(value === null || value === undefined) && error === null && <Skeleton kind="list" rows={3} />}
        {value !== null && value !== undefined && <DeletedList deleted={value} onRestored={reload} />}
      </PageBody>
    </>
  );
}
