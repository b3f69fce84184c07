import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { Conversation } from '#chat/model/contract.ts';
import type { Device } from './device.ts';
import type { Random } from './random.ts';

/** The mean time between two deeds of one device. */
const MEAN_MS = 1_000;
const EDIT_AMONG = 20;

/** What people do all day, on every device, for as long as it is not held. */
export class Load {
  readonly #devices: readonly Device[];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #spared = new Set<MemberId>();
  #isRunning = false;
  #said = 0;

  constructor(devices: readonly Device[]) {
    this.#devices = devices;
  }

  run(random: Random): void {
    this.#isRunning = true;
    for (const device of this.#devices) this.#next(device, random.part(device.seat.name));
  }

  hold(): void {
    this.#isRunning = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Leaves a member alone, on all devices, until the answer is called: a fault needs him. */
  spare(memberId: MemberId): () => void {
    this.#spared.add(memberId);
    return () => this.#spared.delete(memberId);
  }

  #next(device: Device, random: Random): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (!this.#isRunning) return;
        if (!this.#spared.has(device.seat.memberId)) this.#act(device, random);
        this.#next(device, random);
      },
      random.fraction() * 2 * MEAN_MS,
    );
    this.#timers.add(timer);
  }

  #act(device: Device, random: Random): void {
    const all = Object.values(device.state.conversations).sort((one, other) => (one.id < other.id ? -1 : 1));
    if (all.length === 0) return;
    const conversation = random.pick(all);
    const deed = random.whole(1, 100);
    if (deed <= 60) this.#speak(device, conversation, random);
    else if (deed <= 80) void device.try('markRead', readingOf(conversation, random));
    else if (deed <= 86) this.#change(device, conversation, random, 'editMessage');
    else if (deed <= 89) this.#change(device, conversation, random, 'recallMessage');
    else if (deed <= 92) void device.try('setDraft', { conversationId: conversation.id, text: draftOf(random) });
    else if (deed <= 94) void device.try('markUnread', { conversationId: conversation.id });
    else if (deed <= 97) this.#comeAndGo(device, conversation, random);
    else device.cut();
  }

  /** One to three messages in a row, now and then a reply or a mention. */
  #speak(device: Device, { id, lastNumber, last }: Conversation, random: Random): void {
    const count = random.chance(0.2) ? 3 : 1;
    for (let index = 0; index < count; index++) {
      const mention = random.chance(0.1) && last !== null ? ` <@${last.authorId}>` : '';
      const replyTo = random.chance(0.1) && lastNumber > 0 ? random.whole(1, lastNumber) : null;
      device.say(id, `${device.seat.name} #${++this.#said} 三号线复产${mention}`, replyTo);
    }
  }

  #change(device: Device, { id }: Conversation, random: Random, call: 'editMessage' | 'recallMessage'): void {
    const own = (device.state.timelines[id]?.messages ?? [])
      .slice(-EDIT_AMONG)
      .filter((message) => message.authorId === device.seat.memberId && message.note === null && !message.recalled);
    const message = own.at(-1);
    if (message === undefined) return;
    const place = { conversationId: id, number: message.number };
    if (call === 'recallMessage') void device.try(call, place);
    else void device.try(call, { ...place, text: `${message.text.slice(0, 200)} +${random.whole(1, 9)}` });
  }

  /** Somebody leaves a group, is taken out by its owner, or is brought in again. */
  #comeAndGo(device: Device, { id, kind, myRole }: Conversation, random: Random): void {
    if (kind !== 'group') return;
    const colleagues = this.#devices.filter((one) => one.seat.companyId === device.seat.companyId);
    const { memberId } = random.pick(colleagues).seat;
    if (memberId === device.seat.memberId) {
      if (myRole !== 'owner') void device.try('leave', { conversationId: id, quietly: false });
      return;
    }
    const isOut = random.chance(0.35) && myRole === 'owner';
    if (isOut) void device.try('removeParticipant', { conversationId: id, memberId });
    else void device.try('addParticipants', { conversationId: id, memberIds: [memberId] });
  }
}

function readingOf(
  { id, lastNumber }: Conversation,
  random: Random,
): { conversationId: ConversationId; number: number } {
  return { conversationId: id, number: random.whole(Math.max(0, lastNumber - 5), lastNumber) };
}

function draftOf(random: Random): string {
  return random.chance(0.3) ? '' : `draft ${random.whole(1, 1_000)}`;
}
