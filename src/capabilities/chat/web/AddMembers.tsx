import { useState } from 'react';
import { MemberPicker } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { forgetAnswers, useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Conversation, GROUP_SIZE_MAX } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';
import { useParticipants } from './participants.ts';
import { words } from './words.ts';

interface AddMembersProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Brings members into a group. */
export function AddMembers({ conversation, onClose }: AddMembersProps) {
  const t = useWords(words);
  const say = useSayError();
  const [selected, setSelected] = useState<MemberId[]>([]);
  const { value } = useParticipants(conversation, 'all');
  const act = useAct(async () =>
    deviceNow()?.calls.addParticipants({ conversationId: conversation.id, memberIds: selected }),
  );
  async function submit(): Promise<void> {
    if ((await act.run(undefined)) === null) return;
    forgetAnswers();
    onClose();
  }
  return (
    <FormDialog
      title={t.addMembers}
      consequence={t.addConsequence}
      action={selected.length === 0 ? t.addMembers : t.addAction(selected.length)}
      ready={selected.length > 0}
      busy={act.busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <MemberPicker
        label={t.members}
        selected={selected}
        onChange={setSelected}
        fixed={(value?.list ?? []).map(({ memberId }) => memberId)}
        most={GROUP_SIZE_MAX - conversation.memberCount}
      />
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}
