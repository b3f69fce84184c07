import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Egress, isOpenAddress } from './egress.ts';

const opened: (Server | Egress)[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) {
    if (one instanceof Egress) one.close();
    else {
      one.closeAllConnections();
      one.close();
    }
  }
});

const way = (...options: ConstructorParameters<typeof Egress>): Egress => {
  const egress = new Egress(...options);
  opened.push(egress);
  return egress;
};

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const get = { method: 'GET', headers: {} };

/** A name server that says what it is told to, one answer after the other. */
function names(...answers: string[][]): LookupFunction {
  let turn = 0;
  return ((_name: string, _options: object, answer: (error: null, found: object[]) => void) => {
    const found = answers[Math.min(turn++, answers.length - 1)] ?? [];
    answer(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as LookupFunction;
}

describe('addresses', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001::200e',
  ])('%s is of the open internet', (address) => expect(isOpenAddress(address)).toBe(true));

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isOpenAddress(address)).toBe(false));
});

describe('what is asked for', () => {
  test.each([
    'http://push.example/',
    'ftp://push.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://user:secret@push.example/',
    'no address',
  ])('%s is refused before anything is sent', async (address) => {
    expect(way().mayAsk(address)).toBe(false);
    await expect(way().request(address, get)).rejects.toThrow(/^(?:not an address|not https|an address)/);
  });

  test('a name of this machine is refused, however it is spelled', async () => {
    await expect(way().request('https://localhost/', get)).rejects.toThrow('an address inside');
  });

  test('a name that cannot be resolved is an answer that never came, and nobody falls over it', async () => {
    const failing = ((_name: string, _options: object, answer: (error: Error) => void) => {
      setImmediate(() => answer(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' })));
    }) as unknown as LookupFunction;
    await expect(way({ lookup: failing }).request('https://push.example/', get)).rejects.toThrow('EAI_AGAIN');
    await expect(way().request('https://no-such-name.invalid/', get)).rejects.toThrow('no');
  });

  test('a name is refused for any inside address among its own', async () => {
    const lookup = names(['93.184.216.34', '10.0.0.7']);
    await expect(way({ lookup }).request('https://push.example/', get)).rejects.toThrow('an address inside');
  });

  test('a name that answers well when looked at and inside when connected to gains nothing: it is looked at once, when connecting', async () => {
    let asked = 0;
    const first = names(['127.0.0.1']);
    const lookup: LookupFunction = (name, options, answer) => {
      asked += 1;
      first(name, options, answer);
    };
    const egress = way({ lookup });
    expect(egress.mayAsk('https://rebinding.example/')).toBe(true);
    expect(asked).toBe(0);
    await expect(egress.request('https://rebinding.example/', get)).rejects.toThrow('an address inside');
    expect(asked).toBe(1);
  });
});

describe('what is answered', () => {
  const near = (limits = {}) => way({ allowLoopback: true, limits });

  test('is given with status, headers and body', async () => {
    const url = await serve((request, response) => {
      void request.toArray().then((parts) => {
        response
          .writeHead(201, { 'retry-after': '7' })
          .end(`${request.method} ${Buffer.concat(parts as Buffer[]).toString()}`);
      });
    });
    const answer = await near().request(url, { method: 'POST', headers: { ttl: '0' }, body: 'hello' });
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([201, '7', 'POST hello']);
  });

  test('a redirect is an answer, not a way', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: 'https://10.0.0.1/' }).end());
    expect((await near().request(url, get)).status).toBe(302);
  });

  test('a body without an end is cut off', async () => {
    const url = await serve((_, response) => {
      const more = () =>
        void (response.write(Buffer.alloc(64 * 1024)) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    await expect(near({ bodyMax: 256 * 1024 }).request(url, get)).rejects.toThrow('too long');
  });

  test('an answer that is slow, at its beginning or in its middle, is not waited for', async () => {
    const silent = await serve(() => {});
    await expect(near({ wholeMs: 150 }).request(silent, get)).rejects.toThrow('in time');
    const dripping = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(timer));
    });
    await expect(near({ wholeMs: 200 }).request(dripping, get)).rejects.toThrow('in time');
  });
});

describe('connections that speak no HTTP', () => {
  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1'])(
    '%s is not connected to',
    async (host) => {
      await expect(way().connect(host, 25)).rejects.toMatchObject({ isUnsent: true, message: 'an address inside' });
    },
  );

  test('nor is a name that leads inside, at once or the second time; a host that the operator named is', async () => {
    const inside = way({ lookup: names(['8.8.8.8', '10.0.0.1']) });
    await expect(inside.connect('mail.example', 25)).rejects.toThrow('a name of an address inside');
    const turning = way({ lookup: names(['127.0.0.1']) });
    await expect(turning.connect('mail.example', 25)).rejects.toThrow('a name of an address inside');
    const { port } = new URL(await serve((_request, response) => response.end()));
    const socket = await way({ insideHosts: ['LOCALHOST'] }).connect('localhost', Number(port));
    expect(socket.remoteAddress).toMatch(/^(?:127\.0\.0\.1|::1)$/);
    socket.destroy();
    // Requests do not go there all the same.
    await expect(way({ insideHosts: ['localhost'] }).request('https://localhost/', get)).rejects.toThrow('inside');
  });
});
