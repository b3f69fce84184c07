import { insidersTopic, membersWithRole } from '#directory/server/index.ts';
import { ledgerReaders } from '#directory/model/contract.ts';
import { announce } from '#platform/server/announce.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { type ExportLine, type OwnCopy, recordsEvent } from '../model/contract.ts';
import type { ExportRow } from './store/exports.ts';

/** The inside of a company, whoever works in it. */
export type RecordsContext = AnyoneContext & { readonly companyId: CompanyId };

export function copyOf({ id, state, askedAt, messages, size, waitsUntil }: ExportRow): OwnCopy {
  return { id, state, askedAt, messages, size, keptUntil: state === 'ready' ? waitsUntil : null };
}

/** What everybody may know of an export of the company. */
export function lineOf(row: ExportRow): ExportLine {
  const { id, kind, state, askedBy, askedAt, purpose, scope, answeredBy, answeredAt, downloads, endedAt } = row;
  if (scope === null || kind === 'own') throw new Error(`${id} is no export of the company`);
  return {
    id,
    kind,
    state,
    askedBy,
    askedAt,
    purpose,
    allGroups: scope.allGroups,
    groups: scope.groupIds.length,
    directs: scope.directIds.length,
    from: momentIn(scope.from),
    until: momentIn(scope.until),
    answeredBy,
    answeredAt,
    downloads,
    holdsUntil: state === 'holding' ? row.waitsUntil : null,
    endedAt,
  };
}

export function momentIn(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Tells those concerned how it stands with an export now. What nobody agreed to is between those who hold keys. */
export async function tell(ctx: RecordsContext, row: ExportRow): Promise<void> {
  if (row.kind === 'own') {
    await announce(ctx, recordsEvent, { type: 'records.copyChanged', copy: copyOf(row) }, { topic: row.askedBy });
    return;
  }
  const audience: MemberId[] = await membersWithRole(ctx.tx, ctx.companyId, ledgerReaders);
  const { id, state } = row;
  await announce(ctx, recordsEvent, { type: 'records.requestChanged', id, state }, { topic: ctx.companyId, audience });
  if (state === 'asked' || state === 'refused' || state === 'lapsed') return;
  const topic = await insidersTopic(ctx.tx, ctx.companyId);
  await announce(ctx, recordsEvent, { type: 'records.exportChanged', line: lineOf(row) }, { topic });
  // Guests too read above what they write what is held, and until when.
  if (row.kind === 'hold')
    await announce(ctx, recordsEvent, { type: 'records.retentionChanged' }, { topic: ctx.companyId });
}
