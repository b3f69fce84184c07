import { useMember } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Reached } from '../model/contract.ts';
import { override } from './api.ts';
import { useChanges } from './changes.ts';
import { OverrideFacts } from './OverrideFacts.tsx';
import { words } from './words.ts';
import './override.css';

/** `/admin/overrides`: who interrupted whose rest and why, for who watches over it, and decides what was no emergency. */
export function OverridesSection() {
  const t = useWords(words);
  const { value, error, reload } = useAnswer('override.look', (signal) => override.look({}, { signal }));
  useChanges(reload);
  return (
    <>
      <PageHeader title={t.sectionTitle} back="/admin" />
      <PageBody width="text" plain>
        <p className="tl-text-2 ov-intro">{t.sectionText}</p>
        {value === null && error === null && <Skeleton kind="list" rows={3} />}
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {value?.length === 0 && <EmptyState text={t.noOverrides} />}
        {value?.map((one) => (
          <Item key={`${one.id} ${one.memberId}`} one={one} onDecided={reload} />
        ))}
      </PageBody>
    </>
  );
}

function Item({ one, onDecided }: { readonly one: Reached; readonly onDecided: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const sender = useMember(one.senderId)?.name ?? '';
  const whom = useMember(one.memberId)?.name ?? '';
  const act = useAct(async (verdict: 'upheld' | 'dismissed') => {
    await override.decide({ id: one.id, memberId: one.memberId, verdict });
    toast({ text: t.decided, kind: 'success' });
    onDecided();
  });
  return (
    <Card
      foot={
        one.mayDecide ? (
          <div className="ov-acts">
            <Button busy={act.busy} onClick={() => void act.run('dismissed')}>
              {t.dismiss}
            </Button>
            <Button kind="primary" busy={act.busy} onClick={() => void act.run('upheld')}>
              {t.uphold}
            </Button>
          </div>
        ) : undefined
      }
    >
      <OverrideFacts override={one} who={t.reachedWhom(sender, whom, format.whenExactly(one.at))} />
      {one.contestedAt !== null && one.verdict === null && (
        <p className="tl-small tl-text-2">{t.contestedAt(format.whenExactly(one.contestedAt))}</p>
      )}
      <FormError error={act.error} />
    </Card>
  );
}
