import type { AccountId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export interface PasskeyRow {
  readonly passkeyId: string;
  readonly accountId: AccountId;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly name: string;
  readonly addedAt: Date;
}

export function passkeysOf(tx: Tx, accountId: AccountId): Promise<PasskeyRow[]> {
  return tx<PasskeyRow>`
    select passkey_id, account_id, public_key, counter, transports, name, added_at from identity.passkey
     where account_id = ${accountId} order by added_at limit 100`;
}

export async function passkeyById(tx: Tx, passkeyId: string): Promise<PasskeyRow | null> {
  const [row] = await tx<PasskeyRow>`
    select passkey_id, account_id, public_key, counter, transports, name, added_at from identity.passkey
     where passkey_id = ${passkeyId}`;
  return row ?? null;
}

/** False when the passkey is kept already, for whomever. */
export async function insertPasskey(tx: Tx, passkey: PasskeyRow): Promise<boolean> {
  const rows = await tx`
    insert into identity.passkey (passkey_id, account_id, public_key, counter, transports, name, added_at)
    values (${passkey.passkeyId}, ${passkey.accountId}, ${passkey.publicKey}, ${passkey.counter},
            ${passkey.transports}::text[], ${passkey.name}, ${passkey.addedAt})
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Writes the counter of a use. False when it did not go up: the passkey may have been copied. Many always say 0. */
export async function advanceCounter(tx: Tx, passkeyId: string, counter: number): Promise<boolean> {
  const rows = await tx`
    update identity.passkey set counter = ${counter}
     where passkey_id = ${passkeyId} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning 1`;
  return rows.length > 0;
}

export async function deletePasskey(tx: Tx, accountId: AccountId, passkeyId: string): Promise<void> {
  await tx`delete from identity.passkey where account_id = ${accountId} and passkey_id = ${passkeyId}`;
}
