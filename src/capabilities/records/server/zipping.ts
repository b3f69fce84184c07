import { Readable } from 'node:stream';
import yazl from 'yazl';
import { preferenceOf, readableBy } from '#chat/server/index.ts';
import { cardsOf, companyHead, entriesAbout, profile } from '#directory/server/index.ts';
import { accountOf, accountOfMember, devices } from '#identity/server/index.ts';
import { wishesOf } from '#outbox/server/index.ts';
import type { CompanyId, MemberId, SessionId } from '#platform/model/ids.ts';
import { entryName, fileEntryName } from '../model/naming.ts';
import { indexPage } from '../model/page.ts';
import { copyWords } from '../model/words.ts';
import {
  type FileInCopy,
  htmlName,
  type Listed,
  linesOf,
  partNames,
  type PageContent,
  reading,
  ROOM_MIN,
  type Workshop,
} from './making.ts';
import type { Whose } from './shelf.ts';
import type { ExportRow } from './store/exports.ts';

const LEDGER_PAGE = 500;

interface Zipping {
  readonly shop: Workshop;
  readonly companyId: CompanyId;
  readonly row: ExportRow;
  readonly list: readonly Listed[];
}

/** Puts the parts of a copy into one file, a piece at a time: nothing of it is held in memory, and no connection while bytes flow. */
export async function zip(zipping: Zipping): Promise<{ size: number; sha256: string }> {
  const { shop, companyId, row } = zipping;
  const whose: Whose = { companyId, id: row.id };
  const file = new yazl.ZipFile();
  const options = { mtime: row.askedAt, mode: 0o100600 };
  // yazl asks for the next stream when the one before has gone: one file is open at a time.
  const add = (path: string, open: () => AsyncIterable<string | Buffer>) =>
    file.addReadStreamLazy(path, options, (done) => done(null, Readable.from(open(), { objectMode: false })));
  const output = file.outputStream as Readable;
  file.on('error', (error: Error) => output.destroy(error));
  const finished = shop.shelf.finish(whose, output);
  // Where filling fails, the file is not finished either; it is that error which is told.
  finished.catch(() => {});
  try {
    await fill(zipping, add);
  } catch (error) {
    output.destroy(error as Error);
    throw error;
  }
  file.end();
  return finished;
}

type Add = (path: string, open: () => AsyncIterable<string | Buffer>) => void;

async function fill({ shop, companyId, row, list }: Zipping, add: Add): Promise<void> {
  const whose: Whose = { companyId, id: row.id };
  const t = copyWords[row.language];
  const pages = await pagesOf(shop, whose, await stillReadable(shop, companyId, row, list));
  const part = (name: string) => () => shop.shelf.stream(whose, name) as AsyncIterable<Buffer>;
  const { company, readme } = await frontOf(shop, companyId, row);
  const title = row.kind === 'own' ? t.title(company) : t.exportTitle(company);
  add('README.txt', () => once(`\uFEFF${readme}\r\n`));
  const listed = pages.map(({ folder, title: name, messages }) => {
    return { title: name, path: messages === 0 ? null : `${folder}/${htmlName(1)}`, messages };
  });
  add('index.html', () => once(indexPage(row.language, title, listed)));
  if (row.kind === 'own') {
    add('messages.jsonl', () =>
      all(pages.flatMap(({ place, count }) => count.map((page) => part(partNames.mine(place, page))))),
    );
    for (const [name, text] of Object.entries(await aboutMember(shop, companyId, row.askedBy)))
      add(name, () => once(text));
    add('ledger.jsonl', () => ledgerOf(shop, companyId, row.askedBy));
  }
  for (const { folder, place, count, messages } of pages) {
    if (messages === 0) continue;
    add(`${folder}/messages.jsonl`, () => all(count.map((page) => part(partNames.page(place, page)))));
    for (const page of count) add(`${folder}/${htmlName(page)}`, part(partNames.html(place, page)));
  }
  let number = 0;
  let room = (await shop.shelf.room()) - ROOM_MIN;
  for (const { id, name } of pages.flatMap(({ files }) => files)) {
    // Taken back since it was written down: there is nothing to put in.
    const size = await sizeOf(shop, companyId, row, id);
    if (size === null) continue;
    room -= size;
    if (room < 0) throw new Error('no room on the disk for the files of a copy');
    number += 1;
    add(`files/${fileEntryName(number, name)}`, () => bytesOf(shop, companyId, id));
  }
}

interface Pages {
  readonly place: number;
  readonly title: string;
  readonly folder: string;
  /** The numbers of its pages. */
  readonly count: readonly number[];
  readonly messages: number;
  readonly files: readonly FileInCopy[];
}

