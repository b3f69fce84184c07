import type { ViewKind } from '#directory/model/contract.ts';

/** Everything by which somebody is shown private facts of another member, and as what it stands in that member's log (R30, T4). */
export const watched: Readonly<Record<string, ViewKind>> = {
  'worktime.assigned': 'hours',
  'worktime.roster': 'roster',
  'worktime.leaves': 'leave',
  'worktime.duties': 'duties',
  'directory.exportCsv': 'peopleFile',
  'directory.ledger': 'ledger',
  'chat.noticeAnswers': 'noticeMissing',
  'outbox.gateways': 'deadLetter',
};

/** The same for what is no query: `override.look`, and an export of conversations, when it is made and whenever it is fetched. */
export const watchedElsewhere: readonly ViewKind[] = ['overrides', 'exportMade', 'exportFetched'];

/** Why queries that answer with something of others stand in no log. */
export type Unwatched =
  /** The caller's own, or meant for nobody in particular. */
  | 'own'
  /** Of the company, not of a person. */
  | 'company'
  /** What everybody inside may know of everybody: the address book, and whether one can be reached. */
  | 'public'
  /** Said in a conversation, to those who are in it, or done there for them to see. */
  | 'said'
  /** Given with a request, to be answered by who reads it. */
  | 'request'
  /** Told to both sides by a rule of its own: who has read, who has confirmed. */
  | 'mutual'
  /** Counts of ten or more. */
  | 'counted';

/** Every other query. A new one fails the build until somebody has decided. */
export const unwatched: Readonly<Record<Unwatched, readonly string[]>> = {
  own: [
    ...['override.mine', 'override.exportLedger'],
    ...[
      'outbox.settings',
      'outbox.contacts',
      'worktime.mine',
      'worktime.hold',
      'chat.waiting',
      'chat.receiptSettings',
      'later.mine',
      'later.times',
    ],
    ...['records.ownCopy', 'transparency.interruptionDays', 'transparency.interruptions', 'transparency.views'],
  ],
  company: [
    'chat.deletedConversations',
    ...[
      'directory.company',
      'directory.departments',
      'directory.findDepartments',
      'directory.invites',
      'directory.importState',
    ],
    ...['directory.verifyLedger', 'worktime.settings', 'worktime.holidays', 'files.limits', 'records.retention'],
    // Who asked for an export, and why. Those whose words are in it see the same, and each fetching of it.
    ...['records.exports', 'records.exportsOfMyWords', 'records.companyExports'],
    // What was asked to be switched on, by whom and why: everybody reads it.
    'directory.watching',
  ],
  public: [
    ...['directory.cards', 'directory.profile', 'directory.membersOf', 'directory.search'],
    ...['worktime.reach', 'worktime.presences'],
  ],
  said: [
    'records.holdsHere',
    ...['chat.conversations', 'chat.conversation', 'chat.findGroups', 'chat.messages', 'chat.messagesByNumber'],
    ...['chat.openThread', 'chat.threadRoots', 'chat.earlierTexts', 'chat.reactors', 'chat.findParticipants'],
    ...['chat.groupLink', 'chat.groupByLink', 'chat.forwarded', 'chat.noticePreview', 'chat.openNotices'],
    ...[
      'chat.noticeById',
      'chat.voters',
      'chat.participants',
      'search.messages',
      'search.files',
      'later.savedMessages',
    ],
  ],
  request: ['directory.joinRequests', 'chat.joinRequests'],
  mutual: [
    'override.preview',
    'chat.receiptsOf',
    'chat.receiptCounts',
    'ding.preview',
    'ding.ding',
    'ding.dings',
    'ding.mine',
    'ding.reached',
  ],
  counted: ['transparency.outOfHours'],
};
