import { FormError } from '#identity/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { directoryCalls } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { useDepartments } from '../departments.ts';
import { joinRequestsChanged, useAgain } from '../live.ts';
import { useRoleNames } from '../roles.ts';
import { words } from './words.ts';
import './admin.css';

type Request = OutputOf<typeof directoryCalls.joinRequests>[number];

/** Those who opened an invite and wait; nothing at all where nobody does. */
export function JoinRequests() {
  const t = useWords(words);
  const answer = useAnswer('directory.joinRequests', (signal) => directory.joinRequests({}, { signal }));
  useAgain(joinRequestsChanged, answer.reload);
  const step = useAct(async ({ request, approve }: { request: Request; approve: boolean }) => {
    await directory.answerJoinRequest({ memberId: request.memberId, approve });
    toast({ text: approve ? t.approved(request.name) : t.declined(request.name) });
    answer.reload();
  });
  if (answer.value === null || answer.value.length === 0) return null;
  return (
    <div className="di-requests">
      <Card title={t.requests}>
        <FormError error={step.error} />
        <ul>
          {answer.value.map((request) => (
            <RequestRow
              key={request.memberId}
              request={request}
              onAnswer={(approve) => void step.run({ request, approve })}
            />
          ))}
        </ul>
      </Card>
    </div>
  );
}

interface RequestRowProps {
  readonly request: Request;
  readonly onAnswer: (approve: boolean) => void;
}

function RequestRow({ request, onAnswer }: RequestRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const roleNames = useRoleNames();
  const { all } = useDepartments();
  const department = all?.find((one) => one.id === request.departmentId)?.name;
  const facts = [request.accountName, department, roleNames[request.role], format.when(request.askedAt)];
  return (
    <li className="di-request">
      <Avatar id={request.memberId} name={request.name} size={36} />
      <span className="tl-grow">
        <b className="tl-one">{request.name}</b>
        <small>{facts.filter((fact) => fact !== undefined).join('  ')}</small>
      </span>
      <span className="tl-row">
        <Button size="sm" aria-label={t.declineOf(request.name)} onClick={() => onAnswer(false)}>
          {t.decline}
        </Button>
        <Button size="sm" kind="primary" aria-label={t.approveOf(request.name)} onClick={() => onAnswer(true)}>
          {t.approve}
        </Button>
      </span>
    </li>
  );
}
