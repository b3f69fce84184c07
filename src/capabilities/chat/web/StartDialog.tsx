import { IconBuildingCommunity, IconMessagePlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { insiders } from '#directory/model/contract.ts';
import { MemberPicker, useDepartments } from '#directory/web/index.ts';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { useSayError } from '#platform/web/refusals.ts';
import { useStore } from '#platform/web/store.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Dialog, FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import type { MenuItem } from '#platform/web/ui/Menu.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { useWords, type Words } from '#platform/web/words.ts';
import { type Conversation, GROUP_SIZE_MAX } from '../model/contract.ts';
import { showConversation } from './actions.ts';
import { chatStore, deviceNow } from './chatStore.ts';
import { useNames } from './names.tsx';
import { words } from './words.ts';

export type StartKind = 'direct' | 'group' | 'department';

/** Ways to start a conversation; guests can only be written to. */
export function startItems(role: string, t: Words<typeof words>, onStart: (kind: StartKind) => void): MenuItem[] {
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const direct: MenuItem = {
    label: t.newDirect,
    icon: <IconMessagePlus {...icon} />,
    onSelect: () => onStart('direct'),
  };
  if (!(insiders as readonly string[]).includes(role)) return [direct];
  return [
    direct,
    { label: t.newGroup, icon: <IconUsersGroup {...icon} />, onSelect: () => onStart('group') },
    { label: t.departmentGroup, icon: <IconBuildingCommunity {...icon} />, onSelect: () => onStart('department') },
  ];
}

interface StartDialogProps {
  readonly kind: StartKind;
  readonly onClose: () => void;
}

/** Starts a conversation of one kind and goes there. */
export function StartDialog({ kind, onClose }: StartDialogProps) {
  if (kind === 'direct') return <NewDirect onClose={onClose} />;
  return kind === 'group' ? <NewGroup onClose={onClose} /> : <DepartmentGroup onClose={onClose} />;
}

type Closing = Pick<StartDialogProps, 'onClose'>;

function NewDirect({ onClose }: Closing) {
  const t = useWords(words);
  const go = useGo();
  const me = useStore(chatStore, (state) => state.me);
  return (
    <Dialog open onClose={onClose} title={t.newDirect} width="narrow">
      <MemberPicker
        label={t.choosePerson}
        single
        selected={[]}
        without={[me]}
        onChange={([id]) => {
          if (id === undefined) return;
          onClose();
          go(`/chat/with/${id}`);
        }}
      />
    </Dialog>
  );
}

/** Goes to a conversation that was just made. */
function useArrive(onClose: () => void): (answer: { conversation: Conversation } | null | undefined) => void {
  const go = useGo();
  return (answer) => {
    if (answer === null || answer === undefined) return;
    showConversation(answer.conversation);
    onClose();
    go(`/chat/${answer.conversation.id}`);
  };
}

function NewGroup({ onClose }: Closing) {
  const t = useWords(words);
  const say = useSayError();
  const arrive = useArrive(onClose);
  const me = useStore(chatStore, (state) => state.me);
  const [name, setName] = useState('');
  const [selected, setSelected] = useState<MemberId[]>([]);
  const nameOf = useNames([me, ...selected]);
  const spare = [me, ...selected]
    .slice(0, 4)
    .map((id) => nameOf(id) ?? '')
    .filter((one) => one !== '')
    .join(t.listComma)
    .slice(0, 60);
  const act = useAct(async () =>
    deviceNow()?.calls.createGroup({ name: name.trim() === '' ? spare : name.trim(), memberIds: selected }),
  );
  const ready = selected.length > 0;
  const submit = async () => arrive(await act.run(undefined));
  return (
    <FormDialog
      title={t.newGroup}
      action={ready ? t.createGroup(selected.length + 1) : t.newGroup}
      ready={ready}
      busy={act.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t.groupName}
        value={name}
        onChange={setName}
        maxLength={60}
        placeholder={ready ? spare : undefined}
        hint={t.groupNameHint}
      />
      <div className="ch-pick">
        <MemberPicker
          label={t.members}
          selected={selected}
          onChange={setSelected}
          without={[me]}
          most={GROUP_SIZE_MAX - 1}
        />
      </div>
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}

function DepartmentGroup({ onClose }: Closing) {
  const t = useWords(words);
  const say = useSayError();
  const arrive = useArrive(onClose);
  const { all } = useDepartments();
  const [id, setId] = useState<DepartmentId | null>(null);
  const act = useAct(async (departmentId: DepartmentId) => deviceNow()?.calls.openDepartmentGroup({ departmentId }));
  const submit = async () => id !== null && arrive(await act.run(id));
  return (
    <FormDialog
      title={t.departmentGroup}
      width="narrow"
      action={t.openDepartment}
      ready={id !== null}
      busy={act.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {all !== null && all.length === 0 ? (
        <p className="tl-text-2">{t.departmentEmpty}</p>
      ) : (
        <Select
          label={t.chooseDepartment}
          value={id}
          searchable
          hint={t.departmentHint}
          options={(all ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={setId}
        />
      )}
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}
