import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { RadioCards } from '#platform/web/ui/Choice.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { MemberCard } from '../../model/contract.ts';
import { rolesToGive } from '../../model/permissions.ts';
import type { Role } from '../../model/roles.ts';
import { directory } from '../api.ts';
import { membersChanged } from '../live.ts';
import { keepCards } from '../members/cards.ts';
import { useRoleNames, useRoleOptions } from '../roles.ts';
import { words } from './words.ts';

interface RoleDialogProps {
  readonly member: MemberCard;
  readonly onClose: () => void;
}

/** Gives a member another role; each says what it may do. */
export function RoleDialog({ member, onClose }: RoleDialogProps) {
  const t = useWords(words);
  const names = useRoleNames();
  const actor = (useCurrentCompany()?.role ?? 'member') as Role;
  const options = useRoleOptions(rolesToGive(actor));
  const [role, setRole] = useState<Role>(member.role);
  const step = useAct(async () => {
    keepCards([await directory.setRole({ id: member.id, role })]);
    membersChanged.set((old) => old + 1);
    toast({ text: t.roleChanged(member.name, names[role]) });
    onClose();
  });
  return (
    <FormDialog
      title={t.changeRoleOf(member.name)}
      consequence={t.roleLedger}
      action={t.makeRole(names[role])}
      ready={role !== member.role}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <RadioCards label={t.role} bare value={role} options={options} onChange={setRole} columns={2} />
      <FormError error={step.error} />
    </FormDialog>
  );
}
