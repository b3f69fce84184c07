/** How many members stand where: joined at a number, read up to another. Who they are does not matter. */
export interface Standing {
  readonly joined: number;
  readonly read: number;
  readonly members: number;
}

/**
 * Receipts of messages by one author, from where all others who share receipts stand.
 * A message concerns those who were there before it; the author is not among `standings`.
 */
export function countReceipts(
  standings: readonly Standing[],
  numbers: readonly number[],
): { number: number; read: number; of: number }[] {
  return numbers.map((number) => {
    let read = 0;
    let of = 0;
    for (const standing of standings) {
      if (standing.joined >= number) continue;
      of += standing.members;
      if (standing.read >= number) read += standing.members;
    }
    return { number, read, of };
  });
}
