import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { MemberCard } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { membersChanged } from '../live.ts';
import { useMember } from '../members/cards.ts';
import { MemberPicker } from '../members/MemberPicker.tsx';
import { words } from './words.ts';
import './admin.css';

interface DeactivateDialogProps {
  readonly member: MemberCard;
  readonly onClose: () => void;
}

/** Ends a membership: what happens, who takes over, and a button that says both. */
export function DeactivateDialog({ member, onClose }: DeactivateDialogProps) {
  const t = useWords(words);
  const [heir, setHeir] = useState<MemberId | null>(null);
  const heirCard = useMember(heir);
  const step = useAct(async () => {
    await directory.deactivateMember({ id: member.id, handOverTo: heir });
    membersChanged.set((old) => old + 1);
    toast({ text: t.deactivated(member.name) });
    onClose();
  });
  return (
    <FormDialog
      title={t.deactivateOf(member.name)}
      consequence={t.intoLedger}
      action={heirCard === null ? t.deactivateAction(member.name) : t.deactivateHandOver(member.name, heirCard.name)}
      actionKind="danger"
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <p className="di-say">{t.deactivateText(member.name)}</p>
      <p className="tl-label">{t.handOverTo}</p>
      <MemberPicker
        label={t.handOverTo}
        single
        selected={heir === null ? [] : [heir]}
        onChange={(ids) => setHeir(ids[0] ?? null)}
        without={[member.id]}
      />
      <FormError error={step.error} />
    </FormDialog>
  );
}