/** The pages that were written of each conversation. */
async function pagesOf(
  { shelf }: Workshop,
  whose: Whose,
  places: readonly (Listed & { readonly place: number })[],
): Promise<Pages[]> {
  const found: Pages[] = [];
  for (const { place, title } of places) {
    const contents: PageContent[] = [];
    for (let page = 1; ; page += 1) {
      const text = await shelf.text(whose, partNames.content(place, page));
      if (text === null) break;
      contents.push(JSON.parse(text) as PageContent);
    }
    found.push({
      place,
      title,
      folder: `conversations/${entryName(place + 1, title)}`,
      count: contents.map((_, index) => index + 1),
      messages: contents.reduce((sum, { messages }) => sum + messages, 0),
      files: contents.flatMap(({ files }) => files),
    });
  }
  return found;
}

/** What a member has left while his copy was being made is not in it. */
async function stillReadable({ house }: Workshop, companyId: CompanyId, row: ExportRow, list: readonly Listed[]) {
  const places = list.map((listed, place) => ({ ...listed, place }));
  if (row.kind === 'company') return places;
  const mine = await reading(house, companyId, (tx) => readableBy({ tx, companyId }, row.askedBy));
  const readable = new Set(mine.map(({ id }) => id));
  return places.filter(({ head }) => readable.has(head.id));
}

async function frontOf({ house }: Workshop, companyId: CompanyId, row: ExportRow) {
  const t = copyWords[row.language];
  const people = [row.askedBy, row.answeredBy].filter((id) => id !== null);
  const { head, cards } = await reading(house, companyId, async (tx) => ({
    head: await companyHead(tx, companyId),
    cards: await cardsOf(tx, companyId, people),
  }));
  const company = head?.name ?? '';
  const askedAt = row.askedAt.toISOString();
  if (row.scope === null) return { company, readme: t.readme(company, askedAt) };
  const nameOf = (id: MemberId | null) => cards.find((card) => card.id === id)?.name ?? t.formerMember;
  const { allGroups, from, until } = row.scope;
  const { id, purpose, askedBy, answeredBy, answeredAt } = row;
  const by = { askedBy: nameOf(askedBy), answeredBy: nameOf(answeredBy), answeredAt: answeredAt?.toISOString() ?? '' };
  return { company, readme: t.exportReadme({ company, id, askedAt, purpose, allGroups, from, until, ...by }) };
}

/** Profile, devices and settings of the member, as he sees them himself. */
async function aboutMember(
  { house }: Workshop,
  companyId: CompanyId,
  memberId: MemberId,
): Promise<Record<string, string>> {
  return house.runAs(
    { companyId, memberId, role: 'member' },
    async (ctx) => {
      const accountId = await accountOfMember(ctx, companyId, memberId);
      const account = accountId === null ? null : await accountOf(ctx, accountId);
      const signedIn = accountId === null ? [] : await devices({ ...ctx, accountId, sessionId: '' as SessionId });
      const wish = (await wishesOf(ctx, [memberId])).get(memberId) ?? 'everything';
      const receipts = await preferenceOf(ctx, memberId);
      return {
        'profile.json': json({
          ...(await profile(ctx, { id: memberId })),
          account: account === null ? null : accountFacts(account),
        }),
        'devices.json': json(signedIn.map(({ name, signedInAt, by }) => ({ name, signedInAt, by }))),
        'settings.json': json({ notifications: wish, receipts }),
      };
    },
    house.now(),
    'read',
  );
}

function accountFacts({ accountName, name, language }: { accountName: string; name: string; language: string }) {
  return { accountName, name, language };
}

async function* ledgerOf({ house }: Workshop, companyId: CompanyId, memberId: MemberId): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const entries = await reading(house, companyId, (tx) => entriesAbout(tx, companyId, memberId, after, LEDGER_PAGE));
    yield linesOf(entries);
    const last = entries.at(-1);
    if (last === undefined || entries.length < LEDGER_PAGE) return;
    after = last.number;
  }
}

/** How large a file is; null where it is gone or, for an own copy, one that somebody else brought. */
async function sizeOf(
  { house, files }: Workshop,
  companyId: CompanyId,
  { kind, askedBy }: ExportRow,
  id: FileInCopy['id'],
): Promise<number | null> {
  const kept = await files.read(house, companyId, id);
  kept?.close();
  return kept !== null && (kind === 'company' || kept.memberId === askedBy) ? kept.size : null;
}

async function* bytesOf(
  { house, files }: Workshop,
  companyId: CompanyId,
  id: FileInCopy['id'],
): AsyncGenerator<Buffer> {
  const kept = await files.read(house, companyId, id);
  if (kept !== null) yield* kept.stream(null) as AsyncIterable<Buffer>;
}

/** One after the other; each is opened when its turn comes. */
async function* all(opens: readonly (() => AsyncIterable<Buffer>)[]): AsyncGenerator<Buffer> {
  for (const open of opens) yield* open();
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
