import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { SLICE_BYTES_MAX } from '#files/model/contract.ts';
import { nextSlice, SLICE_FIRST } from '#files/model/slicing.ts';
import { newId } from '#platform/server/house.ts';
import { sleep } from './processes.ts';
import type { Seat } from './websocket.ts';

/** Who brings files, how large, and over how fast a line each. */
export interface Uploading {
  readonly port: number;
  readonly seats: readonly Pick<Seat, 'companyId' | 'token'>[];
  readonly fileBytes: number;
  readonly bytesPerSecond: number;
}

const TICK_MS = 20;
/** What is sent says nothing to anybody: no picture, no text. */
const NOISE = randomBytes(1 << 20);
const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly status: number;
  readonly offset: number;
  readonly body: string;
}

/** One request whose body leaves as fast as the line lets it. */
function ask(
  { port, bytesPerSecond }: Uploading,
  { companyId, token }: Uploading['seats'][number],
  {
    method,
    path,
    headers,
    length,
    body,
  }: { method: string; path: string; headers: object; length: number; body?: Buffer },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const out = request(
      {
        ...{ agent, port, method, path, host: '127.0.0.1' },
        headers: { authorization: `Bearer ${token}`, 'x-company': companyId, 'content-length': length, ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            offset: Number(answer.headers['upload-offset']),
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    out.on('error', reject);
    if (body !== undefined) return void out.end(body);
    void pour(out, length, bytesPerSecond).catch(reject);
  });
}

async function pour(out: ReturnType<typeof request>, length: number, bytesPerSecond: number): Promise<void> {
  const began = performance.now();
  for (let sent = 0; sent < length; ) {
    const due = Math.min(length, Math.ceil(((performance.now() - began + TICK_MS) / 1_000) * bytesPerSecond));
    while (sent < due) {
      const piece = NOISE.subarray(0, Math.min(NOISE.length, due - sent));
      sent += piece.length;
      if (!out.write(piece)) await new Promise((resolve) => out.once('drain', resolve));
    }
    await sleep(TICK_MS);
  }
  out.end();
}

async function call(
  uploading: Uploading,
  seat: Uploading['seats'][number],
  name: string,
  input: object,
): Promise<string> {
  const body = Buffer.from(JSON.stringify(input));
  const headers = { 'content-type': 'application/json' };
  const asked = { method: 'POST', path: `/api/${name}`, headers, length: body.length, body };
  const answer = await ask(uploading, seat, asked);
  if (answer.status !== 200) throw new Error(`${name} answered ${answer.status} ${answer.body.slice(0, 200)}`);
  return answer.body;
}

/** Brings files one after the other, in slices as the web client does; each is given up when it is whole, so that the disk stays as it was. */
async function bring(
  uploading: Uploading,
  seat: Uploading['seats'][number],
  told: (bytes: number) => void,
): Promise<never> {
  for (;;) {
    const id = newId();
    const { fileBytes } = uploading;
    await call(uploading, seat, 'files.startUpload', { id, name: 'plan.bin', size: fileBytes });
    let length = SLICE_FIRST;
    for (let received = 0; received < fileBytes; ) {
      const began = performance.now();
      const slice = Math.min(length, fileBytes - received);
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': received };
      const answer = await ask(uploading, seat, {
        method: 'PATCH',
        path: `/files/upload/${id}`,
        headers,
        length: slice,
      });
      if (answer.status !== 204) throw new Error(`a slice was answered ${answer.status} ${answer.body.slice(0, 200)}`);
      told(answer.offset - received);
      received = answer.offset;
      length = nextSlice(length, performance.now() - began, SLICE_BYTES_MAX);
    }
    await call(uploading, seat, 'files.finishUpload', { id });
    await call(uploading, seat, 'files.cancelUpload', { id });
  }
}

/** Reads the plan from its first message, uploads until it is told to say how many bytes it brought. */
function main(): void {
  let brought = 0;
  process.on('message', (message: Uploading | 'bytes') => {
    if (message === 'bytes') {
      process.send?.({ brought });
      return;
    }
    for (const seat of message.seats) {
      bring(message, seat, (bytes) => (brought += bytes)).catch((error: unknown) => {
        process.send?.({ failed: String(error) }, () => process.exit(1));
      });
    }
  });
}

if (import.meta.main) main();
