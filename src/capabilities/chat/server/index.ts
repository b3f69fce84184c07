import type { Attachment } from '#files/model/contract.ts';
import type { Files } from '#files/server/index.ts';
import { type Outbox, releaseAt } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { CompanyId, ConversationId, FileId, MemberId, MessageId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { type Capability, capability, direct } from '#platform/server/capability.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { Connection, Identity } from '#platform/server/connection.ts';
import type { Context } from '#platform/server/context.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { messageCount } from '#platform/server/metrics.ts';
import type { Server } from '#platform/server/serve.ts';
import { type Worktime, workTime } from '#worktime/server/index.ts';
import { chatCalls, chatEvent } from '../model/contract.ts';
import { type Root, threadIdOf } from '../model/threads.ts';
import { dropRequestsOf } from './asking.ts';
import { Batches } from './batches.ts';
import { sendCard, type SentCard } from './cards.ts';
import { sendContact } from './contacts.ts';
import * as deleting from './deleting.ts';
import * as doors from './doors.ts';
import * as forwarding from './forwarding.ts';
import * as groups from './groups.ts';
import * as history from './history.ts';
import { Lanes } from './lanes.ts';
import { Fetching } from './links/fetching.ts';
import { followLinks } from './links/following.ts';
import type { LookingWorld } from './links/looking.ts';
import { linkPictureRoute } from './links/pictureRoute.ts';
import { removeLinkPreview } from './links/removing.ts';
import * as notices from './notices.ts';
import { notifying, talk } from './notifying.ts';
import { Pages } from './pages.ts';
import * as places from './places.ts';
import * as polls from './polls.ts';
import * as reacting from './reacting.ts';
import { ReadCollector, showReading } from './reading.ts';
import * as receipts from './receipts.ts';
import * as ruling from './ruling.ts';
import * as sections from './sections.ts';
import * as silencing from './silencing.ts';
import * as cards from './store/cards.ts';
import * as conversations from './store/conversations.ts';
import type { Send } from './store/lane.ts';
import type { Acknowledging } from './store/notices.ts';
import { setCanSend } from './store/participants.ts';
import type { Vote } from './store/polls.ts';
import * as showing from './store/showing.ts';
import * as talking from './talking.ts';
import * as threads from './threads.ts';
import { WorkingNow } from './working.ts';

export type { Send } from './store/lane.ts';
export { glanceAt } from './notifying.ts';
export { departmentConversation, hiddenFor, readableBy } from './store/conversations.ts';
export { type ConversationHead, directOf, headsOf, historyAfter } from './store/copying.ts';
export { findById as messageWithId, messagesAfter, messagesByRef, repliesTo } from './store/messages.ts';
export { participantIds } from './store/participants.ts';
export { preferenceOf } from './store/receipts.ts';
export { eraseDeleted } from './deleting.ts';
export { directId, openDirect } from './groups.ts';
export { ensureInside, ensureSees } from './history.ts';
export { deletedOf, lockDue as lockDueDeletion, nextErasure, postpone as postponeErasure } from './store/deletions.ts';
export { type Extent, extentsAfter, retain } from './retaining.ts';
export { ensureMaySend, hungOn } from './talking.ts';

/** Of so many members at once what they read off hours is shown: what is told holds the company clock. */
const SHOWN_AT_ONCE = 20;
/** What a send held just then is looked at again so soon. */
const SHOWN_AGAIN_MS = 2_000;

/** Somebody without a session, as far as sending needs to know him. */
type Seat = Pick<Identity, 'companyId' | 'memberId' | 'role'>;

export interface Chat {
  readonly capability: Capability;
  /** Sends as this member, by his rights now, as if he called: for what sends later. The same id again is answered with the first number. */
  send(as: Seat, input: InputOf<typeof chatCalls.sendMessage>): Promise<{ number: number; sentAt: Date }>;
  /**
   * Stores and tells a message that a capability above draws, in the transaction of a call of its author; `store` puts down beside it what
   * belongs to it. Its author's rights are asked for as with any message.
   */
  sendCard(
    ctx: Context,
    asking: {
      id: MessageId;
      conversationId: ConversationId;
      text: string;
      /** What `hang` has returned. */
      files: readonly Attachment[];
      room: string;
      of: string;
    },
    store: (place: cards.CardPlace) => Promise<void>,
  ): Promise<{ number: number; sentAt: Date }>;
  /** Hangs own files on messages that are stored in this transaction; refuses `files.unknown` for any other file. */
  hang(ctx: Context, ids: readonly FileId[], conversationId: ConversationId): Promise<Attachment[]>;
  /** Opens the message path of a house, and does what is due; calls before it fail. */
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  /** The addresses of pictures that stand beside links. */
  routes(server: Server, house: House): void;
  /** Stores and tells what is collected, then closes. */
  stop(): Promise<void>;
  /** Stores and tells collected reading now; for tests. */
  flush(): Promise<void>;
  /** Does all that is due about notices and polls by the clock of the house: for tests. */
  settle(): Promise<void>;
  /** Resolves when nothing is looked at behind links; for tests. */
  linksSettled(): Promise<void>;
  /** Moves a read cursor as if it was read in working time: for seeds. */
  importReading(
    companyId: CompanyId,
    conversationId: ConversationId,
    memberId: MemberId,
    number: number,
  ): Promise<void>;
  /** Stores messages of the past in their order, each at its own time, and returns their numbers: for seeds. Authors must be in the conversation, or where its thread hangs. */
  importMessages(companyId: CompanyId, sends: readonly (Send & { readonly thread?: Root })[]): Promise<number[]>;
}

interface Engine {
  readonly house: House;
  readonly lanes: Lanes;
  readonly reads: ReadCollector;
  readonly pages: Pages;
  readonly acknowledging: Batches<Acknowledging>;
  readonly voting: Batches<Vote>;
  readonly clockwork: Clockwork;
  readonly fetching: Fetching;
}

/** How chat looks behind links, and which host it need not look at: its own. */
export type Outside = Pick<LookingWorld, 'egress' | 'ownHost'>;

/** Conversations, messages and receipts of one house, with the files that hang on messages, and the outbox that tells of them. */
export function makeChat(files: Files, outbox: Outbox, worktime: Pick<Worktime, 'hear'>, outside: Outside): Chat {
  files.watch(talking.HOLDER, talking.maySeeFile);
  outbox.from(talk);
  outbox.from(notices.notices);
  let engine: Engine | null = null;
  const running = (): Engine => {
    if (engine === null) throw new Error('the chat has not been started');
    return engine;
  };
  const working = new WorkingNow();
  // What a member says of his own time counts at once.
  worktime.hear(async (ctx) => {
    await showing.planAnew(ctx, [{ memberId: ctx.memberId, dueAt: ctx.now }]);
    ctx.afterCommit(() => {
      working.forget(ctx.companyId, ctx.memberId);
      running().clockwork.wake(ctx.companyId, ctx.now);
    });
  });

  async function sendMessage(caller: Seat, input: InputOf<typeof chatCalls.sendMessage>) {
    if (input.files.length > 0 || input.silent) return sendWhole(caller, input);
    const { house, lanes } = running();
    const { thread } = input;
    const check = () => house.runAs(caller, (ctx) => talking.ensureMaySend(ctx, input), undefined, 'read');
    const follow = (root: Root) => house.runAs(caller, (ctx) => threads.beginOrFollow(ctx, input.conversationId, root));
    const submit = () => lanes.submit(caller.companyId, { ...input, authorId: caller.memberId, sentAt: house.now() });
    if (talking.needsCare(input)) {
      if (thread !== null) await follow(thread);
      await check();
    }
    let sent = await submit();
    // Nearly everybody who answers follows already: only the first answer takes this way.
    if (sent.verdict === 'refused' && thread !== null) {
      await follow(thread);
      sent = await submit();
    }
    if (sent.verdict === 'refused') {
      await check();
      // The guard said no and the rule says yes: the world changed between them, and a retry will tell.
      throw new Refused(refuse('platform.unavailable'));
    }
    return { number: sent.number, sentAt: sent.sentAt };
  }

  async function sendWhole(caller: Seat, input: InputOf<typeof chatCalls.sendMessage>) {
    const { house, reads } = running();
    const { number, sentAt, read } = await house.runAs(caller, async (ctx) => {
      if (input.thread !== null) await threads.beginOrFollow(ctx, input.conversationId, input.thread);
      return talking.sendWhole(ctx, files, input);
    });
    if (read === null) return { number, sentAt };
    messageCount.inc();
    // An own message concerns nobody: only a step over somebody else's is told.
    if (read.to - read.from > 1) reads.moved(caller.companyId, read);
    return { number, sentAt };
  }

  /** A card goes its own way, in one transaction; what its sending has read is told as that of any message. */
  function asking<In>(send: (ctx: Context, input: In) => Promise<SentCard>) {
    return async (ctx: Context, input: In) => {
      const sent = await send(ctx, input);
      tellRead(ctx, sent);
      return { number: sent.number, sentAt: sent.sentAt };
    };
  }

  function tellRead(ctx: Context, { read }: SentCard): void {
    if (read === null) return;
    ctx.afterCommit(() => {
      messageCount.inc();
      if (read.to - read.from > 1) running().reads.moved(ctx.companyId, read);
    });
  }

  async function forwardEach(ctx: Context, input: InputOf<typeof chatCalls.forwardEach>) {
    const sent = await forwarding.forwardEach(ctx, input);
    for (const one of sent) tellRead(ctx, one);
    return { numbers: sent.map(({ number }) => number) };
  }

  async function acknowledge({ companyId, memberId }: Identity, input: InputOf<typeof chatCalls.acknowledge>) {
    await running().acknowledging.submit(companyId, { ...input, memberId });
    return {};
  }

  async function vote({ companyId, memberId }: Identity, input: InputOf<typeof chatCalls.vote>) {
    await running().voting.submit(companyId, { ...input, memberId });
    return {};
  }

  /** What a card has due is done then; a hint, for it stands in the table. */
  function wake(ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date): void {
    ctx.afterCommit(() => running().clockwork.wake(ctx.companyId, at));
  }

  /** Shows what was read off hours, of those who work by now; who has other hours than he had is asked again when he works (R18). */
  async function showDue(ctx: FollowContext): Promise<void> {
    const memberIds = await showing.takeShowing(ctx, ctx.now, SHOWN_AT_ONCE);
    if (memberIds.length === 0) return;
    const facts = await workTime.factsOf(ctx.tx, ctx.companyId, memberIds, ctx.now);
    const later = memberIds.flatMap((memberId) => {
      const one = facts.get(memberId);
      return one === undefined || one.works ? [] : [{ memberId, dueAt: releaseAt(one.nextStart, memberId) }];
    });
    const left = await showReading(
      ctx,
      memberIds.filter((memberId) => facts.get(memberId)?.works === true),
    );
    const again = left.map((memberId) => ({ memberId, dueAt: new Date(ctx.now.getTime() + SHOWN_AGAIN_MS) }));
    const waits = [...later, ...again];
    if (waits.length > 0) await showing.planAnew(ctx, waits);
    const waiting = new Set(waits.map(({ memberId }) => memberId));
    await showing.endShowing(
      ctx,
      memberIds.filter((memberId) => !waiting.has(memberId)),
    );
  }

  async function doDue(ctx: FollowContext): Promise<void> {
    await showDue(ctx);
    const due = await cards.takeDue(ctx, ctx.now);
    if (due === null) return;
    await notices.doDue(ctx, outbox, due);
    await polls.doDue(ctx, due);
    if (await places.doDue(ctx, due)) ctx.afterCommit(() => running().house.hub.forgetRecent(ctx.companyId));
  }

  async function markRead(caller: Identity, { conversationId, number }: InputOf<typeof chatCalls.markRead>) {
    await running().reads.read(caller.companyId, conversationId, caller.memberId, number);
    return {};
  }

  /** R19: outside his hours nobody is seen typing. */
  async function worksNow({ companyId, memberId }: Identity): Promise<boolean> {
    const { house } = running();
    const known = working.known(companyId, memberId, house.now());
    if (known !== undefined) return known.works;
    const found = await house.database.transaction(companyId, (tx) =>
      working.of({ tx, companyId, now: house.now() }, [memberId]),
    );
    return found.get(memberId)?.works ?? false;
  }

  async function typing(
    caller: Identity,
    { conversationId }: { conversationId: string },
    connection: Connection | null,
  ) {
    const { house } = running();
    // Whoever has no socket on the conversation is not seen typing in it.
    if (connection === null || !connection.topics.has(conversationId)) {
      throw new Refused(refuse('chat.conversationUnknown'));
    }
    if (!(await worksNow(caller))) return {};
    const frame = JSON.stringify({ type: 'chat.typing', conversationId, memberId: caller.memberId });
    house.hub.whisper(caller.companyId, conversationId, frame, connection);
    return {};
  }

  async function openThread(
    caller: Identity,
    root: InputOf<typeof chatCalls.openThread>,
    connection: Connection | null,
  ) {
    const { house } = running();
    const open = () => house.runAs(caller, (ctx) => threads.openThread(ctx, root), undefined, 'read');
    if (connection === null) return open();
    // Who does not see the message is refused before he hears anything; heard first, read then, so that nothing falls between.
    await house.runAs(caller, (ctx) => threads.ensureOpens(ctx, root), undefined, 'read');
    house.hub.visit(connection, threadIdOf(root), root.conversationId);
    return open();
  }

  const chat = capability({
    name: 'chat',
    calls: chatCalls,
    events: chatEvent,
    handlers: {
      sendMessage: direct(sendMessage),
      markRead: direct(markRead),
      typing: direct(typing),
      openThread: direct(openThread),
      forward: asking(forwarding.forward),
      forwardEach,
      forwardMerged: asking(forwarding.forwardMerged),
      forwarded: forwarding.forwarded,
      threadRoots: threads.threadRoots,
      followThread: threads.followThread,
      messages: direct((caller, input: InputOf<typeof chatCalls.messages>) => running().pages.messages(caller, input)),
      conversations: talking.listConversations,
      waiting: talking.waiting,
      conversation: talking.oneConversation,
      findGroups: talking.findGroups,
      messagesByNumber: talking.messagesByNumber,
      editMessage: forgetting(talking.editMessage),
      earlierTexts: talking.earlierTexts,
      recallMessage: forgetting((ctx, input: InputOf<typeof chatCalls.recallMessage>) =>
        talking.recallMessage(ctx, files, input),
      ),
      sendNotice: asking((ctx, input: InputOf<typeof chatCalls.sendNotice>) =>
        notices.sendNotice(ctx, outbox, wake, input),
      ),
      noticePreview: (ctx: Context, input: InputOf<typeof chatCalls.noticePreview>) =>
        notices.noticePreview(ctx, outbox, input),
      acknowledge: direct(acknowledge),
      openNotices: notices.openNotices,
      noticeById: notices.noticeById,
      noticeAnswers: notices.noticeAnswers,
      sendPoll: asking((ctx, input: InputOf<typeof chatCalls.sendPoll>) => polls.sendPoll(ctx, wake, input)),
      vote: direct(vote),
      closePoll: polls.closePoll,
      sendContact: asking(sendContact),
      sendPlace: asking((ctx, input: InputOf<typeof chatCalls.sendPlace>) => places.sendPlace(ctx, wake, input)),
      voters: polls.votersOf,
      setReaction: reacting.setReaction,
      reactors: reacting.reactorsOf,
      removeLinkPreview,
      markUnread: talking.markUnread,
      setPinned: talking.changeSettings,
      setMuted: talking.changeSettings,
      setNotify: talking.setNotify,
      setDraft: talking.setDraft,
      openDirect: groups.openDirect,
      createGroup: groups.createGroup,
      openDepartmentGroup: groups.openDepartmentGroup,
      editGroup: groups.editGroup,
      addParticipants: groups.addParticipants,
      removeParticipant: groups.removeParticipant,
      leave: groups.leave,
      setGroupRole: groups.setGroupRole,
      setGroupRules: ruling.setGroupRules,
      setNewcomersSee: history.setNewcomersSee,
      deleteConversation: deleting.deleteConversation,
      restoreConversation: deleting.restoreConversation,
      deletedConversations: deleting.deletedConversations,
      makeSection: sections.makeSection,
      renameSection: sections.renameSection,
      removeSection: sections.removeSection,
      orderSections: sections.orderSections,
      setSection: sections.setSection,
      setAnnouncement: ruling.setAnnouncement,
      setArchived: ruling.setArchived,
      silence: (ctx: Context, input: InputOf<typeof chatCalls.silence>) => silencing.silence(ctx, outbox, input),
      liftSilence: silencing.liftSilence,
      findParticipants: ruling.findParticipants,
      groupLink: doors.groupLink,
      makeGroupLink: doors.makeGroupLink,
      closeGroupLink: doors.closeGroupLink,
      groupByLink: doors.groupByLink,
      joinByLink: doors.joinByLink,
      joinRequests: doors.joinRequests,
      answerJoinRequest: doors.answerJoinRequest,
      participants: groups.participantsOf,
      receiptsOf: receipts.receiptsOf,
      receiptCounts: receipts.receiptCounts,
      receiptSettings: receipts.receiptSettings,
      setReceiptSettings: receipts.setReceiptSettings,
    },
    listens: {
      'directory.membersChanged': async (ctx, event: { members: readonly { id: MemberId; active: boolean }[] }) => {
        const active = event.members.filter((member) => member.active).map(({ id }) => id);
        await setCanSend(ctx, active, true);
        await groups.followDepartments(ctx);
      },
      'directory.departmentsChanged': (ctx) => groups.followDepartments(ctx),
      'directory.memberDeactivated': async (ctx, event: Parameters<typeof groups.retire>[1]) => {
        await groups.retire(ctx, event);
        await dropRequestsOf(ctx, event.memberId);
      },
      'directory.companyChanged': (ctx, { policyChanged }: { policyChanged: boolean }) =>
        policyChanged ? receipts.followPolicy(ctx) : Promise.resolve(),
    },
    topicsOf: (tx, companyId, memberId, now) => conversations.topicsOf({ tx, companyId }, memberId, now),
    refTypes: ['chat.messageSent', 'chat.messageEdited', 'chat.messageRecalled'],
    readRefs: talking.readRefs,
    follows: [
      notifying(outbox, (ctx) => wake(ctx, ctx.now)),
      followLinks(outside.ownHost, (companyId) => engine?.fetching.wake(companyId)),
    ],
  });

  /** What was told is now told otherwise: resumes may not be served from memory any more. */
  function forgetting<In, Out>(change: (ctx: Context, input: In) => Promise<Out>) {
    return (ctx: Context, input: In): Promise<Out> => {
      ctx.afterCommit(() => running().house.hub.forgetRecent(ctx.companyId));
      return change(ctx, input);
    };
  }

  return {
    capability: chat,
    send: sendMessage,
    async sendCard(ctx, { room: name, of: id, ...message }, store) {
      const card = { kind: 'room' as const, room: name, id };
      const sent = await sendCard(ctx, { ...message, card }, () => Promise.resolve(), store);
      tellRead(ctx, sent);
      return { number: sent.number, sentAt: sent.sentAt };
    },
    hang: (ctx, ids, conversationId) => files.attach(ctx, ids, talking.HOLDER, conversationId),
    start(house, companiesAfter, onError) {
      const reads = new ReadCollector(house, working, (companyId, at) => running().clockwork.wake(companyId, at));
      const lanes = new Lanes(house.database, house.hub, (companyId, step) => reads.moved(companyId, step));
      const acknowledging = new Batches<Acknowledging>((companyId, wanted) =>
        house.inCompany(companyId, (ctx) => notices.acknowledge(ctx, outbox, wake, wanted)),
      );
      const voting = new Batches<Vote>((companyId, votes) =>
        house.inCompany(companyId, (ctx) => polls.vote(ctx, wake, votes)),
      );
      const clockwork = new Clockwork({
        ...{ house, companiesAfter, onError, nextDue: cards.nextDue },
        work: (companyId) => house.inCompany(companyId, doDue),
      });
      const world = { ...outside, miniature: (bytes: Buffer) => files.miniature(bytes) };
      const fetching = new Fetching(house, world, onError);
      const pages = new Pages(house.database);
      engine = { house, lanes, reads, pages, acknowledging, voting, clockwork, fetching };
      clockwork.start();
    },
    async stop() {
      const { lanes, reads, pages, acknowledging, voting, clockwork, fetching } = running();
      await fetching.stop();
      await clockwork.stop();
      await acknowledging.idle();
      await voting.idle();
      await reads.flush();
      await lanes.close();
      await pages.close();
    },
    async flush() {
      // What was just sent is told in the next turn of the loop.
      await new Promise((resolve) => setImmediate(resolve));
      await running().reads.flush();
    },
    settle: () => running().clockwork.settle(),
    routes: linkPictureRoute,
    async linksSettled() {
      await running().fetching.settle();
    },
    importReading: (companyId, conversationId, memberId, number) =>
      running().reads.read(companyId, conversationId, memberId, number, true),
    async importMessages(companyId, sends) {
      const { house, lanes } = running();
      for (const { thread, conversationId, authorId: memberId, sentAt } of sends) {
        if (thread === undefined) continue;
        const author = { companyId, memberId, role: 'member' };
        await house.runAs(author, (ctx) => threads.beginOrFollow(ctx, conversationId, thread), sentAt);
      }
      const stored = await Promise.all(sends.map((send) => lanes.submit(companyId, send)));
      return stored.map(({ verdict, number }, place) => {
        if (verdict !== 'refused') return number;
        throw new Error(`the message ${sends[place]?.id} may not be sent by its author`);
      });
    },
  };
}
