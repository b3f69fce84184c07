import { MemberAvatar, MemberName, useMember } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { attempt } from '#platform/web/steps.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { groupWords } from './words.ts';

interface JoinRequestsProps {
  readonly conversation: Conversation;
}

/** Those who came by the link and wait to be let in. */
export function JoinRequests({ conversation }: JoinRequestsProps) {
  const t = useWords(groupWords);
  const { id: conversationId, requests } = conversation;
  const answer = useAnswer(
    `chat.joinRequests ${conversationId} ${requests}`,
    async () => (await deviceNow()?.calls.joinRequests({ conversationId })) ?? [],
  );
  return (
    <section>
      <h3>{t.requests}</h3>
      {answer.value === null && answer.error === null && <Skeleton kind="list" rows={1} />}
      {answer.value === null && answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
      <ul>
        {(answer.value ?? []).map((memberId) => (
          <Request key={memberId} id={memberId} conversation={conversation} />
        ))}
      </ul>
    </section>
  );
}

function Request({ id, conversation }: JoinRequestsProps & { readonly id: MemberId }) {
  const t = useWords(groupWords);
  const member = useMember(id);
  const name = member?.name ?? '';
  const answer = (accept: boolean) =>
    void attempt(() => deviceNow()?.calls.answerJoinRequest({ conversationId: conversation.id, memberId: id, accept }));
  return (
    <li className="ch-member">
      <MemberAvatar id={id} size={32} />
      <span className="tl-one tl-grow">
        <MemberName id={id} />
      </span>
      <Button size="sm" aria-label={t.declineOf(name)} onClick={() => answer(false)}>
        {t.decline}
      </Button>
      <Button size="sm" kind="primary" aria-label={t.letInOf(name)} onClick={() => answer(true)}>
        {t.letIn}
      </Button>
    </li>
  );
}
