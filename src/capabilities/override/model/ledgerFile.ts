import { chainText, GENESIS } from '#directory/model/contract.ts';

/** The first line of an exported ledger: whose it is, how many lines follow, and the hash of the last. */
export interface LedgerHead {
  readonly ledger: 'tautline';
  readonly companyId: string;
  readonly memberId: string;
  readonly entries: number;
  readonly head: string;
}

export interface LedgerLine {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly actorId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface FileVerdict {
  readonly entries: number;
  /** The number of the first entry that is not what it was, or is gone; null where all are as they were. */
  readonly firstBroken: number | null;
}

/** A member's ledger as a file: a line of JSON for each entry, below one that says whose it is. */
export function ledgerFile(head: Omit<LedgerHead, 'ledger'>, lines: readonly LedgerLine[]): string {
  const first: LedgerHead = { ledger: 'tautline', ...head };
  return [first, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Recomputes the chain of an exported ledger, with nothing but the file. Throws where it is none. */
export async function verifyLedgerFile(
  text: string,
  sha256: (text: string) => Promise<string> | string,
): Promise<FileVerdict> {
  const [first, ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const head = JSON.parse(first ?? '') as LedgerHead;
  if (head.ledger !== 'tautline') throw new Error('this is no ledger of Tautline');
  const { companyId, memberId } = head;
  let [hash, number] = [GENESIS, 0];
  for (const one of rest) {
    const line = read(one);
    const broken = { entries: number, firstBroken: number + 1 };
    if (line === null || line.number !== number + 1 || line.facts?.['memberId'] !== memberId) return broken;
    const at = new Date(line.at);
    if (Number.isNaN(at.getTime()) || at.toISOString() !== line.at) return broken;
    const expected = await sha256(chainText(hash, { ...line, companyId, at }));
    if (line.hash !== expected) return broken;
    hash = expected;
    number = line.number;
  }
  const isWhole = head.entries === number && head.head === hash;
  return { entries: number, firstBroken: isWhole ? null : number + 1 };
}

function read(line: string): LedgerLine | null {
  try {
    return JSON.parse(line) as LedgerLine;
  } catch {
    return null;
  }
}
