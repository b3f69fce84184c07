import { IconChevronRight, IconDots, IconDoorExit, IconPencil, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Virtualizer } from 'virtua';
import { MemberAvatar, MemberName, profilePath, useMember, usePolicy } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { Link, useGo } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { attempt } from '#platform/web/steps.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { Segmented, Switch } from '#platform/web/ui/Choice.tsx';
import { ConfirmDialog, FormDialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { SearchField, TextArea, TextField } from '#platform/web/ui/Field.tsx';
import { Menu, type MenuItem } from '#platform/web/ui/Menu.tsx';
import { DetailsHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Conversation, GroupRole, Silence } from '../model/contract.ts';
import { canAdd, canLeave, canManage, canRemove, canSetRole } from '../model/managing.ts';
import { settingOf } from '../model/notifying.ts';
import { canSilence } from '../model/silencing.ts';
import { setNotify, setPinned } from './actions.ts';
import { AddMembers } from './AddMembers.tsx';
import { chatStore, deviceNow } from './chatStore.ts';
import { GroupSettingsLine } from './group/GroupSettings.tsx';
import { groupWords } from './group/words.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { useFoundParticipants, useParticipants } from './participants.ts';
import { SilenceDialog } from './silence/SilenceDialog.tsx';
import { SilenceTag } from './silence/SilenceTag.tsx';
import { silenceWords } from './silence/words.ts';
import { conversationFacts, conversationPlaces } from './slots.ts';
import { words } from './words.ts';
import './details.css';

interface DetailsProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** The right pane: what the conversation is about, who is in it, and how one wants to hear of it. */
export function Details({ conversation, onClose }: DetailsProps) {
  const t = useWords(words);
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <DetailsHeader title={t.details} onClose={onClose} />
      <div className="ch-details">
        {conversation.peerId === null ? <About conversation={conversation} /> : <Peer id={conversation.peerId} />}
        {conversation.kind !== 'direct' && <Members conversation={conversation} />}
        <section className="ch-places">
          <GroupSettingsLine conversation={conversation} />
          <Places conversation={conversation} />
          <Facts conversation={conversation} />
        </section>
        <section className="ch-settings">
          <NotifyChoice conversation={conversation} />
          <Switch
            label={t.pin}
            checked={conversation.pinned}
            onChange={(pinned) => setPinned(conversation.id, pinned)}
          />
          <ReceiptsLine />
        </section>
        {canLeave(conversation.kind) === null && (
          <section>
            <Button
              kind="danger"
              wide
              icon={<IconDoorExit size={18} stroke={1.75} aria-hidden />}
              onClick={() => setLeaving(true)}
            >
              {t.leave}
            </Button>
          </section>
        )}
      </div>
      {leaving && <LeaveDialog conversation={conversation} onClose={() => setLeaving(false)} />}
    </>
  );
}

