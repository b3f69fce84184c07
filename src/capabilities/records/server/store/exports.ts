import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { ExportId, State } from '../../model/contract.ts';
import type { KeyRole } from '../../model/keys.ts';
import type { Language } from '../../model/words.ts';

interface Ctx {
  readonly tx: Tx;
  readonly companyId: CompanyId;
}

/** What of the company is meant. Kept as JSON: moments are ISO text. */
export interface KeptScope {
  readonly allGroups: boolean;
  readonly groupIds: readonly ConversationId[];
  readonly directIds: readonly ConversationId[];
  readonly from: string | null;
  readonly until: string | null;
}

/** How far a copy is: which conversation of the list, which page of it, and the last number on the page before. */
export interface Step {
  readonly place: number;
  readonly page: number;
  readonly after: number;
}

export interface ExportRow {
  readonly id: ExportId;
  readonly kind: 'own' | 'company' | 'hold';
  readonly askedBy: MemberId;
  readonly language: Language;
  readonly state: State;
  readonly askedAt: Date;
  readonly purpose: string;
  readonly scope: KeptScope | null;
  readonly key: KeyRole | null;
  readonly answeredBy: MemberId | null;
  readonly answeredAt: Date | null;
  readonly answer: string;
  readonly step: Step | null;
  readonly messages: number;
  readonly tries: number;
  readonly waitsUntil: Date | null;
  readonly dueAt: Date | null;
  readonly size: number | null;
  readonly downloads: number;
  /** Of a hold: for how long, since when no longer, and who ended it. */
  readonly holdDays: number | null;
  readonly endedAt: Date | null;
  readonly endedBy: MemberId | null;
}

const LIST_MAX = 100;

type NewExport = Pick<
  ExportRow,
  'id' | 'kind' | 'askedBy' | 'language' | 'state' | 'askedAt' | 'waitsUntil' | 'dueAt'
> &
  Partial<Pick<ExportRow, 'purpose' | 'scope' | 'key' | 'holdDays'>>;

/** False where the member has one under way. */
export async function insertExport({ tx, companyId }: Ctx, row: NewExport): Promise<boolean> {
  const scope = row.scope === undefined || row.scope === null ? null : JSON.stringify(row.scope);
  const made = await tx`
    insert into records.export (company_id, export_id, kind, asked_by, language, state, asked_at, purpose, scope, key_role,
                                waits_until, due_at, hold_days)
    values (${companyId}, ${row.id}, ${row.kind}, ${row.askedBy}, ${row.language}, ${row.state}, ${row.askedAt},
            ${row.purpose ?? ''}, ${scope}::jsonb, ${row.key ?? null}, ${row.waitsUntil}, ${row.dueAt},
            ${row.holdDays ?? null})
    on conflict do nothing
    returning 1 as made`;
  return made.length === 1;
}

export async function findExport({ tx, companyId }: Ctx, id: ExportId): Promise<ExportRow | null> {
  const [row] = await tx<ExportRow>`
    select export_id as id, kind, asked_by, language, state, asked_at, purpose, scope, key_role as key, answered_by,
           answered_at, answer, step, messages, tries, waits_until, due_at, size, downloads,
           hold_days, ended_at, ended_by
      from records.export where company_id = ${companyId} and export_id = ${id}`;
  return row ?? null;
}

export function findExports({ tx, companyId }: Ctx, ids: readonly ExportId[]): Promise<ExportRow[]> {
  return tx<ExportRow>`
    select export_id as id, kind, asked_by, language, state, asked_at, purpose, scope, key_role as key, answered_by,
           answered_at, answer, step, messages, tries, waits_until, due_at, size, downloads,
           hold_days, ended_at, ended_by
      from records.export where company_id = ${companyId} and export_id = any(${[...ids]}::uuid[])`;
}

/** Locked, so that two who answer at once, or a step and what ends it, come one after the other. */
export async function lockExport({ tx, companyId }: Ctx, id: ExportId): Promise<ExportRow | null> {
  const [row] = await tx<ExportRow>`
    select export_id as id, kind, asked_by, language, state, asked_at, purpose, scope, key_role as key, answered_by,
           answered_at, answer, step, messages, tries, waits_until, due_at, size, downloads,
           hold_days, ended_at, ended_by
      from records.export where company_id = ${companyId} and export_id = ${id}
       for update`;
  return row ?? null;
}

