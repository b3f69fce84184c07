import { useWords } from '#platform/web/words.ts';
import type { Policy } from '../../model/contract.ts';
import { words } from './words.ts';

interface Line {
  readonly label: string;
  /** What members will notice, without a full stop. */
  readonly notice: string;
}

/** Each switch of a policy as people read it: its name, and what members will notice. */
export function usePolicyLines(policy: Policy): Readonly<Record<Exclude<keyof Policy, 'preset'>, Line>> {
  const t = useWords(words);
  return {
    receipts: {
      label: t.receipts,
      notice: { named: t.receiptsNamedNotice, counted: t.receiptsCountedNotice, off: t.receiptsOffNotice }[
        policy.receipts
      ],
    },
    receiptOptOut: {
      label: t.optOut,
      notice: policy.receiptOptOut === 'everywhere' ? t.optOutEverywhereNotice : t.optOutDirectNotice,
    },
    whoCreatesGroups: {
      label: t.groups,
      notice: policy.whoCreatesGroups === 'everybody' ? t.groupsEverybodyNotice : t.groupsManagersNotice,
    },
    whoMentionsAll: {
      label: t.mentionAll,
      notice: policy.whoMentionsAll === 'everybody' ? t.mentionEverybodyNotice : t.mentionAdminsNotice,
    },
    joiningNeedsApproval: {
      label: t.approval,
      notice: policy.joiningNeedsApproval ? t.approvalOnNotice : t.approvalOffNotice,
    },
    linkPreviews: {
      label: t.linkPreviews,
      notice: policy.linkPreviews ? t.linkPreviewsOnNotice : t.linkPreviewsOffNotice,
    },
    whoDings: {
      label: t.whoDings,
      notice: policy.whoDings === 'everybody' ? t.dingsEverybodyNotice : t.dingsTeamNotice,
    },
    noticeNames: {
      label: t.noticeNames,
      notice: policy.noticeNames === 'named' ? t.noticeNamesOnNotice : t.noticeNamesOffNotice,
    },
    dingsADay: { label: t.dingsADay, notice: t.dingsADayNotice(policy.dingsADay) },
  };
}
