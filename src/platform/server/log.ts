import pino, { type Logger } from 'pino';

export type { Logger };

/** Structured logs with request ids. Bodies are never logged; what could hold a secret is blanked all the same. */
export function makeLogger(level: string): Logger {
  return pino({
    level,
    redact: { paths: ['password', 'token', 'secret', 'cookie', 'text', '*.password', '*.token', '*.secret', '*.text'] },
    serializers: {
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        code: error.code,
        message: error.message,
        stack: error.stack,
      }),
    },
  });
}

export const quietLogger: Logger = pino({ level: 'silent' });
