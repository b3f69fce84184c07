import type { MemberId, SessionId } from '#platform/model/ids.ts';
import type { Wish } from '../../model/gate.ts';
import type { OutboxContext } from '../source.ts';

export interface DeviceRow {
  readonly sessionId: SessionId;
  readonly memberId: MemberId;
  readonly showsContent: boolean;
  readonly language: 'zh' | 'en';
  readonly endpoint: string | null;
  readonly p256dh: string | null;
  readonly auth: string | null;
}

/** The devices that these members have turned on. */
export function devicesOf({ tx, companyId }: OutboxContext, memberIds: readonly MemberId[]) {
  return tx<Pick<DeviceRow, 'sessionId' | 'memberId' | 'showsContent'> & { readonly pushes: boolean }>`
    select session_id, member_id, shows_content, endpoint is not null as pushes from outbox.device
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])
     order by member_id, session_id limit 50000`;
}

/** Has anybody in the company turned a device on, or given a number or an address? */
export async function isUsed({ tx, companyId }: OutboxContext): Promise<boolean> {
  // In their order, which only the key has: without it, the first device of any company is thought to be near, and beside a large one it is not.
  const rows = await tx`
    (select 1 as used from outbox.device where company_id = ${companyId} order by session_id limit 1)
    union all
    (select 1 from outbox.contact where company_id = ${companyId} order by member_id limit 1)`;
  return rows.length > 0;
}

export async function deviceOf({ tx, companyId }: OutboxContext, sessionId: SessionId): Promise<DeviceRow | null> {
  const [row] = await tx<DeviceRow>`
    select session_id, member_id, shows_content, language, endpoint, p256dh, auth from outbox.device
     where company_id = ${companyId} and session_id = ${sessionId}`;
  return row ?? null;
}

/** Keeps a device, in place of what was known of it. A browser that another session had before is that session's no more. */
export async function putDevice({ tx, companyId }: OutboxContext, device: DeviceRow): Promise<void> {
  await tx`
    delete from outbox.device
     where company_id = ${companyId} and endpoint = ${device.endpoint} and session_id <> ${device.sessionId}`;
  await tx`
    insert into outbox.device (company_id, session_id, member_id, shows_content, language, endpoint, p256dh, auth)
    values (${companyId}, ${device.sessionId}, ${device.memberId}, ${device.showsContent}, ${device.language},
            ${device.endpoint}, ${device.p256dh}, ${device.auth})
    on conflict (company_id, session_id) do update
      set member_id = excluded.member_id, shows_content = excluded.shows_content, language = excluded.language,
          endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth`;
  if (device.endpoint !== null) return;
  await tx`delete from outbox.delivery where company_id = ${companyId} and session_id = ${device.sessionId}`;
}

/** Forgets devices, with all that was on its way to them. */
export async function removeDevices({ tx, companyId }: OutboxContext, sessionIds: readonly SessionId[]): Promise<void> {
  await tx`
    delete from outbox.device where company_id = ${companyId} and session_id = any(${[...sessionIds]}::uuid[])`;
}

/** Forgets a member: devices, and what waited for him. */
export async function removeMember({ tx, companyId }: OutboxContext, memberId: MemberId): Promise<void> {
  await tx`delete from outbox.device where company_id = ${companyId} and member_id = ${memberId}`;
  await tx`delete from outbox.notification where company_id = ${companyId} and member_id = ${memberId}`;
  await tx`delete from outbox.interruption where company_id = ${companyId} and member_id = ${memberId}`;
}

export async function wishesOf({ tx, companyId }: OutboxContext, memberIds: readonly MemberId[]) {
  const rows = await tx<{ memberId: MemberId; wish: Wish }>`
    select member_id, wish from outbox.wish
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])`;
  return new Map(rows.map(({ memberId, wish }) => [memberId, wish]));
}

export async function setWish({ tx, companyId }: OutboxContext, memberId: MemberId, wish: Wish): Promise<void> {
  await tx`
    insert into outbox.wish (company_id, member_id, wish) values (${companyId}, ${memberId}, ${wish})
    on conflict (company_id, member_id) do update set wish = excluded.wish`;
}
