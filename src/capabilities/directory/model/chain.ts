/** What an entry of the ledger says; its hash is made over this and the hash before it. */
export interface Entry {
  readonly companyId: string;
  readonly number: number;
  readonly at: Date;
  readonly kind: string;
  readonly actorId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64);

/** JSON with one spelling only: keys in order, no spaces. So the same facts always hash the same. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number without JSON');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object') throw new Error(`no JSON for ${typeof value}`);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** The text whose SHA-256 is the hash of an entry. */
export function chainText(before: string, { companyId, number, at, kind, actorId, facts }: Entry): string {
  return `${before}\n${canonicalJson([companyId, number, at.toISOString(), kind, actorId, facts])}`;
}
