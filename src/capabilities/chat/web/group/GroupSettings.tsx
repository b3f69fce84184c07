import { IconArchive, IconArchiveOff, IconChevronRight, IconSettings } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { usePolicy } from '#directory/web/index.ts';
import { attempt } from '#platform/web/steps.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Switch } from '#platform/web/ui/Choice.tsx';
import { ConfirmDialog, Dialog } from '#platform/web/ui/Dialog.tsx';
import { Counter } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation, GroupRules } from '../../model/contract.ts';
import { canDelete } from '../../model/deleting.ts';
import { canArchive, canKeepDoor, canManage } from '../../model/managing.ts';
import { setGroupRules, setNewcomersSee } from '../actions.ts';
import { deviceNow } from '../chatStore.ts';
import { GroupLinkPart } from './GroupLinkPart.tsx';
import { JoinRequests } from './JoinRequests.tsx';
import { groupWords } from './words.ts';
import './group.css';

const DeleteGroup = lazy(() => import('../deleted/DeleteGroup.tsx').then((file) => ({ default: file.DeleteGroup })));

interface GroupProps {
  readonly conversation: Conversation;
}

/** Leads its owner and admins to the settings of a group; says how many ask to be let in. */
export function GroupSettingsLine({ conversation }: GroupProps) {
  const t = useWords(groupWords);
  const [open, setOpen] = useState(false);
  if (canManage(conversation.kind, conversation.myRole) !== null) return null;
  return (
    <>
      <button type="button" className="ch-peer ch-place ch-group-line" onClick={() => setOpen(true)}>
        <IconSettings size={18} stroke={1.75} aria-hidden />
        <span className="tl-grow">{t.settings}</span>
        {conversation.requests > 0 && (
          <>
            <span className="tl-hidden">{t.requestsWaiting(conversation.requests)}</span>
            <Counter kind="unread" count={conversation.requests} />
          </>
        )}
        <IconChevronRight size={18} stroke={1.75} aria-hidden />
      </button>
      {open && <GroupSettings conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  );
}

function GroupSettings({ conversation, onClose }: GroupProps & { readonly onClose: () => void }) {
  const t = useWords(groupWords);
  const { kind, myRole } = conversation;
  const keepsDoor = canKeepDoor(kind, myRole) === null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.settings}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <div className="ch-group">
        {keepsDoor && conversation.requests > 0 && <JoinRequests conversation={conversation} />}
        {!conversation.archived && <Rules conversation={conversation} />}
        {keepsDoor && !conversation.archived && <GroupLinkPart conversation={conversation} />}
        {canArchive(kind, myRole) === null && <Archive conversation={conversation} />}
        {canDelete(kind, myRole) === null && (
          <Suspense fallback={null}>
            <DeleteGroup conversation={conversation} />
          </Suspense>
        )}
      </div>
    </Dialog>
  );
}

function Rules({ conversation }: GroupProps) {
  const t = useWords(groupWords);
  const policy = usePolicy();
  const { rules, kind, newcomersSee } = conversation;
  const set = (change: Partial<GroupRules>) => setGroupRules(conversation, change);
  const isCompanys = policy?.whoMentionsAll === 'groupAdmins';
  return (
    <section className="ch-group-rules">
      <Switch
        label={t.onlyAdminsWrite}
        hint={t.onlyAdminsWriteHint}
        checked={rules.whoWrites === 'admins'}
        onChange={(on) => set({ whoWrites: on ? 'admins' : 'everybody' })}
      />
      {kind === 'group' && (
        <Switch
          label={t.onlyAdminsAdd}
          checked={rules.whoAdds === 'admins'}
          onChange={(on) => set({ whoAdds: on ? 'admins' : 'everybody' })}
        />
      )}
      <Switch
        label={t.onlyAdminsMention}
        {...(isCompanys ? { hint: t.companyMentions } : {})}
        checked={isCompanys || rules.whoMentionsAll === 'groupAdmins'}
        disabled={isCompanys}
        onChange={(on) => set({ whoMentionsAll: on ? 'groupAdmins' : 'everybody' })}
      />
      <Switch
        label={t.newcomersSeeLater}
        hint={t.newcomersSeeLaterHint}
        checked={newcomersSee === 'afterJoining'}
        onChange={(on) => setNewcomersSee(conversation, on ? 'afterJoining' : 'everything')}
      />
    </section>
  );
}

function Archive({ conversation }: GroupProps) {
  const t = useWords(groupWords);
  const [asking, setAsking] = useState(false);
  const { id: conversationId, archived, name } = conversation;
  const set = (next: boolean) =>
    void attempt(() => deviceNow()?.calls.setArchived({ conversationId, archived: next })).then(() => setAsking(false));
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <section>
      <Button
        wide
        icon={archived ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
        onClick={() => (archived ? set(false) : setAsking(true))}
      >
        {archived ? t.unarchive : t.archive}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.archiveTitle(name)}
        action={t.archive}
        kind="primary"
        onConfirm={() => set(true)}
      >
        {t.archiveText}
      </ConfirmDialog>
    </section>
  );
}
