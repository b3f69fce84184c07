import { Offline, refusalCode } from '#platform/web/call.ts';
import { connectionStore } from '#platform/web/connection.ts';

/** The code where trying again is of no use; null: try again later. */
export function finalCode(error: unknown): string | null {
  if (error instanceof Offline) return null;
  const code = refusalCode(error);
  if (code === null) return 'platform.fault';
  return ['platform.unavailable', 'platform.tooOften', 'platform.notSignedIn', 'platform.held'].includes(code)
    ? null
    : code;
}

/** Waits, or until the connection is back. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stop = connectionStore.subscribe(() => {
      if (connectionStore.get() === 'online') end();
    });
  });
}
