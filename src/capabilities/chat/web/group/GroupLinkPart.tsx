import { useState } from 'react';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Segmented, Switch } from '#platform/web/ui/Choice.tsx';
import { CopyField } from '#platform/web/ui/CopyField.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Conversation, type GroupLink, LINK_DAYS } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { groupWords } from './words.ts';

interface GroupLinkPartProps {
  readonly conversation: Conversation;
}

/** The one link into a group: made, shown to copy or to scan, ended. */
export function GroupLinkPart({ conversation }: GroupLinkPartProps) {
  const t = useWords(groupWords);
  const say = useSayError();
  const conversationId = conversation.id;
  const answer = useAnswer(
    `chat.groupLink ${conversationId}`,
    async () => (await deviceNow()?.calls.groupLink({ conversationId })) ?? { link: null },
  );
  const close = useAct(async () => {
    await deviceNow()?.calls.closeGroupLink({ conversationId });
    answer.reload();
  });
  const link = answer.value?.link ?? null;
  return (
    <section className="ch-group-link">
      <h3>{t.link}</h3>
      {answer.value === null && answer.error === null && <Skeleton kind="list" rows={1} />}
      {answer.value === null && answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
      {answer.value !== null &&
        (link === null ? (
          <NewLink conversation={conversation} onMade={answer.reload} />
        ) : (
          <Shown link={link} busy={close.busy} onClose={() => void close.run(undefined)} />
        ))}
      {close.error !== null && <Banner kind="danger">{say(close.error)}</Banner>}
    </section>
  );
}

interface ShownProps {
  readonly link: GroupLink;
  readonly busy: boolean;
  readonly onClose: () => void;
}

function Shown({ link, busy, onClose }: ShownProps) {
  const t = useWords(groupWords);
  const format = useFormat();
  const address = `${location.origin}/chat/join/${link.token}`;
  const until = t.worksUntil(format.whenExactly(link.expiresAt));
  return (
    <>
      <CopyField label={t.address} value={address} />
      <div className="ch-group-shown">
        <QrCode text={address} label={t.qr} size={120} />
        <div className="tl-grow">
          <p className="tl-small tl-text-3">{until}</p>
          {link.approval && <p className="tl-small tl-text-3">{t.approval}</p>}
          <Button size="sm" busy={busy} onClick={onClose}>
            {t.closeLink}
          </Button>
        </div>
      </div>
    </>
  );
}

type Days = (typeof LINK_DAYS)[number];

function NewLink({ conversation, onMade }: GroupLinkPartProps & { readonly onMade: () => void }) {
  const t = useWords(groupWords);
  const say = useSayError();
  const [approval, setApproval] = useState(false);
  const [days, setDays] = useState<Days>(7);
  const make = useAct(async () => {
    await deviceNow()?.calls.makeGroupLink({ conversationId: conversation.id, approval, days });
    onMade();
  });
  return (
    <>
      <p className="tl-small tl-text-3">{t.noLink}</p>
      <Switch label={t.approval} hint={t.approvalHint} checked={approval} onChange={setApproval} />
      <div className="ch-group-days">
        <Segmented
          label={t.works}
          value={String(days)}
          options={LINK_DAYS.map((one) => ({ value: String(one), label: t.days(one) }))}
          onChange={(next) => setDays(Number(next) as Days)}
        />
        <Button busy={make.busy} onClick={() => void make.run(undefined)}>
          {t.makeLink}
        </Button>
      </div>
      {make.error !== null && <Banner kind="danger">{say(make.error)}</Banner>}
    </>
  );
}