/** The member's own copies, the latest first; two are all that anybody asks about. */
export function ownExports({ tx, companyId }: Ctx, memberId: MemberId): Promise<ExportRow[]> {
  return tx<ExportRow>`
    select export_id as id, kind, asked_by, language, state, asked_at, purpose, scope, key_role as key, answered_by,
           answered_at, answer, step, messages, tries, waits_until, due_at, size, downloads,
           hold_days, ended_at, ended_by
      from records.export
     where company_id = ${companyId} and asked_by = ${memberId} and kind = 'own'
     order by asked_at desc limit 2`;
}

/** Exports of the company and holds, the latest first: all requests, or what was agreed to. */
export function companyExports({ tx, companyId }: Ctx, agreedOnly: boolean): Promise<ExportRow[]> {
  return tx<ExportRow>`
    select export_id as id, kind, asked_by, language, state, asked_at, purpose, scope, key_role as key, answered_by,
           answered_at, answer, step, messages, tries, waits_until, due_at, size, downloads,
           hold_days, ended_at, ended_by
      from records.export
     where company_id = ${companyId} and kind <> 'own'
       and (not ${agreedOnly}::boolean or state not in ('asked', 'refused', 'lapsed'))
     order by asked_at desc, export_id limit ${LIST_MAX}`;
}

/** Holds that hold now, and those that ended after a moment. */
export function holdsKeeping({ tx, companyId }: Ctx, endedSince: Date): Promise<ExportRow[]> {
  return tx<ExportRow>`
    select export_id as id, kind, asked_by, language, state, asked_at, purpose, scope, key_role as key, answered_by,
           answered_at, answer, step, messages, tries, waits_until, due_at, size, downloads,
           hold_days, ended_at, ended_by
      from records.export
     where company_id = ${companyId} and kind = 'hold'
       and (state = 'holding' or (state = 'ended' and ended_at > ${endedSince}))
     order by asked_at desc, export_id`;
}

/** Exports in which words of this member are, the latest first. */
export function exportsWith({ tx, companyId }: Ctx, memberId: MemberId): Promise<ExportRow[]> {
  return tx<ExportRow>`
    select e.export_id as id, e.kind, e.asked_by, e.language, e.state, e.asked_at, e.purpose, e.scope, e.key_role as key,
           e.answered_by, e.answered_at, e.answer, e.step, e.messages, e.tries, e.waits_until, e.due_at, e.size, e.downloads,
           e.hold_days, e.ended_at, e.ended_by
      from records.exported_member m
      join records.export e on e.company_id = m.company_id and e.export_id = m.export_id
     where m.company_id = ${companyId} and m.member_id = ${memberId}
     order by e.asked_at desc, e.export_id limit ${LIST_MAX}`;
}

/** Notes whose words are in an export. */
export async function addExported({ tx, companyId }: Ctx, id: ExportId, memberIds: readonly MemberId[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx`
    insert into records.exported_member (company_id, member_id, export_id)
    select ${companyId}, m.id, ${id} from unnest(${[...memberIds]}::uuid[]) as m(id)
    on conflict do nothing`;
}

/** Whose words are in an export. */
export async function exportedMembers({ tx, companyId }: Ctx, id: ExportId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from records.exported_member where company_id = ${companyId} and export_id = ${id}`;
  return rows.map(({ memberId }) => memberId);
}

/** Writes how it stands with an export that is locked. */
export async function saveExport({ tx, companyId }: Ctx, row: ExportRow): Promise<void> {
  await tx`
    update records.export
       set state = ${row.state}, answered_by = ${row.answeredBy}, answered_at = ${row.answeredAt}, answer = ${row.answer},
           step = ${row.step === null ? null : JSON.stringify(row.step)}::jsonb, messages = ${row.messages}, tries = ${row.tries},
           waits_until = ${row.waitsUntil}, due_at = ${row.dueAt}, size = ${row.size}, downloads = ${row.downloads},
           ended_at = ${row.endedAt}, ended_by = ${row.endedBy}
     where company_id = ${companyId} and export_id = ${row.id}`;
}

/** What is due next in a company. */
export async function dueExport({ tx, companyId }: Ctx, now: Date): Promise<ExportId | null> {
  const [row] = await tx<{ id: ExportId }>`
    select export_id as id from records.export
     where company_id = ${companyId} and due_at <= ${now}
     order by due_at limit 1`;
  return row?.id ?? null;
}

/** When each of these companies has something to do. */
export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from records.next_due(${[...companyIds]}::uuid[])`;
}
