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

type SwitchName = Exclude<keyof Policy, 'preset'>;

/** Each switch by its name, and what a policy says of it in a word or two. */
export function usePolicyValues(): {
  readonly labels: Readonly<Record<SwitchName, string>>;
  readonly valueOf: (name: SwitchName, policy: Policy) => string;
} {
  const t = useWords(words);
  const labels = {
    receipts: t.receipts,
    receiptOptOut: t.optOut,
    noticeNames: t.noticeNames,
    whoCreatesGroups: t.groups,
    whoMentionsAll: t.mentionAll,
    whoDings: t.whoDings,
    dingsADay: t.dingsADay,
    joiningNeedsApproval: t.approval,
    linkPreviews: t.linkPreviews,
  };
  const values: { readonly [Name in SwitchName]: Readonly<Record<string, string>> } = {
    receipts: { named: t.receiptsNamed, counted: t.receiptsCounted, off: t.receiptsOff },
    receiptOptOut: { everywhere: t.optOutEverywhere, directOnly: t.optOutDirect },
    noticeNames: { named: t.namesShown, off: t.countShown },
    whoCreatesGroups: { everybody: t.everybody, managers: t.onlyManagers },
    whoMentionsAll: { everybody: t.everybody, groupAdmins: t.groupAdmins },
    whoDings: { everybody: t.everybody, managersAndTeam: t.dingsTeam },
    dingsADay: {},
    joiningNeedsApproval: { true: t.yes, false: t.no },
    linkPreviews: { true: t.yes, false: t.no },
  };
  return { labels, valueOf: (name, policy) => values[name][String(policy[name])] ?? String(policy[name]) };
}
