import { type SubmitEvent, useState } from 'react';
import { FormError, loadMe, SignUpForm, takeMe, useMe } from '#identity/web/index.ts';
import { refusalCode } from '#platform/web/call.ts';
import { Link, useGo, useParam } from '#platform/web/navigate.tsx';
import { chooseCompany, useSession } from '#platform/web/session.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { Button, ButtonLink } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { directoryCalls } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { useRoleNames } from '../roles.ts';
import { words } from '../words.ts';
import { Waiting } from './Waiting.tsx';
import '../company/company.css';

type Info = OutputOf<typeof directoryCalls.inviteInfo>;
type Joined = OutputOf<typeof directoryCalls.acceptInvite>;

/** `/join/<invite>`: who has no account makes one here; who has one joins with it. */
export function JoinPage() {
  const t = useWords(words);
  const invite = useParam('invite');
  const session = useSession();
  const answer = useAnswer(`directory.invite ${invite}`, (signal) =>
    directory.inviteInfo({ invite }, { signal, companyId: null }),
  );
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const enter = useEnter(setWaitsFor);

  if (waitsFor !== null) return <Waiting companyId={waitsFor} companyName={answer.value?.companyName ?? ''} />;
  if (refusalCode(answer.error) === 'directory.inviteGone' || refusalCode(answer.error) === 'platform.badInput') {
    return (
      <OpenPage title={t.joinGone}>
        <p className="tl-text-2">{t.joinGoneText}</p>
        <div className="di-form">
          <ButtonLink to="/" size="big" wide>
            {session.state === 'signedIn' ? t.goIn : t.signIn}
          </ButtonLink>
        </div>
      </OpenPage>
    );
  }
  const info = answer.value;
  if (info === null) {
    return (
      <OpenPage title="">
        {answer.error === null ? (
          <Skeleton kind="form" rows={3} />
        ) : (
          <ErrorCard error={answer.error} onRetry={answer.reload} />
        )}
      </OpenPage>
    );
  }
  return session.state === 'signedIn' ? (
    <JoinSignedIn invite={invite} info={info} onJoined={enter} />
  ) : (
    <JoinNew invite={invite} info={info} onJoined={enter} />
  );
}

/** In at once, or waiting for approval. */
function useEnter(onWaiting: (companyId: string) => void): (joined: Joined) => Promise<void> {
  const go = useGo();
  return async ({ companyId, status }) => {
    await loadMe();
    if (status === 'waiting') return onWaiting(companyId);
    chooseCompany(companyId);
    go('/', { replace: true });
  };
}

interface JoinProps {
  readonly invite: string;
  readonly info: Info;
  readonly onJoined: (joined: Joined) => Promise<void>;
}

function useInviteLines(info: Info): string {
  const t = useWords(words);
  const role = useRoleNames()[info.role];
  const where = info.departmentName === null ? t.joinAs(role) : t.joinIn(role, info.departmentName);
  return info.needsApproval ? `${where}${t.sentenceGap}${t.joinApproval}` : where;
}

function JoinNew({ invite, info, onJoined }: JoinProps) {
  const t = useWords(words);
  const lines = useInviteLines(info);
  const here = `/join/${invite}`;
  return (
    <OpenPage
      title={t.joinTitle(info.companyName)}
      subtitle={lines}
      foot={
        <>
          {t.joinSignIn} <Link to={`/sign-in?next=${encodeURIComponent(here)}`}>{t.signIn}</Link>
        </>
      }
    >
      <SignUpForm
        name={info.memberName ?? ''}
        action={info.needsApproval ? t.joinAsk : t.joinNow}
        onDone={async (me) => {
          takeMe(me);
          await onJoined(await directory.acceptInvite({ invite, name: me.name }, { companyId: null }));
        }}
      />
    </OpenPage>
  );
}

function JoinSignedIn({ invite, info, onJoined }: JoinProps) {
  const t = useWords(words);
  const go = useGo();
  const me = useMe();
  const { account } = useSession();
  const lines = useInviteLines(info);
  const [name, setName] = useState(info.memberName ?? account?.name ?? '');
  const step = useAct(async () =>
    onJoined(await directory.acceptInvite({ invite, name: name.trim() }, { companyId: null })),
  );

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void step.run(undefined);
  }

  const already = refusalCode(step.error) === 'directory.alreadyMember';
  return (
    <OpenPage title={t.joinTitle(info.companyName)} subtitle={lines}>
      <form className="di-form" onSubmit={submit}>
        <TextField
          label={t.joinName}
          hint={me === null ? undefined : t.joinWith(me.accountName)}
          value={name}
          onChange={setName}
          required
          maxLength={60}
        />
        <FormError error={step.error} />
        {already ? (
          <Button kind="primary" size="big" wide onClick={() => go('/companies')}>
            {t.goIn}
          </Button>
        ) : (
          <Button type="submit" kind="primary" size="big" wide busy={step.busy}>
            {info.needsApproval ? t.joinAsk : t.joinNow}
          </Button>
        )}
      </form>
    </OpenPage>
  );
}
