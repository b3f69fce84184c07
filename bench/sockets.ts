import type { Socket } from 'node:net';

/**
 * A socket that ends before the person was signed in fails the sign-in. One that ends later, without our closing it, is
 * thrown: a measurement in which connections were lost must not pass.
 */
export function failsWhenLost(
  socket: Socket,
  user: string,
  closedByUs: () => boolean,
): { whileOpening: Promise<never>; opened(): void } {
  let isOpen = false;
  let reason = 'closed by the server';
  const whileOpening = new Promise<never>((_, reject) => {
    socket.on('error', (error) => {
      reason = error.message;
    });
    socket.on('close', () => {
      if (closedByUs()) return;
      const error = new Error(`${user}: ${reason}`);
      if (isOpen) throw error;
      reject(error);
    });
  });
  whileOpening.catch(() => {});
  return {
    whileOpening,
    opened: () => {
      isOpen = true;
    },
  };
}
