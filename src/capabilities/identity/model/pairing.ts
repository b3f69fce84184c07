/** How long the QR can be taken and approved. */
export const PAIRING_SECONDS = 120;
/** How long the phone has to fetch its session once approved: it asks every other second. */
export const COLLECT_SECONDS = 60;

export type PairingState = 'open' | 'claimed' | 'approved' | 'done';

/** The one state that each state is reached from: a pairing only goes forward, one step at a time (I14). */
export const cameFrom = { claimed: 'open', approved: 'claimed', done: 'approved' } as const;

/** What the desktop is shown. Once done it stays done; anything else ends with its time. */
export function pairingSeen(
  pairing: { state: PairingState; expiresAt: Date } | null,
  now: Date,
): PairingState | 'expired' {
  if (pairing === null) return 'expired';
  if (pairing.state === 'done') return 'done';
  return pairing.expiresAt > now ? pairing.state : 'expired';
}
