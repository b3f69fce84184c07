import type { Policy, Preset } from './shapes.ts';

type Switches = Omit<Policy, 'preset'>;

/** What each management style sets (product §4). */
export const presets: Readonly<Record<Preset, Switches>> = {
  'top-down': {
    receipts: 'named',
    receiptOptOut: 'directOnly',
    whoCreatesGroups: 'managers',
    whoMentionsAll: 'groupAdmins',
    joiningNeedsApproval: true,
    linkPreviews: true,
    whoDings: 'managersAndTeam',
    noticeNames: 'named',
    dingsADay: '3',
  },
  balanced: {
    receipts: 'named',
    receiptOptOut: 'everywhere',
    whoCreatesGroups: 'everybody',
    whoMentionsAll: 'groupAdmins',
    joiningNeedsApproval: false,
    linkPreviews: true,
    whoDings: 'everybody',
    noticeNames: 'named',
    dingsADay: '3',
  },
  'self-managed': {
    receipts: 'off',
    receiptOptOut: 'everywhere',
    whoCreatesGroups: 'everybody',
    whoMentionsAll: 'everybody',
    joiningNeedsApproval: false,
    linkPreviews: true,
    whoDings: 'everybody',
    noticeNames: 'off',
    dingsADay: '2',
  },
};

/** The policy that a company of this style begins with. */
export function policyOfPreset(preset: Preset): Policy {
  return { preset, ...presets[preset] };
}

/** Single switches; those left out stay. */
export type Changes = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

/** The policy after a change: a preset sets all switches first, then single ones. */
export function policyAfter(current: Policy, preset: Preset | undefined, changes: Changes): Policy {
  const base = preset === undefined ? current : policyOfPreset(preset);
  const single = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...base, ...single };
}

/** What differs, by switch, for the ledger. */
export function policyDifference(before: Policy, after: Policy): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(after) as (keyof Policy)[];
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, { from: before[name], to: after[name] }]),
  );
}
