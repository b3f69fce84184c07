import type { Card } from '#chat/model/contract.ts';
import { type ConversationHead, headsOf, hiddenFor, historyAfter, readableBy } from '#chat/server/index.ts';
import { activeMemberIds, cardsOf } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import type { CompanyId, FileId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { House } from '#platform/server/house.ts';
import { conversationPage, type Said } from '../model/page.ts';
import { copyWords } from '../model/words.ts';
import type { Shelf, Whose } from './shelf.ts';
import type { ExportRow, Step } from './store/exports.ts';

/** Messages on one page of a copy, and in one step of its making. */
export const PAGE = 250;
/** So many bytes of the disk stay free. */
export const ROOM_MIN = 256 * 1024 * 1024;

export interface Workshop {
  readonly house: House;
  readonly shelf: Shelf;
  readonly files: Files;
}

/** A conversation in the list of a copy, with its title in the language of the copy. */
export interface Listed {
  readonly head: ConversationHead;
  readonly title: string;
}

/** A file that goes into a copy. */
export interface FileInCopy {
  readonly id: FileId;
  readonly name: string;
}

export interface PageContent {
  readonly messages: number;
  readonly files: readonly FileInCopy[];
}

/** What a step comes to: how far the copy is now, and whose words it took. */
export interface Taken {
  readonly step: Step;
  readonly messages: number;
  readonly authorIds: readonly MemberId[];
}

/** Nothing of it may be made any more: whoever asked has left. */
export class NotAnyMore extends Error {}

export const partNames = {
  list: 'list.json',
  page: (place: number, page: number) => `${place}-${page}.jsonl`,
  html: (place: number, page: number) => `${place}-${page}.html`,
  /** Own messages on that page. */
  mine: (place: number, page: number) => `${place}-${page}.mine.jsonl`,
  /** How much is on that page, and the files that hang there. */
  content: (place: number, page: number) => `${place}-${page}.json`,
};

export const htmlName = (page: number): string => `${String(page).padStart(4, '0')}.html`;

/** Writes down which conversations the copy is of, in their order. */
export async function beginCopy({ house, shelf }: Workshop, companyId: CompanyId, row: ExportRow): Promise<Taken> {
  const whose: Whose = { companyId, id: row.id };
  await shelf.begin(whose);
  const list = await reading(house, companyId, async (tx) => {
    const ctx = { tx, companyId };
    await ensureStillThere(tx, companyId, row);
    const heads =
      row.scope === null
        ? await headsOf(ctx, { allGroups: false, ids: (await readableBy(ctx, row.askedBy)).map(({ id }) => id) })
        : await headsOf(ctx, { allGroups: row.scope.allGroups, ids: [...row.scope.groupIds, ...row.scope.directIds] });
    const names = await namesOf(
      tx,
      companyId,
      heads.flatMap(({ memberIds }) => memberIds),
    );
    return heads.map((head): Listed => ({ head, title: titleOf(head, names, row) }));
  });
  await shelf.put(whose, partNames.list, JSON.stringify(list));
  return { step: { place: 0, page: 1, after: 0 }, messages: 0, authorIds: [] };
}

function titleOf(
  { kind, name, memberIds }: ConversationHead,
  names: ReadonlyMap<string, string>,
  row: ExportRow,
): string {
  const t = copyWords[row.language];
  const others = memberIds.filter((id) => row.kind === 'company' || id !== row.askedBy);
  const people = others.map((id) => names.get(id) ?? t.formerMember).join(' + ');
  const plain = name !== '' ? name : people !== '' ? people : t.nameless;
  return kind === 'thread' ? t.thread(plain) : plain;
}

export async function listOf({ shelf }: Workshop, whose: Whose): Promise<readonly Listed[] | null> {
  const text = await shelf.text(whose, partNames.list);
  return text === null ? null : (JSON.parse(text) as Listed[]);
}

/** Takes a page of a conversation, in one snapshot. Whoever asked for his own has to be in it at that moment; else all of it is left out. */
export async function takePage(
  { house, shelf }: Workshop,
  companyId: CompanyId,
  row: ExportRow,
  list: readonly Listed[],
  { place, page, after }: Step,
): Promise<Taken> {
  const listed = list[place];
  if (listed === undefined) throw new Error('the list is shorter than the copy');
  const { id } = listed.head;
  const nextPlace = { place: place + 1, page: 1, after: 0 };
  const found = await reading(house, companyId, async (tx) => {
    await ensureStillThere(tx, companyId, row);
    const hidden = row.kind === 'own' ? await hiddenFor({ tx, companyId }, row.askedBy, id) : 0;
    if (hidden === null) return null;
    const history = await historyAfter({ tx, companyId }, id, Math.max(after, hidden), PAGE);
    const names = await namesOf(
      tx,
      companyId,
      history.flatMap(({ authorId, card }) => (card?.kind === 'contact' ? [authorId, card.memberId] : [authorId])),
    );
    return { history, names };
  });
  if (found === null) return { step: nextPlace, messages: 0, authorIds: [] };
  const { history, names } = found;
  const last = history.at(-1)?.number ?? after;
  const isEnd = history.length < PAGE;
  const wanted = history.filter(({ sentAt }) => isIn(row, sentAt));
  const said = wanted.map((one): Said => {
    const { number, sentAt, authorId, text, replyTo, editedAt, recalled, earlierTexts, files, card } = one;
    return {
      number,
      sentAt: sentAt.toISOString(),
      authorId,
      author: names.get(authorId) ?? copyWords[row.language].formerMember,
      text,
      note: one.note === null ? null : `${one.note.kind}${one.note.text === '' ? '' : ` ${one.note.text}`}`,
      replyTo,
      edited: editedAt !== null,
      recalled,
      earlierTexts,
      files: files.map(({ name, size }) => ({ name, size })),
      card: card === null ? null : { kind: card.kind, options: optionsOf(card, names) },
    };
  });
  const whose: Whose = { companyId, id: row.id };
  const own = said.filter(({ authorId, note }) => authorId === row.askedBy && note === null);
  const files: FileInCopy[] = wanted
    .filter(({ authorId }) => row.kind === 'company' || authorId === row.askedBy)
    .flatMap((one) => one.files.map(({ id: file, name }) => ({ id: file, name })));
  const around = { before: page === 1 ? null : htmlName(page - 1), after: isEnd ? null : htmlName(page + 1) };
  await shelf.put(whose, partNames.page(place, page), linesOf(said));
  await shelf.put(whose, partNames.html(place, page), conversationPage(row.language, listed.title, said, around));
  if (row.kind === 'own') {
    const where = { conversationId: id, conversation: listed.title };
    await shelf.put(whose, partNames.mine(place, page), linesOf(own.map((one) => ({ ...where, ...one }))));
  }
  const content: PageContent = { messages: said.length, files };
  await shelf.put(whose, partNames.content(place, page), JSON.stringify(content));
  const spoken = wanted.filter(({ note, recalled }) => note === null && !recalled);
  return {
    step: isEnd ? nextPlace : { place, page: page + 1, after: last },
    messages: said.length,
    authorIds: [...new Set(spoken.map(({ authorId }) => authorId))],
  };
}

/** What a card says besides its text: the options of a poll, who was named, where a place is as long as that is kept. */
function optionsOf(card: Card, names: ReadonlyMap<string, string>): readonly string[] {
  if (card.kind === 'poll') return card.options;
  if (card.kind === 'contact') return [names.get(card.memberId) ?? card.memberId];
  if (card.kind !== 'place') return [];
  const { address, point } = card;
  const where = point === null ? [] : [`${point.latitude}, ${point.longitude} (±${point.accuracyM} m)`];
  return [...(address === '' ? [] : [address]), ...where];
}

function isIn({ scope }: ExportRow, sentAt: Date): boolean {
  if (scope === null) return true;
  const at = sentAt.toISOString();
  return (scope.from === null || at >= scope.from) && (scope.until === null || at < scope.until);
}

export function linesOf(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Whoever asked for a copy of his own has to be a member still. */
async function ensureStillThere(tx: Tx, companyId: CompanyId, { kind, askedBy }: ExportRow): Promise<void> {
  if (kind === 'own' && (await activeMemberIds(tx, companyId, [askedBy])).length === 0) throw new NotAnyMore();
}

async function namesOf(tx: Tx, companyId: CompanyId, ids: readonly MemberId[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  const cards = wanted.length === 0 ? [] : await cardsOf(tx, companyId, wanted);
  return new Map(cards.map(({ id, name }) => [id, name]));
}

/** One snapshot that changes nothing. */
export function reading<T>(house: House, companyId: CompanyId, work: (tx: Tx) => Promise<T>): Promise<T> {
  return house.database.transaction(companyId, work, 'read');
}
