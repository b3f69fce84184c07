import { useState } from 'react';
import { useGo, useParam } from '#platform/web/navigate.tsx';
import { useSayError } from '#platform/web/refusals.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { chatCalls } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { words } from '../words.ts';
import { groupWords } from './words.ts';
import './group.css';

type Group = OutputOf<typeof chatCalls.groupByLink>;

/** `/chat/join/<token>`: what a link leads to, and the way in. */
export function JoinGroupPage() {
  const t = useWords(groupWords);
  const token = useParam('token');
  const answer = useAnswer(`chat.groupByLink ${token}`, async () => {
    const calls = deviceNow()?.calls;
    return calls === undefined ? null : calls.groupByLink({ token });
  });
  return (
    <main className="tl-pane-main" id="main" aria-label={t.joinGroup} tabIndex={-1}>
      <PageHeader title={t.joinGroup} back="/chat" />
      <PageBody width="form">
        {answer.value === null && answer.error === null && <Skeleton kind="list" rows={2} />}
        {answer.value === null && answer.error !== null && (
          <ErrorCard error={answer.error} title={t.linkFailed} onRetry={answer.reload} />
        )}
        {answer.value !== null && <Way token={token} group={answer.value} />}
      </PageBody>
    </main>
  );
}

function Way({ token, group }: { readonly token: string; readonly group: Group }) {
  const t = useWords(groupWords);
  const chat = useWords(words);
  const say = useSayError();
  const go = useGo();
  const [standing, setStanding] = useState(group.standing);
  const step = useAct(async () => {
    const joined = await deviceNow()?.calls.joinByLink({ token });
    if (joined === undefined) return;
    setStanding(joined.standing);
    if (joined.standing === 'inside') go(`/chat/${group.conversationId}`, { replace: true });
  });
  return (
    <Card>
      <div className="ch-join">
        <header>
          <Avatar id={group.conversationId} name={group.name} kind="group" size={48} />
          <div className="tl-grow">
            <h2 className="tl-one">{group.name}</h2>
            <p className="tl-small tl-text-3">{chat.memberCount(group.memberCount)}</p>
          </div>
        </header>
        {group.description !== '' && <p className="tl-text-2 ch-join-about">{group.description}</p>}
        {step.error !== null && <Banner kind="danger">{say(step.error)}</Banner>}
        {standing === 'waits' && <Banner kind="held">{t.waits}</Banner>}
        {standing === 'inside' && (
          <Button kind="primary" wide onClick={() => go(`/chat/${group.conversationId}`, { replace: true })}>
            {t.open}
          </Button>
        )}
        {standing === 'outside' && (
          <>
            {group.approval && <p className="tl-small tl-text-3">{t.askHint}</p>}
            <Button kind="primary" wide busy={step.busy} onClick={() => void step.run(undefined)}>
              {group.approval ? t.askToJoin : t.joinNow}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}
