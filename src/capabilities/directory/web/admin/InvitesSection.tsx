import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { DepartmentId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog, FormDialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { directoryCalls } from '../../model/contract.ts';
import { rolesToGive } from '../../model/permissions.ts';
import type { Role } from '../../model/roles.ts';
import { directory } from '../api.ts';
import { departmentOptions, useDepartments } from '../departments.ts';
import { MemberName } from '../members/MemberName.tsx';
import { useRoleNames, useRoleOptions } from '../roles.ts';
import { InviteLinkDialog } from './InviteLinkDialog.tsx';
import { JoinRequests } from './JoinRequests.tsx';
import { words } from './words.ts';
import './admin.css';

type Invite = OutputOf<typeof directoryCalls.invites>[number];

/** Who asks to join, and the invite links that work. */
export function InvitesSection() {
  const t = useWords(words);
  const answer = useAnswer('directory.invites', (signal) => directory.invites({}, { signal }));
  const [making, setMaking] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const [ending, setEnding] = useState<Invite | null>(null);
  const make = (
    <Button kind="primary" icon={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setMaking(true)}>
      {t.newInvite}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.invites} back="/admin">
        {make}
      </PageHeader>
      <PageBody width="full">
        <JoinRequests />
        {answer.value === null && answer.error === null && <Skeleton kind="table" rows={4} />}
        {answer.value === null && answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
        {answer.value !== null && (
          <InviteTable invites={answer.value} onNew={() => setMaking(true)} onRevoke={setEnding} />
        )}
      </PageBody>
      {making && (
        <NewInviteDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setLink(made);
            answer.reload();
          }}
        />
      )}
      {link !== null && (
        <InviteLinkDialog title={t.inviteMade} text={t.inviteMadeText} link={link} onClose={() => setLink(null)} />
      )}
      {ending !== null && <RevokeDialog invite={ending} onClose={() => setEnding(null)} onRevoked={answer.reload} />}
    </>
  );
}

interface InviteTableProps {
  readonly invites: readonly Invite[];
  readonly onNew: () => void;
  readonly onRevoke: (invite: Invite) => void;
}

function InviteTable({ invites, onNew, onRevoke }: InviteTableProps) {
  const t = useWords(words);
  const columns = useColumns(onRevoke);
  return (
    <Table
      label={t.invites}
      rows={invites}
      rowKey={(invite) => invite.id}
      empty={<EmptyState text={t.noInvites} action={<Button onClick={onNew}>{t.newInvite}</Button>} />}
      columns={columns}
    />
  );
}

function useColumns(onRevoke: (invite: Invite) => void): readonly Column<Invite>[] {
  const t = useWords(words);
  const format = useFormat();
  const roleNames = useRoleNames();
  const { all } = useDepartments();
  return [
    { key: 'role', label: t.inviteRole, phone: 'title', cell: (invite) => roleNames[invite.role] },
    {
      key: 'department',
      label: t.inviteDepartment,
      phone: 'meta',
      cell: (invite) => all?.find((one) => one.id === invite.departmentId)?.name ?? t.none,
    },
    { key: 'expires', label: t.expires, phone: 'meta', cell: (invite) => format.whenExactly(invite.expiresAt) },
    {
      key: 'uses',
      label: t.inviteUses,
      phone: 'meta',
      cell: (invite) => (invite.usesLeft === null ? t.anyUses : t.usesLeft(invite.usesLeft)),
    },
    { key: 'by', label: t.createdBy, phone: 'hide', cell: (invite) => <MemberName id={invite.createdBy} /> },
    {
      key: 'end',
      label: t.more,
      align: 'end',
      phone: 'end',
      cell: (invite) => (
        <Button size="sm" onClick={() => onRevoke(invite)}>
          {t.revoke}
        </Button>
      ),
    },
  ];
}

const DAYS = ['1', '7', '30', '90'] as const;
const USES = ['1', '10', '100', 'any'] as const;
const NOWHERE = 'none';

interface NewInviteDialogProps {
  readonly onClose: () => void;
  readonly onMade: (link: string) => void;
}

function NewInviteDialog({ onClose, onMade }: NewInviteDialogProps) {
  const t = useWords(words);
  const { all } = useDepartments();
  const actor = (useCurrentCompany()?.role ?? 'member') as Role;
  const roleOptions = useRoleOptions(rolesToGive(actor));
  const [role, setRole] = useState<Role>('member');
  const [departmentId, setDepartment] = useState<DepartmentId | typeof NOWHERE>(NOWHERE);
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  const [uses, setUses] = useState<(typeof USES)[number]>('any');
  const step = useAct(async () => {
    const { link } = await directory.createInvite({
      role,
      departmentId: departmentId === NOWHERE ? null : departmentId,
      days: Number(days),
      uses: uses === 'any' ? null : Number(uses),
    });
    onClose();
    onMade(link);
  });
  return (
    <FormDialog
      title={t.newInvite}
      width="narrow"
      action={t.makeInvite}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <Select label={t.inviteRole} value={role} options={roleOptions} onChange={setRole} />
      <Select
        label={t.inviteDepartment}
        value={departmentId}
        options={[{ value: NOWHERE, label: t.none }, ...departmentOptions(all ?? [])]}
        onChange={setDepartment}
      />
      <Select
        label={t.inviteDays}
        value={days}
        options={DAYS.map((value) => ({ value, label: t.days(Number(value)) }))}
        onChange={setDays}
      />
      <Select
        label={t.inviteUses}
        value={uses}
        options={USES.map((value) => ({ value, label: value === 'any' ? t.anyUses : t.uses(Number(value)) }))}
        onChange={setUses}
      />
      <FormError error={step.error} />
    </FormDialog>
  );
}

interface RevokeDialogProps {
  readonly invite: Invite;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

function RevokeDialog({ invite, onClose, onRevoked }: RevokeDialogProps) {
  const t = useWords(words);
  const step = useAct(async () => {
    await directory.revokeInvite({ id: invite.id });
    toast({ text: t.revoked });
    onRevoked();
    onClose();
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.revokeTitle}
      action={t.revoke}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      <p>{t.revokeText}</p>
      <FormError error={step.error} />
    </ConfirmDialog>
  );
}
