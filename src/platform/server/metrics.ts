import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';

export const callDuration = new Histogram({
  name: 'tautline_call_seconds',
  help: 'How long calls take, by call',
  labelNames: ['call'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
});

export const refusalCount = new Counter({
  name: 'tautline_refusals_total',
  help: 'Calls answered with a refusal, by code',
  labelNames: ['code'],
});

export const messageCount = new Counter({ name: 'tautline_messages_total', help: 'Messages committed' });

let socketCount: (() => number) | null = null;

/** Starts the process's own figures, once, and counts these open sockets: the ones of the product that started last. */
export function startMetrics(openSockets: () => number): void {
  const isFirst = socketCount === null;
  socketCount = openSockets;
  if (!isFirst) return;
  collectDefaultMetrics({ prefix: 'tautline_' });
  new Gauge({
    name: 'tautline_sockets',
    help: 'Open sockets',
    collect() {
      this.set(socketCount?.() ?? 0);
    },
  });
}

export const metricsText = (): Promise<string> => register.metrics();
