import { type ReactNode, useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { type Act, useAct } from '#platform/web/useAnswer.ts';
import { ConfirmDialog, FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Department } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { changeDepartments, departmentOptions, useDepartments, withBelow } from '../departments.ts';
import { MemberPicker } from '../members/MemberPicker.tsx';
import { words } from './words.ts';

const TOP = 'top';
type Parent = DepartmentId | typeof TOP;

interface DepartmentFormProps {
  readonly title: string;
  readonly action: string;
  readonly ready: boolean;
  readonly step: Act<undefined, void>;
  readonly width?: 'narrow' | 'md';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A short form about a department. */
function DepartmentForm({ width = 'narrow', step, children, ...rest }: DepartmentFormProps) {
  return (
    <FormDialog {...rest} width={width} busy={step.busy} onSubmit={() => void step.run(undefined)}>
      {children}
      <FormError error={step.error} />
    </FormDialog>
  );
}

/** Puts a changed department in its place at once; the event says the same a moment later. */
function shown(department: Department): void {
  changeDepartments([department], []);
}

function useParentOptions(without: ReadonlySet<DepartmentId> = new Set()) {
  const t = useWords(words);
  const { all } = useDepartments();
  const options = departmentOptions(all ?? []).filter(({ value }) => !without.has(value));
  return [{ value: TOP as Parent, label: t.top }, ...options];
}

interface NewDepartmentDialogProps {
  readonly parentId: DepartmentId | null;
  readonly onClose: () => void;
}

/** Makes a department. */
export function NewDepartmentDialog({ parentId, onClose }: NewDepartmentDialogProps) {
  const t = useWords(words);
  const [name, setName] = useState('');
  const [parent, setParent] = useState<Parent>(parentId ?? TOP);
  const options = useParentOptions();
  const step = useAct(async () => {
    shown(
      await directory.createDepartment({
        name: name.trim(),
        parentId: parent === TOP ? null : parent,
        managerIds: [],
      }),
    );
    onClose();
  });
  return (
    <DepartmentForm title={t.newDepartment} action={t.create} ready={name.trim() !== ''} step={step} onClose={onClose}>
      <TextField label={t.departmentName} value={name} onChange={setName} maxLength={60} autoFocus />
      <Select label={t.above} value={parent} options={options} onChange={setParent} />
    </DepartmentForm>
  );
}

interface DepartmentDialogProps {
  readonly department: Department;
  readonly onClose: () => void;
}

/** Gives a department another name. */
export function RenameDialog({ department, onClose }: DepartmentDialogProps) {
  const t = useWords(words);
  const [name, setName] = useState(department.name);
  const step = useAct(async () => {
    shown(await directory.editDepartment({ ...inputOf(department), name: name.trim() }));
    onClose();
  });
  const ready = name.trim() !== '' && name.trim() !== department.name;
  return (
    <DepartmentForm title={t.renameOf(department.name)} action={t.rename} ready={ready} step={step} onClose={onClose}>
      <TextField label={t.departmentName} value={name} onChange={setName} maxLength={60} autoFocus />
    </DepartmentForm>
  );
}

/** Moves a department, with all below it, to another place. */
export function MoveDialog({ department, onClose }: DepartmentDialogProps) {
  const t = useWords(words);
  const { all } = useDepartments();
  const [parent, setParent] = useState<Parent>(department.parentId ?? TOP);
  const options = useParentOptions(withBelow(all ?? [], department.id));
  const step = useAct(async () => {
    shown(await directory.editDepartment({ ...inputOf(department), parentId: parent === TOP ? null : parent }));
    onClose();
  });
  const ready = parent !== (department.parentId ?? TOP);
  return (
    <DepartmentForm title={t.moveOf(department.name)} action={t.moveHere} ready={ready} step={step} onClose={onClose}>
      <Select label={t.above} value={parent} options={options} onChange={setParent} />
    </DepartmentForm>
  );
}

/** Says who manages a department. */
export function ManagersDialog({ department, onClose }: DepartmentDialogProps) {
  const t = useWords(words);
  const [managerIds, setManagers] = useState<MemberId[]>(department.managerIds);
  const step = useAct(async () => {
    shown(await directory.editDepartment({ ...inputOf(department), managerIds }));
    onClose();
  });
  return (
    <DepartmentForm
      title={t.managersOf(department.name)}
      action={t.save}
      ready={managerIds.join() !== department.managerIds.join()}
      step={step}
      width="md"
      onClose={onClose}
    >
      <MemberPicker label={t.managers} selected={managerIds} onChange={setManagers} most={10} />
    </DepartmentForm>
  );
}

/** Removes an empty department. */
export function RemoveDepartmentDialog({ department, onClose }: DepartmentDialogProps) {
  const t = useWords(words);
  const step = useAct(async () => {
    await directory.removeDepartment({ id: department.id });
    changeDepartments([], [department.id]);
    onClose();
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.removeDepartmentOf(department.name)}
      action={t.removeDepartmentOf(department.name)}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      <p>{t.removeDepartmentText}</p>
      <FormError error={step.error} />
    </ConfirmDialog>
  );
}

function inputOf({ id, name, parentId, managerIds }: Department) {
  return { id, name, parentId, managerIds: [...managerIds] };
}