/** What of this conversation notifies, on all devices, with what that means in words. */
function NotifyChoice({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(words);
  const setting = settingOf(conversation);
  const isDirect = conversation.kind === 'direct';
  const mentions = isDirect ? [] : [{ value: 'mentions' as const, label: t.notifyMentions }];
  const sentence = {
    all: isDirect ? t.notifyDirectSays : t.notifyAllSays,
    mentions: t.notifyMentionsSays,
    nothing: t.notifyNothingSays,
  }[setting];
  return (
    <div className="ch-notify">
      <span>{t.notify}</span>
      <Segmented
        label={t.notify}
        wide
        value={setting}
        onChange={(next) => setNotify(conversation.id, next)}
        options={[
          { value: 'all' as const, label: t.notifyAll },
          ...mentions,
          { value: 'nothing' as const, label: t.notifyNothing },
        ]}
      />
      <p className="tl-small tl-text-3">{sentence}</p>
    </div>
  );
}

/** What the storeys above say of this conversation. */
function Facts({ conversation }: { readonly conversation: Conversation }) {
  return useStore(conversationFacts).map((Fact, index) => <Fact key={index} conversationId={conversation.id} />);
}

/** Where the storeys above lead to from this conversation. */
function Places({ conversation }: { readonly conversation: Conversation }) {
  const language = useLanguage();
  const places = useStore(conversationPlaces);
  return places.map(({ id, label, icon: Icon, to }) => (
    <Link key={id} to={to(conversation.id)} className="ch-peer ch-place">
      <Icon size={18} stroke={1.75} />
      <span className="tl-grow">{label[language]}</span>
      <IconChevronRight size={18} stroke={1.75} aria-hidden />
    </Link>
  ));
}

function ReceiptsLine() {
  const t = useWords(words);
  const policy = usePolicy();
  if (policy === null) return null;
  const text = { named: t.namedReceipts, counted: t.countedReceipts, off: t.offReceipts }[policy.receipts];
  return (
    <p className="ch-setting">
      <span>{t.receipts}</span>
      <span className="tl-small tl-text-3">{text}</span>
    </p>
  );
}

function Peer({ id }: { readonly id: MemberId }) {
  const member = useMember(id);
  return (
    <section>
      <Link to={profilePath(id)} className="ch-peer">
        <MemberAvatar id={id} size={48} presence />
        <span className="tl-col tl-grow">
          <b className="tl-row">
            <MemberName id={id} />
          </b>
          {member?.title !== '' && <span className="tl-one tl-small tl-text-3">{member?.title}</span>}
        </span>
        <IconChevronRight size={18} stroke={1.75} aria-hidden />
      </Link>
    </section>
  );
}

function About({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(words);
  const [editing, setEditing] = useState(false);
  const mayEdit = canManage(conversation.kind, conversation.myRole) === null;
  return (
    <section className="ch-about">
      <p className={conversation.description === '' ? 'tl-text-3' : 'tl-text-2'}>
        {conversation.description === '' ? t.noDescription : conversation.description}
      </p>
      {mayEdit && (
        <IconButton
          icon={<IconPencil size={18} stroke={1.75} />}
          label={t.rename}
          size="sm"
          onClick={() => setEditing(true)}
        />
      )}
      {editing && <EditGroup conversation={conversation} onClose={() => setEditing(false)} />}
    </section>
  );
}

interface EditGroupProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

function EditGroup({ conversation, onClose }: EditGroupProps) {
  const t = useWords(words);
  const say = useSayError();
  const [name, setName] = useState(conversation.name);
  const [description, setDescription] = useState(conversation.description);
  const act = useAct(async () =>
    deviceNow()?.calls.editGroup({
      conversationId: conversation.id,
      name: name.trim(),
      description: description.trim(),
    }),
  );
  async function submit(): Promise<void> {
    if ((await act.run(undefined)) !== null) onClose();
  }
  return (
    <FormDialog
      title={t.rename}
      action={t.save}
      ready={name.trim() !== ''}
      busy={act.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField label={t.groupName} value={name} onChange={setName} maxLength={60} />
      <TextArea label={t.description} optional value={description} onChange={setDescription} maxLength={500} />
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}

const FACES = 10;

function Members({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(words);
  const group = useWords(groupWords);
  const [all, setAll] = useState(false);
  const few = useParticipants(conversation, 'few');
  const everybody = useParticipants(conversation, all ? 'all' : 'nobody');
  const { value, error, reload } = all && everybody.value !== null ? everybody : few;
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const found = useFoundParticipants(conversation, all ? text : '');
  // Who is silenced stands in the list: a line that tells of it asks for the list anew.
  const { last } = conversation;
  const told = last?.note?.kind === 'silenced' || last?.note?.kind === 'unsilenced' ? last.number : null;
  useEffect(() => {
    if (told !== null) reload();
  }, [told, reload]);
  const list = found ?? value?.list ?? [];
  return (
    <section>
      <h3>
        {t.members} <span className="tl-text-3">{conversation.memberCount}</span>
        <span className="tl-grow" />
        {canAdd({ ...conversation, role: conversation.myRole }, 1) === null && (
          <IconButton
            icon={<IconUserPlus size={18} stroke={1.75} />}
            label={t.addMembers}
            size="sm"
            onClick={() => setAdding(true)}
          />
        )}
        {(value?.list ?? []).length > 0 && (
          <button type="button" className="ch-link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t.showFewer : t.showAllMembers}
          </button>
        )}
      </h3>
      {error !== null && value === null && <ErrorCard error={error} onRetry={reload} />}
      {value === null && error === null && <Skeleton kind="list" rows={2} />}
      {all && conversation.memberCount > FACES && (
        <SearchField label={group.findMembers} value={text} onChange={setText} />
      )}
      {all && found?.length === 0 && <p className="tl-small tl-text-3 ch-none">{group.noneFound}</p>}
      {all ? (
        <div className="ch-members">
          <Virtualizer as="ul" item="li" data={list}>
            {(one) => (
              <MemberLine
                key={one.memberId}
                id={one.memberId}
                role={one.role}
                silence={one.silence}
                conversation={conversation}
                onChanged={reload}
              />
            )}
          </Virtualizer>
        </div>
      ) : (
        <ul className="ch-faces">
          {list.slice(0, FACES).map(({ memberId }) => (
            <Face key={memberId} id={memberId} />
          ))}
        </ul>
      )}
      {adding && <AddMembers conversation={conversation} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Face({ id }: { readonly id: MemberId }) {
  const member = useMember(id);
  return (
    <li>
      <Link to={profilePath(id)}>
        <MemberAvatar id={id} size={36} presence />
        <span className="tl-one">{member?.name ?? ''}</span>
      </Link>
    </li>
  );
}

interface MemberLineProps {
  readonly id: MemberId;
  readonly role: GroupRole;
  readonly silence: Silence | null;
  readonly conversation: Conversation;
  readonly onChanged: () => void;
}

type Asking = 'remove' | 'handOver' | 'silence' | null;

function MemberLine({ id, role, silence, conversation, onChanged }: MemberLineProps) {
  const t = useWords(words);
  const silences = useWords(silenceWords);
  const go = useGo();
  const me = useStore(chatStore, (state) => state.me);
  const member = useMember(id);
  const [asking, setAsking] = useState<Asking>(null);
  const calls = deviceNow()?.calls;
  const { id: conversationId, myRole, kind } = conversation;
  const step = (work: () => Promise<unknown> | undefined) => void attempt(work).then(onChanged);
  const setRole = (next: GroupRole) => step(() => calls?.setGroupRole({ conversationId, memberId: id, role: next }));

  const items: MenuItem[] = [{ label: t.sendMessageTo, onSelect: () => go(`/chat/with/${id}`) }];
  if (id !== me && canSetRole(kind, myRole) === null) {
    items.push(
      role === 'admin'
        ? { label: t.makePlain, onSelect: () => setRole('member') }
        : { label: t.makeAdmin, onSelect: () => setRole('admin') },
      { label: t.handOver, onSelect: () => setAsking('handOver') },
    );
  }
  if (id !== me && canSilence(kind, myRole, role) === null) {
    items.push(
      silence === null
        ? { label: silences.silenceHim, onSelect: () => setAsking('silence') }
        : { label: silences.lift, onSelect: () => step(() => calls?.liftSilence({ conversationId, memberId: id })) },
    );
  }
  if (id !== me && canRemove(kind, myRole, role) === null) {
    items.push({ line: true }, { label: t.removeMember, kind: 'danger', onSelect: () => setAsking('remove') });
  }
  const name = member?.name ?? '';
  return (
    <div className="ch-member">
      <MemberAvatar id={id} size={32} presence />
      <span className="tl-one">
        <MemberName id={id} />
      </span>
      {role !== 'member' && <Tag>{role === 'owner' ? t.roleOwner : t.roleAdmin}</Tag>}
      {silence !== null && <SilenceTag silence={silence} />}
      <span className="tl-grow" />
      {id !== me && (
        <Menu
          label={name}
          align="end"
          items={items}
          trigger={<IconButton icon={<IconDots size={18} stroke={1.75} />} label={`${name}, ${t.more}`} size="sm" />}
        />
      )}
      {asking === 'silence' && (
        <SilenceDialog
          conversationId={conversationId}
          memberId={id}
          name={name}
          onDone={onChanged}
          onClose={() => setAsking(null)}
        />
      )}
      <ConfirmDialog
        open={asking === 'remove'}
        onClose={() => setAsking(null)}
        title={t.removeTitle(name)}
        action={t.removeMember}
        onConfirm={() => {
          setAsking(null);
          step(() => calls?.removeParticipant({ conversationId, memberId: id }));
        }}
      >
        {t.removeText}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'handOver'}
        onClose={() => setAsking(null)}
        title={t.handOverTitle(name)}
        action={t.handOverAction}
        kind="primary"
        onConfirm={() => {
          setAsking(null);
          setRole('owner');
        }}
      >
        {t.handOverText}
      </ConfirmDialog>
    </div>
  );
}
