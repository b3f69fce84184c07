import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { z } from 'zod';
import { FormError } from '#identity/web/index.ts';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { refusalCode } from '#platform/web/call.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { Dialog, FormDialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useSayError } from '#platform/web/refusals.ts';
import { useWords } from '#platform/web/words.ts';
import type { MemberProfile } from '../../model/contract.ts';
import { rolesToGive } from '../../model/permissions.ts';
import type { Role } from '../../model/roles.ts';
import { directory } from '../api.ts';
import { departmentOptions, useDepartments } from '../departments.ts';
import { membersChanged } from '../live.ts';
import { keepCards } from '../members/cards.ts';
import { useRoleOptions } from '../roles.ts';
import { words } from './words.ts';
import './admin.css';

/** What can be filled in of a member, as it stands in the fields. */
interface Draft {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly employeeNumber: string;
  readonly departmentIds: readonly DepartmentId[];
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

function inputOf(draft: Draft) {
  return {
    name: draft.name.trim(),
    title: draft.title.trim(),
    email: orNull(draft.email),
    phone: orNull(draft.phone),
    employeeNumber: orNull(draft.employeeNumber),
    departmentIds: [...draft.departmentIds],
  };
}

const emailIsBad = (text: string) => text.trim() !== '' && !z.email().safeParse(text.trim()).success;

interface AddMemberDialogProps {
  readonly departmentId: DepartmentId | null;
  readonly onClose: () => void;
  readonly onAdded: (name: string, inviteLink: string) => void;
}

/** Adds a member by hand; the link to the new seat comes with it. */
export function AddMemberDialog({ departmentId, onClose, onAdded }: AddMemberDialogProps) {
  const t = useWords(words);
  const actor = (useCurrentCompany()?.role ?? 'member') as Role;
  const options = useRoleOptions(rolesToGive(actor));
  const [role, setRole] = useState<Role>('member');
  const [draft, setDraft] = useState<Draft>({
    name: '',
    title: '',
    email: '',
    phone: '',
    employeeNumber: '',
    departmentIds: departmentId === null ? [] : [departmentId],
  });
  const step = useAct(async () => {
    const { member, inviteLink } = await directory.addMember({ ...inputOf(draft), role });
    keepCards([member]);
    membersChanged.set((old) => old + 1);
    onClose();
    onAdded(member.name, inviteLink);
  });
  const ready = draft.name.trim() !== '' && !emailIsBad(draft.email);
  return (
    <FormDialog
      title={t.addMember}
      action={t.addMember}
      ready={ready}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <MemberFields draft={draft} onChange={setDraft} error={step.error} />
      <div className="di-role-field">
        <Select label={t.role} value={role} options={options} onChange={setRole} />
      </div>
    </FormDialog>
  );
}

interface EditMemberDialogProps {
  readonly id: MemberId;
  readonly onClose: () => void;
}

/** Changes what is known of a member. */
export function EditMemberDialog({ id, onClose }: EditMemberDialogProps) {
  const t = useWords(words);
  const [serial] = useState(() => crypto.randomUUID());
  // Asked afresh each time: what a form shows must not be an old answer.
  const answer = useAnswer(`directory.edit ${id} ${serial}`, (signal) => directory.profile({ id }, { signal }));
  if (answer.value !== null) return <EditForm profile={answer.value} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={t.editMember}>
      {answer.error === null ? (
        <Skeleton kind="form" rows={4} />
      ) : (
        <ErrorCard error={answer.error} onRetry={answer.reload} />
      )}
    </Dialog>
  );
}

interface EditFormProps {
  readonly profile: MemberProfile;
  readonly onClose: () => void;
}

function EditForm({ profile, onClose }: EditFormProps) {
  const t = useWords(words);
  const [draft, setDraft] = useState<Draft>({
    name: profile.name,
    title: profile.title,
    email: profile.email ?? '',
    phone: profile.phone ?? '',
    employeeNumber: profile.employeeNumber ?? '',
    departmentIds: profile.departmentIds,
  });
  const step = useAct(async () => {
    keepCards([await directory.editMember({ ...inputOf(draft), id: profile.id })]);
    membersChanged.set((old) => old + 1);
    toast({ text: t.saved });
    onClose();
  });
  const ready = draft.name.trim() !== '' && !emailIsBad(draft.email);
  return (
    <FormDialog
      title={t.editMember}
      action={t.save}
      ready={ready}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <MemberFields draft={draft} onChange={setDraft} error={step.error} />
    </FormDialog>
  );
}

interface MemberFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly error: unknown;
}

function MemberFields({ draft, onChange, error }: MemberFieldsProps) {
  const t = useWords(words);
  const say = useSayError();
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const numberTaken = refusalCode(error) === 'directory.employeeNumberTaken';
  return (
    <div className="di-fields">
      <TextField label={t.name} value={draft.name} onChange={(name) => set({ name })} maxLength={60} autoFocus />
      <TextField label={t.jobTitle} optional value={draft.title} onChange={(title) => set({ title })} maxLength={60} />
      <TextField
        label={t.email}
        optional
        type="email"
        value={draft.email}
        onChange={(email) => set({ email })}
        error={emailIsBad(draft.email) && !draft.email.endsWith('@') ? t.emailBad : undefined}
        maxLength={254}
      />
      <TextField
        label={t.phone}
        optional
        type="tel"
        value={draft.phone}
        onChange={(phone) => set({ phone })}
        maxLength={20}
      />
      <TextField
        label={t.employeeNumber}
        optional
        value={draft.employeeNumber}
        onChange={(employeeNumber) => set({ employeeNumber })}
        error={numberTaken ? say(error) : undefined}
        maxLength={32}
      />
      <DepartmentsField ids={draft.departmentIds} onChange={(departmentIds) => set({ departmentIds })} />
      {!numberTaken && <FormError error={error} />}
    </div>
  );
}

interface DepartmentsFieldProps {
  readonly ids: readonly DepartmentId[];
  readonly onChange: (ids: readonly DepartmentId[]) => void;
}

function DepartmentsField({ ids, onChange }: DepartmentsFieldProps) {
  const t = useWords(words);
  const { all } = useDepartments();
  const options = departmentOptions(all ?? []);
  const chosen = options.filter((one) => ids.includes(one.value));
  return (
    <div className="di-fields-wide">
      <Select
        label={t.inDepartments}
        value={null}
        placeholder={t.addDepartment}
        options={options.filter((one) => !ids.includes(one.value))}
        onChange={(id) => onChange([...ids, id])}
        disabled={options.length === 0}
        searchable
      />
      {chosen.length > 0 && (
        <ul className="di-chips" aria-label={t.inDepartments}>
          {chosen.map((one) => (
            <li key={one.value}>
              <button type="button" onClick={() => onChange(ids.filter((id) => id !== one.value))}>
                <span className="tl-hidden">{t.leaveDepartment}</span>
                {one.label}
                <IconX size={14} stroke={1.75} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
