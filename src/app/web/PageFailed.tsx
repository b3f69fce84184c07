import { useRouter } from '@tanstack/react-router';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

/** A page that broke: what did not happen, that nothing is lost, and a way to try again. */
export function PageFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const t = useWords(words);
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorCard error={error} title={t.failed} onRetry={retry} />;
}
