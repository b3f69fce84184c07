import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { Conversation, GroupRole, Silence, SilenceSpan } from './contract.ts';

const HOUR_MS = 3_600_000;

/** Is he silenced at this moment? It ends by the clock alone. */
export function isSilenced(silence: Pick<Silence, 'until'> | null, now: Date): boolean {
  return silence !== null && (silence.until === null || now.getTime() < silence.until.getTime());
}

/** May this member silence that one, or lift it? The owner silences everybody else, admins members; nobody silences an owner. */
export function canSilence(
  kind: Conversation['kind'],
  role: GroupRole,
  target: GroupRole,
): Refusal<'chat.mayNotManage'> | null {
  const isGroup = kind === 'group' || kind === 'department';
  const above = target !== 'owner' && (role === 'owner' || (role === 'admin' && target === 'member'));
  return isGroup && above ? null : refuse('chat.mayNotManage');
}

/** Until when; null: until it is lifted. */
export function silenceUntil(span: SilenceSpan, now: Date, nextStart: Date): Date | null {
  const after = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
  switch (span) {
    case 'hour':
      return after(1);
    case 'eightHours':
      return after(8);
    case 'nextStart':
      return nextStart;
    case 'week':
      return after(7 * 24);
    case 'lifted':
      return null;
  }
}
