/** What the database holds when all is quiet: read as its owner, behind row-level security. */
export interface Stored {
  readonly messages: readonly StoredMessage[];
  readonly conversations: readonly { readonly companyId: string; readonly id: string; readonly lastNumber: number }[];
  readonly places: readonly Place[];
}

export interface StoredMessage {
  readonly companyId: string;
  readonly conversationId: string;
  readonly number: number;
  readonly id: string;
  readonly authorId: string;
  /** Empty when taken back. */
  readonly text: string;
  readonly recalled: boolean;
}

/** A member in a conversation. */
export interface Place {
  readonly companyId: string;
  readonly conversationId: string;
  readonly memberId: string;
  readonly readNumber: number;
  readonly markedUnread: boolean;
  readonly draft: string;
}

/** What one device shows. */
export interface Screen {
  /** For the reader of an objection: whose device it is. */
  readonly name: string;
  readonly companyId: string;
  readonly memberId: string;
  readonly conversations: readonly {
    readonly id: string;
    readonly lastNumber: number;
    readonly lastId: string | null;
    readonly readNumber: number;
    readonly unread: number;
    readonly markedUnread: boolean;
    readonly draft: string;
  }[];
  readonly timelines: readonly {
    readonly conversationId: string;
    readonly messages: readonly ShownMessage[];
    /** Messages before or after are known to be missing: the screen says so. */
    readonly isWhole: boolean;
  }[];
  /** Own messages that are shown as not yet sent. */
  readonly pending: readonly string[];
}

export interface ShownMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly number: number;
  readonly text: string;
  readonly recalled: boolean;
}

/** A message of which the server has said that it has it. */
export interface Acknowledged {
  readonly id: string;
  readonly companyId: string;
  readonly conversationId: string;
  readonly authorId: string;
  readonly number: number;
  /** The words it was sent with; of several tries with other words, the first that the database had. Null: no matter. */
  readonly text: string | null;
  /** Which device wrote it, and as its how-manieth; null where no order was promised. */
  readonly written: { readonly device: string; readonly order: number } | null;
}

export type Kind = 'lost' | 'doubled' | 'misordered' | 'foreign' | 'unread' | 'membership' | 'content';

export interface Objection {
  readonly kind: Kind;
  /** What it is about: the same thing seen by several screens is one thing. */
  readonly subject: string;
  readonly sentence: string;
}

/** Everything that is wrong between what was acknowledged, what is stored and what is shown. Empty: the promises hold. */
export function objections(
  stored: Stored,
  screens: readonly Screen[],
  acknowledged: readonly Acknowledged[],
): Objection[] {
  return [
    ...storedObjections(stored),
    ...acknowledgedObjections(stored, acknowledged),
    ...screens.flatMap((screen) => screenObjections(screen, stored, acknowledged)),
  ];
}

/** P1–P3 in the database alone: ids once, numbers gapless from 1 to the conversation's last. */
export function storedObjections(stored: Stored): Objection[] {
  const found: Objection[] = [];
  const ids = new Set<string>();
  for (const { companyId, id } of stored.messages) {
    const key = `${companyId} ${id}`;
    if (ids.has(key)) found.push(objection('doubled', id, `${id} is stored twice`));
    ids.add(key);
  }
  const byConversation = grouped(stored.messages);
  for (const { companyId, id, lastNumber } of stored.conversations) {
    const numbers = (byConversation.get(`${companyId} ${id}`) ?? [])
      .map(({ number }) => number)
      .sort((one, other) => one - other);
    for (let index = 1; index < numbers.length; index++) {
      if (numbers[index] === numbers[index - 1]) {
        found.push(objection('doubled', `${id} ${numbers[index]}`, `${id} has the number ${numbers[index]} twice`));
      }
    }
    const present = new Set(numbers);
    for (let number = 1; number <= lastNumber; number++) {
      if (!present.has(number)) found.push(objection('lost', `${id} ${number}`, `${id} has no number ${number}`));
    }
    const last = numbers.at(-1) ?? 0;
    if (last > lastNumber) {
      found.push(objection('misordered', id, `${id} counts ${lastNumber} messages and holds number ${last}`));
    }
  }
  return found;
}

