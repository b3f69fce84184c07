import type { MemberId } from '#platform/model/ids.ts';
import { defineWords, useLanguage, useWords } from '#platform/web/words.ts';
import type { Role } from '../../model/roles.ts';
import { useMember } from '../members/cards.ts';
import { useRoleNames } from '../roles.ts';
import { ledgerSentence } from '../slots.ts';
import { words as shared } from '../words.ts';
import { words as admin } from './words.ts';

const words = defineWords({
  companyCreated: { zh: (name: string) => `创建企业“${name}”`, en: (name: string) => `Created the company ${name}` },
  companyRenamed: {
    zh: (from: string, to: string) => `企业改名，从“${from}”改为“${to}”`,
    en: (from: string, to: string) => `Renamed the company from ${from} to ${to}`,
  },
  policyChanged: { zh: (what: string) => `修改设定：${what}`, en: (what: string) => `Changed settings: ${what}` },
  fromTo: {
    zh: (what: string, to: string) => `${what}改为“${to}”`,
    en: (what: string, to: string) => `${what} to ${to}`,
  },
  listGap: { zh: '；', en: '; ' },
  memberAdded: {
    zh: (name: string, role: string) => `添加${name}，身份是${role}`,
    en: (name: string, role: string) => `Added ${name} as ${role}`,
  },
  memberJoined: {
    zh: (name: string, role: string) => `${name}加入，身份是${role}`,
    en: (name: string, role: string) => `${name} joined as ${role}`,
  },
  joinRefused: { zh: (name: string) => `没有让${name}加入`, en: (name: string) => `Did not let ${name} in` },
  roleChanged: {
    zh: (name: string, from: string, to: string) => `${name}从${from}改为${to}`,
    en: (name: string, from: string, to: string) => `${name} from ${from} to ${to}`,
  },
  memberDeactivated: { zh: (name: string) => `停用${name}`, en: (name: string) => `Deactivated ${name}` },
  handedOver: {
    zh: (name: string, heir: string) => `停用${name}，交给${heir}`,
    en: (name: string, heir: string) => `Deactivated ${name}, handed over to ${heir}`,
  },
  memberReactivated: { zh: (name: string) => `恢复${name}`, en: (name: string) => `Let ${name} in again` },
  inviteCreated: {
    zh: (role: string, days: string) => `新建邀请，角色${role}，${days} 天`,
    en: (role: string, days: string) => `Made an invite as ${role} for ${days} days`,
  },
  inviteRevoked: { zh: '收回一个邀请', en: 'Took an invite back' },
  imported: {
    zh: (created: string, updated: string) => `导入名单，新增 ${created}，更新 ${updated}`,
    en: (created: string, updated: string) => `Imported a list: ${created} new, ${updated} changed`,
  },
  somebody: { zh: '一个成员', en: 'a member' },
});

interface LedgerLineProps {
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** One entry of the ledger as a sentence; a kind that this version does not know shows by its name. */
export function LedgerLine({ kind, facts }: LedgerLineProps) {
  const t = useWords(words);
  const language = useLanguage();
  const roleNames = useRoleNames();
  const policyText = usePolicyText();
  const member = useMember(idIn(facts.memberId))?.name ?? t.somebody;
  const heir = useMember(idIn(facts.handOverTo))?.name ?? null;
  const text = (name: string) => wordOf(facts[name]);
  const role = (name: string) => roleNames[text(name) as Role] ?? text(name);
  switch (kind) {
    case 'companyCreated':
      return t.companyCreated(text('name'));
    case 'companyRenamed':
      return t.companyRenamed(text('from'), text('to'));
    case 'policyChanged':
      return t.policyChanged(policyText(facts));
    case 'memberAdded':
      return t.memberAdded(member, role('role'));
    case 'memberJoined':
      return t.memberJoined(member, role('role'));
    case 'joinRefused':
      return t.joinRefused(member);
    case 'roleChanged':
      return t.roleChanged(member, role('from'), role('to'));
    case 'memberDeactivated':
      return heir === null ? t.memberDeactivated(member) : t.handedOver(member, heir);
    case 'memberReactivated':
      return t.memberReactivated(member);
    case 'inviteCreated':
      return t.inviteCreated(role('role'), text('days'));
    case 'inviteRevoked':
      return t.inviteRevoked;
    case 'imported':
      return t.imported(text('created'), text('updated'));
    default:
      return ledgerSentence(kind)?.(facts)[language] ?? kind;
  }
}

/** Facts are words and numbers; anything else says nothing. */
function wordOf(fact: unknown): string {
  return typeof fact === 'string' || typeof fact === 'number' || typeof fact === 'boolean' ? String(fact) : '';
}

function idIn(value: unknown): MemberId | null {
  return typeof value === 'string' ? (value as MemberId) : null;
}

/** The switches that changed, each with what it is now. */
function usePolicyText(): (facts: Readonly<Record<string, unknown>>) => string {
  const t = useWords(words);
  const a = useWords(admin);
  const s = useWords(shared);
  const names: Readonly<Record<string, string>> = {
    preset: a.styleTitle,
    receipts: a.receipts,
    receiptOptOut: a.optOut,
    whoCreatesGroups: a.groups,
    whoMentionsAll: a.mentionAll,
    joiningNeedsApproval: a.approval,
    linkPreviews: a.linkPreviews,
    whoDings: a.whoDings,
    dingsADay: a.dingsADay,
    noticeNames: a.noticeNames,
  };
  const values: Readonly<Record<string, string>> = {
    'top-down': s.topDown,
    balanced: s.balanced,
    'self-managed': s.selfManaged,
    named: a.receiptsNamed,
    counted: a.receiptsCounted,
    off: a.receiptsOff,
    everywhere: a.optOutEverywhere,
    directOnly: a.optOutDirect,
    everybody: a.everybody,
    managers: a.onlyManagers,
    groupAdmins: a.groupAdmins,
    managersAndTeam: a.dingsTeam,
    true: a.yes,
    false: a.no,
  };
  return (facts) =>
    Object.entries(facts)
      .map(([name, change]) => {
        const to = wordOf((change as { to?: unknown } | null)?.to);
        return t.fromTo(names[name] ?? name, values[to] ?? to);
      })
      .join(t.listGap);
}
