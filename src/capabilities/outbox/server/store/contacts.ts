import type { MemberId } from '#platform/model/ids.ts';
import type { Contact } from '../../model/calls/contacts.ts';
import type { Content, Reach } from '../../model/gate.ts';
import type { Wired } from '../../model/quiet.ts';
import type { OutboxContext } from '../source.ts';

export type ContactKind = Contact['kind'];
export type Uses = Omit<Contact, 'kind' | 'address'>;

/** By which gateways of the company these members can be reached, by what they gave for it themselves. */
export async function reachOf(
  { tx, companyId }: OutboxContext,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, Reach>> {
  const rows = await tx<{ memberId: MemberId; way: Wired; content: Content }>`
    select c.member_id, g.way, case when c.shows_content then 'words' else 'none' end as content
      from outbox.contact c
      join outbox.gateway g
        on g.company_id = ${companyId}
       and ((g.way = 'mail' and c.kind = 'mail') or (g.way = 'sms' and c.kind = 'phone' and c.sms)
            or (g.way = 'call' and c.kind = 'phone' and c.calls))
     where c.company_id = ${companyId} and c.member_id = any(${[...memberIds]}::uuid[])
     order by c.member_id, g.way limit 50000`;
  return new Map(
    [...Map.groupBy(rows, ({ memberId }) => memberId)].map(([memberId, own]) => [
      memberId,
      new Map(own.map(({ way, content }) => [way, content])),
    ]),
  );
}

export function contactsOf({ tx, companyId }: OutboxContext, memberId: MemberId) {
  return tx<Contact>`
    select kind, address, sms, calls, shows_content, language from outbox.contact
     where company_id = ${companyId} and member_id = ${memberId} order by kind desc limit 2`;
}

/** Who has proved that this is his. */
export async function provedBy(
  { tx, companyId }: OutboxContext,
  kind: ContactKind,
  address: string,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from outbox.contact
     where company_id = ${companyId} and kind = ${kind} and lower(address) = lower(${address}) limit 20`;
  return rows.map(({ memberId }) => memberId);
}

/** Keeps what was proved, in place of what was there. */
export async function putContact({ tx, companyId }: OutboxContext, memberId: MemberId, contact: Contact) {
  const { kind, address, sms, calls, showsContent, language } = contact;
  await tx`
    insert into outbox.contact (company_id, member_id, kind, address, sms, calls, shows_content, language)
    values (${companyId}, ${memberId}, ${kind}, ${address}, ${sms}, ${calls}, ${showsContent}, ${language})
    on conflict (company_id, member_id, kind) do update
      set address = excluded.address, sms = excluded.sms, calls = excluded.calls,
          shows_content = excluded.shows_content, language = excluded.language`;
}

export async function setUses({ tx, companyId }: OutboxContext, memberId: MemberId, kind: ContactKind, uses: Uses) {
  const { sms, calls, showsContent, language } = uses;
  await tx`
    update outbox.contact
       set sms = ${sms}, calls = ${calls}, shows_content = ${showsContent}, language = ${language}
     where company_id = ${companyId} and member_id = ${memberId} and kind = ${kind}`;
}

/** Forgets what a member gave, and the code on its way there; null: all of it. */
export async function removeContacts({ tx, companyId }: OutboxContext, memberId: MemberId, kind: ContactKind | null) {
  await tx`
    delete from outbox.contact
     where company_id = ${companyId} and member_id = ${memberId} and (${kind}::text is null or kind = ${kind})`;
  await removeCodes({ tx, companyId }, memberId, kind);
}

export async function removeCodes({ tx, companyId }: OutboxContext, memberId: MemberId, kind: ContactKind | null) {
  await tx`
    delete from outbox.contact_code
     where company_id = ${companyId} and member_id = ${memberId} and (${kind}::text is null or kind = ${kind})`;
}

export interface CodeRow {
  readonly kind: ContactKind;
  readonly address: string;
  readonly codeHash: Buffer;
  readonly expiresAt: Date;
  readonly tries: number;
}

/** Keeps a code, and forgets those of the company that work no more, with the numbers they went to. */
export async function putCode(
  { tx, companyId }: OutboxContext,
  memberId: MemberId,
  row: Omit<CodeRow, 'tries'>,
  now: Date,
): Promise<void> {
  await tx`delete from outbox.contact_code where company_id = ${companyId} and expires_at <= ${now}`;
  await tx`
    insert into outbox.contact_code (company_id, member_id, kind, address, code_hash, expires_at)
    values (${companyId}, ${memberId}, ${row.kind}, ${row.address}, ${row.codeHash}, ${row.expiresAt})
    on conflict (company_id, member_id, kind) do update
      set address = excluded.address, code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`;
}

export function codesOf({ tx, companyId }: OutboxContext, memberId: MemberId, now: Date) {
  return tx<Pick<CodeRow, 'kind' | 'address'>>`
    select kind, address from outbox.contact_code
     where company_id = ${companyId} and member_id = ${memberId} and expires_at > ${now} order by kind desc limit 2`;
}

/** Counts a try at a code before it is looked at: of many at once none is free. */
export async function tryCode({ tx, companyId }: OutboxContext, memberId: MemberId, kind: ContactKind) {
  const [row] = await tx<CodeRow>`
    update outbox.contact_code set tries = tries + 1
     where company_id = ${companyId} and member_id = ${memberId} and kind = ${kind}
    returning kind, address, code_hash, expires_at, tries`;
  return row ?? null;
}
