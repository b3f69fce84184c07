import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** A wire that can be cut or go silent: TCP from a port of its own to another port of this machine. */
export class Proxy {
  readonly port: number;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #isCut = false;
  #isSilent = false;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open(target: number): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new Proxy(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => proxy.#join(near, target));
    return proxy;
  }

  #join(near: Socket, target: number): void {
    near.on('error', () => {});
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    far.on('error', () => {});
    const pair = { near, far };
    this.#pairs.add(pair);
    near.on('close', () => this.#part(pair));
    far.on('close', () => this.#part(pair));
    near.pipe(far);
    far.pipe(near);
    if (this.#isSilent) silence(pair);
  }

  #part(pair: Pair): void {
    this.#pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }

  /** Ends every connection and refuses new ones. */
  cut(): void {
    this.#isCut = true;
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Nothing passes any more, and nobody is told: connections are half open. New ones too, unless `onlyPresent`. */
  goSilent({ onlyPresent = false } = {}): void {
    this.#isSilent = !onlyPresent;
    for (const pair of this.#pairs) silence(pair);
  }

  /** All as before; what was held back passes now. */
  mend(): void {
    this.#isCut = false;
    this.#isSilent = false;
    for (const { near, far } of this.#pairs) {
      near.pipe(far);
      far.pipe(near);
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function silence({ near, far }: Pair): void {
  near.unpipe(far);
  far.unpipe(near);
  near.pause();
  far.pause();
}