/** P1–P3 for what was acknowledged: there, as told, and each device's messages in the order of writing. */
export function acknowledgedObjections(stored: Stored, acknowledged: readonly Acknowledged[]): Objection[] {
  const found: Objection[] = [];
  const byId = new Map(stored.messages.map((message) => [`${message.companyId} ${message.id}`, message]));
  const latest = new Map<string, Acknowledged & { written: { order: number } }>();
  for (const told of inOrderOfWriting(acknowledged)) {
    const message = byId.get(`${told.companyId} ${told.id}`);
    if (message === undefined) {
      found.push(objection('lost', told.id, `${told.id} was acknowledged and is not in the database`));
      continue;
    }
    if (message.conversationId !== told.conversationId || message.authorId !== told.authorId) {
      found.push(objection('lost', told.id, `${told.id} was acknowledged and another message has its id`));
    }
    if (message.number !== told.number) {
      const sentence = `${told.id} was acknowledged as number ${told.number} and is stored as ${message.number}`;
      found.push(objection('misordered', told.id, sentence));
    }
    if (told.text !== null && !message.recalled && !message.text.startsWith(told.text)) {
      found.push(objection('content', told.id, `${told.id} holds other words than were acknowledged`));
    }
    const { written } = told;
    if (written === null) continue;
    const key = `${written.device} ${told.conversationId}`;
    const before = latest.get(key);
    if (before !== undefined && before.number >= message.number) {
      const sentence = `${written.device} wrote ${before.id} before ${told.id}, and they stand the other way round`;
      found.push(objection('misordered', told.id, sentence));
    }
    latest.set(key, { ...told, number: message.number, written });
  }
  return found;
}

/** P2–P7 for one device: all there, once, in order, counted right, and nothing that is not its own. */
export function screenObjections(screen: Screen, stored: Stored, acknowledged: readonly Acknowledged[]): Objection[] {
  const places = stored.places.filter(
    (place) => place.companyId === screen.companyId && place.memberId === screen.memberId,
  );
  const messages = grouped(stored.messages.filter(({ companyId }) => companyId === screen.companyId));
  const last = new Map(
    stored.conversations.filter(({ companyId }) => companyId === screen.companyId).map((one) => [one.id, one]),
  );
  const found = [...strangerObjections(screen, stored), ...pendingObjections(screen, acknowledged)];
  const shown = new Map(screen.conversations.map((one) => [one.id, one]));
  const timelines = new Map(screen.timelines.map((one) => [one.conversationId, one]));
  const own = new Set(places.map(({ conversationId }) => conversationId));
  for (const { id } of screen.conversations) {
    if (!own.has(id)) {
      found.push(objection('membership', `${screen.name} ${id}`, `${screen.name} shows ${id} and is not in it`));
    }
  }
  for (const place of places) {
    const id = place.conversationId;
    const conversation = shown.get(id);
    if (conversation === undefined) {
      found.push(objection('membership', `${screen.name} ${id}`, `${screen.name} is in ${id} and does not show it`));
      continue;
    }
    const all = messages.get(`${screen.companyId} ${id}`) ?? [];
    found.push(...listedObjections(screen, conversation, place, last.get(id)?.lastNumber ?? 0));
    found.push(...timelineObjections(screen, id, timelines.get(id), all));
  }
  return found;
}

function listedObjections(
  screen: Screen,
  shown: Screen['conversations'][number],
  place: Place,
  lastNumber: number,
): Objection[] {
  const found: Objection[] = [];
  const differs = (kind: Kind, what: string, seen: unknown, right: unknown): void => {
    if (seen === right) return;
    const sentence = `${screen.name} shows ${what} ${String(seen)} in ${shown.id}, and it is ${String(right)}`;
    found.push(objection(kind, `${screen.name} ${shown.id} ${what}`, sentence));
  };
  differs('unread', 'the last number', shown.lastNumber, lastNumber);
  differs('unread', 'the read marker', shown.readNumber, place.readNumber);
  differs('unread', 'unread', shown.unread, Math.max(0, lastNumber - place.readNumber));
  differs('unread', 'the unread mark', shown.markedUnread, place.markedUnread);
  differs('content', 'the draft', shown.draft, place.draft);
  return found;
}

