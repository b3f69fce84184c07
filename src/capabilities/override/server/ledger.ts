import { createHash } from 'node:crypto';
import { GENESIS } from '#directory/model/contract.ts';
import { hashOf } from '#directory/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { Tx } from '#platform/server/database.ts';
import { EXPORTED_MAX, overrideEvent, verifyLedgerFile } from '../model/contract.ts';
import { ledgerFile } from '../model/ledgerFile.ts';
import * as store from './store/ledger.ts';

/** What an entry of a member's ledger says. */
export const kinds = [
  'overrideReached',
  'overrideTold',
  'overrideAcknowledged',
  'overrideContested',
  'overrideDecided',
  'timeConfirmed',
  'ledgerLooked',
] as const;

export interface Deed {
  readonly memberId: MemberId;
  readonly kind: (typeof kinds)[number];
  /** Who did it; null: nobody, it happened. */
  readonly actorId: MemberId | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Writes to the ends of members' ledgers, each entry hashed over what stands before it there; tells them. Returns the hashes, in order. */
export async function write(ctx: FollowContext, deeds: readonly Deed[]): Promise<string[]> {
  if (deeds.length === 0) return [];
  const memberIds = [...new Set(deeds.map(({ memberId }) => memberId))];
  const heads = new Map((await store.headsForWriting(ctx, memberIds, GENESIS)).map((head) => [head.memberId, head]));
  const rows = deeds.map(({ memberId, kind, actorId, facts }): store.LedgerRow => {
    const head = heads.get(memberId) ?? { memberId, number: 0, hash: GENESIS };
    const entry = { number: head.number + 1, at: ctx.now, kind, actorId, facts: { ...facts, memberId } };
    const hash = hashOf(head.hash, { companyId: ctx.companyId, ...entry });
    heads.set(memberId, { memberId, number: entry.number, hash });
    return { memberId, ...entry, hash };
  });
  await store.append(ctx, rows, [...heads.values()]);
  await tellLedgers(ctx, memberIds);
  return rows.map(({ hash }) => hash);
}

/** Tells members that what stands in their ledgers is another now. */
export async function tellLedgers(ctx: FollowContext, audience: MemberId[]): Promise<void> {
  await announce(ctx, overrideEvent, { type: 'override.ledgerChanged' }, { topic: ctx.companyId, audience });
}

/** A member's whole ledger as a file that can be verified anywhere. */
export async function fileOf(ctx: { readonly tx: Tx; readonly companyId: CompanyId }, memberId: MemberId) {
  const head = await store.headOf(ctx, memberId);
  const rows = await store.entriesAfter(ctx, memberId, 0, EXPORTED_MAX);
  const last = rows.at(-1);
  // A ledger longer than a file is told of as far as the file goes.
  const isCut = rows.length === EXPORTED_MAX;
  const end = {
    entries: isCut ? rows.length : (head?.number ?? 0),
    head: (isCut ? last?.hash : head?.hash) ?? GENESIS,
  };
  return ledgerFile(
    { companyId: ctx.companyId, memberId, ...end },
    rows.map(({ number, at, kind, actorId, facts, hash }) => ({
      ...{ number, at: at.toISOString(), kind, actorId, facts, hash },
    })),
  );
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Recomputes the ledgers of the members of a company: how many there are, and whose are not what they were. */
export async function verifyLedgersOf(tx: Tx, companyId: CompanyId): Promise<{ ledgers: number; broken: MemberId[] }> {
  const memberIds = await store.keptFor(tx, companyId);
  const broken: MemberId[] = [];
  for (const memberId of memberIds) {
    const { firstBroken } = await verifyLedgerFile(await fileOf({ tx, companyId }, memberId), sha256);
    if (firstBroken !== null) broken.push(memberId);
  }
  return { ledgers: memberIds.length, broken };
}
