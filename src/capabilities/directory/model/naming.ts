import type { MemberId } from '#platform/model/ids.ts';

const ONE = ['memberId', 'ownerId', 'handOverTo'];
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The members whom an entry of the ledger names; not who did it. */
export function namedIn(facts: Readonly<Record<string, unknown>>): MemberId[] {
  const { memberIds } = facts;
  const many = typeof memberIds === 'string' ? memberIds.split(' ') : [];
  const named = [...ONE.map((key) => facts[key]), ...many];
  return named.filter((id): id is MemberId => typeof id === 'string' && ID.test(id));
}
