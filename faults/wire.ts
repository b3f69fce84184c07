import WebSocket from 'ws';
import { createLive, type Live, type LiveOptions, type SocketLike } from '#platform/web/live.ts';
import type { Random } from './random.ts';

/** How a device reaches the server; the port changes when a wire is put in between. */
export interface Route {
  port(): number;
  readonly companyId: string;
  readonly token: string;
}

/** The product's own live connection, over a real socket that can be cut. */
export interface CutLive {
  readonly live: Live;
  /** The network goes away under it, without a goodbye. */
  cut(): void;
}

/** Opens the live connection of the web client from here; what it needs of a browser is brought along. */
export function openLive(route: Route, random: Random, options: Omit<LiveOptions, 'company'>): CutLive {
  let present: WebSocket | null = null;
  const live = createLive(
    { ...options, company: route.companyId },
    {
      open(path): SocketLike {
        const socket = new WebSocket(`ws://127.0.0.1:${route.port()}${path}`, {
          headers: { authorization: `Bearer ${route.token}` },
          perMessageDeflate: false,
        });
        present = socket;
        const like: SocketLike = {
          send(text) {
            if (socket.readyState === WebSocket.OPEN) socket.send(text);
          },
          close: () => socket.terminate(),
          onopen: null,
          onmessage: null,
          onclose: null,
        };
        socket.on('open', () => like.onopen?.());
        socket.on('message', (data) => like.onmessage?.({ data: (data as Buffer).toString() }));
        socket.on('close', (code) => like.onclose?.({ code }));
        socket.on('error', () => {}); // 'close' follows
        return like;
      },
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      random: () => random.fraction(),
      isOnline: () => true,
      watch: () => () => {},
    },
  );
  return { live, cut: () => present?.terminate() };
}
