import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { COMMAND, cString, encodePdu, PduReader, readCString } from './smpp/pdu.ts';

export interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Scripted {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** A gateway spoken to over HTTP, on this machine: it answers as it is told, or never, or without end. */
export async function openHttpGateway() {
  const asked: Asked[] = [];
  let next: Scripted | 'silent' | 'endless' = { status: 201, body: {} };
  let held: Promise<void> | null = null;
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
      asked.push({ path: request.url ?? '', headers: request.headers, body });
      await held;
      if (next === 'silent') return;
      if (next === 'endless') {
        response.writeHead(201);
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
          if (!response.destroyed) response.once('drain', pour);
        };
        return pour();
      }
      response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers });
      return void response.end(JSON.stringify(next.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
      next = { status, body, headers };
    },
    behaves(how: 'silent' | 'endless') {
      next = how;
    },
    /** Keeps its answers back until what is returned is called. */
    holds(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = null;
        resolve();
      };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A mail server on this machine, with one user. */
export async function openMailServer({ withTls = false } = {}) {
  const mails: { readonly to: string; readonly text: string }[] = [];
  /** What it does with the next mail: takes it, answers so, or hangs up when it has all of it. */
  let next: number | 'hangUp' = 250;
  const server = new SMTPServer({
    disabledCommands: withTls ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, callback) =>
      username === 'post' && password === 'right' ? callback(null, { user: 'post' }) : callback(new Error('wrong')),
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('nobody') ? Object.assign(new Error('no such box'), { responseCode: 550 }) : null),
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (next === 'hangUp') return hangUp();
        if (next !== 250) return callback(Object.assign(new Error('not now'), { responseCode: next }));
        mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: Buffer.concat(parts).toString() });
        return callback(null);
      });
    },
  });
  const sockets = new Set<{ destroy(): void }>();
  server.server.on('connection', (socket: { destroy(): void }) => sockets.add(socket));
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    does(what: number | 'hangUp') {
      next = what;
    },
    async [Symbol.asyncDispose]() {
      hangUp();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Submitted {
  readonly to: string;
  readonly esmClass: number;
  readonly coding: number;
  readonly bytes: Buffer;
}

/** A message centre on this machine (SMPP 3.4): it binds who knows the password, takes texts, throttles, falls silent, and sends receipts. */
export async function openMessageCentre() {
  const submitted: Submitted[] = [];
  const acknowledged: number[] = [];
  const links = new Set<Socket>();
  let binds = 0;
  let next: number | 'silent' = 0;
  const server = createTcpServer((socket) => {
    links.add(socket);
    socket.on('error', () => {}).on('close', () => links.delete(socket));
    const reader = new PduReader();
    socket.on('data', (bytes: Buffer) => {
      for (const { command, sequence, status, body } of reader.push(bytes)) {
        const say = (answer: number, code: number, text: string) =>
          socket.write(encodePdu({ command: answer, status: code, sequence, body: cString(text) }));
        if (command === COMMAND.bindTransceiver) {
          const system = readCString(body, 0);
          const isRight = system.text === 'acme' && readCString(body, system.next).text === 'right';
          binds += isRight ? 1 : 0;
          say(COMMAND.bindTransceiverResp, isRight ? 0 : 0x0e, 'centre');
        } else if (command === COMMAND.submitSm) {
          submitted.push(submittedIn(body));
          if (next !== 'silent') say(COMMAND.submitSmResp, next, next === 0 ? `m${submitted.length}` : '');
        } else if (command === COMMAND.enquireLink) {
          say(COMMAND.enquireLinkResp, 0, '');
        } else if (command === COMMAND.deliverSmResp) acknowledged.push(status);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    submitted,
    /** The status of each receipt's answer. */
    acknowledged,
    binds: () => binds,
    answers(status: number | 'silent') {
      next = status;
    },
    /** A receipt over every link. */
    receipt(id: string, stat: string) {
      const text = `id:${id} sub:001 dlvrd:001 submit date:2611231024 done date:2611231024 stat:${stat} err:000 text:`;
      const body = Buffer.concat([
        ...[cString(''), Buffer.from([1, 1]), cString('8613800000001'), Buffer.from([1, 1]), cString('10690000')],
        ...[Buffer.from([4, 0, 0]), cString(''), cString('')],
        ...[Buffer.from([0, 0, 0, 0, text.length]), Buffer.from(text, 'latin1')],
      ]);
      for (const link of links) link.write(encodePdu({ command: COMMAND.deliverSm, status: 0, sequence: 7, body }));
    },
    hangUp() {
      for (const link of links) link.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const link of links) link.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function submittedIn(body: Buffer): Submitted {
  const from = readCString(body, readCString(body, 0).next + 2);
  const to = readCString(body, from.next + 2);
  const esmClass = body[to.next] ?? 0;
  const at = readCString(body, readCString(body, to.next + 3).next).next;
  const length = body[at + 4] ?? 0;
  return { to: to.text, esmClass, coding: body[at + 2] ?? 0, bytes: body.subarray(at + 5, at + 5 + length) };
}