function timelineObjections(
  screen: Screen,
  id: string,
  timeline: Screen['timelines'][number] | undefined,
  stored: readonly StoredMessage[],
): Objection[] {
  const found: Objection[] = [];
  const seen = new Map<string, ShownMessage>();
  let before = 0;
  for (const message of timeline?.messages ?? []) {
    if (seen.has(message.id)) {
      found.push(objection('doubled', message.id, `${screen.name} shows ${message.id} twice`));
    }
    if (message.number === before) {
      found.push(objection('doubled', message.id, `${screen.name} shows number ${before} of ${id} twice`));
    } else if (message.number < before) {
      found.push(
        objection('misordered', message.id, `${screen.name} shows ${message.number} of ${id} after ${before}`),
      );
    }
    before = message.number;
    seen.set(message.id, message);
  }
  for (const message of stored) {
    const shown = seen.get(message.id);
    if (shown === undefined) {
      const sentence = `${screen.name} does not show ${message.id}, number ${message.number} of ${id}`;
      found.push(objection('lost', message.id, sentence));
      continue;
    }
    seen.delete(message.id);
    if (shown.number !== message.number) {
      const sentence = `${screen.name} shows ${message.id} as number ${shown.number}, and it is ${message.number}`;
      found.push(objection('misordered', message.id, sentence));
    }
    if (shown.recalled !== message.recalled || shown.text !== message.text) {
      found.push(objection('content', message.id, `${screen.name} shows ${message.id} as it was before a change`));
    }
  }
  for (const { id: unknown } of seen.values()) {
    found.push(objection('doubled', unknown, `${screen.name} shows ${unknown}, which is not stored in ${id}`));
  }
  if (timeline === undefined || !timeline.isWhole) {
    found.push(objection('lost', `${screen.name} ${id}`, `${screen.name} still misses a part of ${id}`));
  }
  return found;
}

/** An acknowledged message that still waits would stand on the screen twice. */
function pendingObjections(screen: Screen, acknowledged: readonly Acknowledged[]): Objection[] {
  if (screen.pending.length === 0) return [];
  const pending = new Set(screen.pending);
  return acknowledged
    .filter(({ id }) => pending.has(id))
    .map(({ id }) => objection('doubled', id, `${screen.name} shows ${id} as waiting, and the server has it`));
}

/** Nothing crosses a company. */
function strangerObjections(screen: Screen, stored: Stored): Objection[] {
  const strangers = new Set<string>();
  for (const { companyId, id } of stored.conversations) if (companyId !== screen.companyId) strangers.add(id);
  for (const { companyId, id } of stored.messages) if (companyId !== screen.companyId) strangers.add(id);
  const shown = [
    ...screen.conversations.map(({ id }) => id),
    ...screen.timelines.flatMap(({ conversationId, messages }) => [
      conversationId,
      ...messages.flatMap((message) => [message.id, message.conversationId]),
    ]),
  ];
  return [...new Set(shown)]
    .filter((id) => strangers.has(id))
    .map((id) => objection('foreign', id, `${screen.name} shows ${id} of another company`));
}

function objection(kind: Kind, subject: string, sentence: string): Objection {
  return { kind, subject, sentence };
}

function grouped(messages: readonly StoredMessage[]): Map<string, StoredMessage[]> {
  const groups = new Map<string, StoredMessage[]>();
  for (const message of messages) {
    const key = `${message.companyId} ${message.conversationId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [message]);
    else group.push(message);
  }
  return groups;
}

function inOrderOfWriting(acknowledged: readonly Acknowledged[]): Acknowledged[] {
  return acknowledged.toSorted((one, other) => (one.written?.order ?? 0) - (other.written?.order ?? 0));
}
