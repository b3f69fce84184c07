import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { makeFiles } from '#files/server/index.ts';
import { Egress } from '#platform/server/egress.ts';
import { lookAt } from './looking.ts';

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

const files = makeFiles({ folder: '/nonexistent', limits: { file: 1, member: 1, company: 1 } });

/** A site of the open internet, as far as anybody can tell, and what is seen of its pages. */
async function site(listener: RequestListener, limits: { wholeMs?: number } = {}) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    listener(request, response);
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const egress = new Egress({ standIns: { 'news.example': here, 'img.example': here }, limits });
  opened.push(egress);
  const world = { egress, ownHost: 'tautline.example', miniature: (bytes: Buffer) => files.miniature(bytes) };
  return { asked, here, look: (path = '/') => lookAt(world, `https://news.example${path}`) };
}

const html = (head: string, type = 'text/html; charset=utf-8'): RequestListener => {
  return (_, response) =>
    void response.writeHead(200, { 'content-type': type }).end(`<html><head>${head}</head><body>x`);
};

const picture = (width = 800, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .jpeg()
    .toBuffer();

test('C40 title, description, site and a picture made anew, small and without what was in it', async () => {
  const jpeg = await picture();
  const { look, asked } = await site((request, response) => {
    if (request.url === '/cover.jpg') return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(jpeg);
    html(`<title>other</title><meta property="og:title" content="三号线&amp;复产">
      <meta property="og:description" content=" 周二 \n 开始 "><meta property="og:site_name" content="新闻">
      <meta property="og:image" content="/cover.jpg">`)(request, response);
  });
  const seen = await look('/a');
  expect(seen).toMatchObject({ title: '三号线&复产', description: '周二 开始', site: '新闻' });
  const { format, width, height, exif } = await sharp(seen?.picture?.bytes).metadata();
  expect([format, width, height, exif]).toEqual(['webp', 400, 200, undefined]);
  expect(asked).toHaveLength(2);
});

test('C40 who is asked learns nothing of who reads: no cookie, no page one comes from, one name', async () => {
  let told: Record<string, unknown> = {};
  const { look } = await site((request, response) => {
    told = request.headers;
    html('<title>x</title>')(request, response);
  });
  await look();
  const { host: _host, connection: _connection, ...others } = told;
  expect(others).toEqual({
    'user-agent': 'Tautline-Preview',
    'accept-encoding': 'identity',
    accept: 'text/html,application/xhtml+xml',
  });
});

test.each([
  ['by the header', 'text/html; charset=GBK', ''],
  ['by the page', 'text/html', '<meta charset="gb2312">'],
  [
    'by the page, as it was done before',
    'text/html',
    '<meta http-equiv="Content-Type" content="text/html; charset=gbk">',
  ],
])('C40 the letters of a page are known %s', async (_how, type, meta) => {
  const { look } = await site((_, response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(iconv.encode(`<html><head>${meta}<title>钢卷镕价</title></head>`, 'gbk'));
  });
  expect((await look())?.title).toBe('钢卷镕价');
});

test('C40 where there is no title, or no page, there is nothing to show', async () => {
  const { look } = await site((request, response) => {
    if (request.url === '/gone')
      return void response.writeHead(404, { 'content-type': 'text/html' }).end('<title>x</title>');
    if (request.url === '/file')
      return void response.writeHead(200, { 'content-type': 'application/zip' }).end('<title>x</title>');
    html('<meta name="description" content="x">')(request, response);
  });
  expect([await look('/gone'), await look('/file'), await look('/plain')]).toEqual([null, null, null]);
});

test('C40 a redirect is followed three times, each step looked at as if somebody had written it', async () => {
  const { look, asked } = await site((request, response) => {
    const step = Number(/^\/(\d)$/.exec(request.url ?? '')?.[1] ?? 0);
    if (step === 0) html('<title>there</title>')(request, response);
    else response.writeHead(302, { location: step === 1 ? '/page' : `/${step - 1}` }).end();
  });
  expect((await look('/3'))?.title).toBe('there');
  expect(await look('/4')).toBeNull();
  expect(asked.filter((one) => one.endsWith('/page'))).toHaveLength(1);
});

test('C40 a redirect inside is not followed, however it is spelled', async () => {
  const inside = createServer(
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>secret</title>'),
  );
  opened.push(inside);
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const { port } = inside.address() as AddressInfo;
  let reached = 0;
  inside.on('request', () => (reached += 1));
  const targets = [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://2130706433:${port}/`,
    `https://0177.0.0.1:${port}/`,
    `https://0x7f000001:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    `https://localhost:${port}/`,
    `//127.0.0.1:${port}/`,
    'https://169.254.169.254/latest/meta-data/',
    'https://metadata.internal/',
    'https://user:secret@news.example/',
    'https://tautline.example/api/chat.conversations',
    'file:///etc/passwd',
    'data:text/html,<title>x</title>',
  ];
  const { look } = await site((request, response) => {
    response.writeHead(302, { location: targets[Number(request.url?.slice(1))] }).end();
  });
  for (const index of targets.keys()) expect(await look(`/${index}`)).toBeNull();
  expect(reached).toBe(0);
});

test('C40 a picture is asked for under the same rules, and only a picture is one', async () => {
  const bomb = await sharp({ create: { width: 6_000, height: 6_000, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const dot = await picture(1, 1);
  const bodies: Record<string, [string, Buffer | string]> = {
    '/bomb.png': ['image/png', bomb],
    '/dot.jpg': ['image/jpeg', dot],
    '/a.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    '/a.jpg': ['image/jpeg', '<html><script>alert(1)</script>'],
    '/long.jpg': ['image/jpeg', Buffer.concat([dot, Buffer.alloc(2 * 1024 * 1024)])],
    '/cut.jpg': ['image/jpeg', (await picture()).subarray(0, 700)],
  };
  const { look, here } = await site((request, response) => {
    const known = bodies[request.url ?? ''];
    if (known !== undefined) return void response.writeHead(200, { 'content-type': known[0] }).end(known[1]);
    html(`<title>x</title><meta property="og:image" content="${decodeURIComponent(request.url?.slice(2) ?? '')}">`)(
      request,
      response,
    );
  });
  const sources = [
    ...Object.keys(bodies),
    `${here}/a.svg`,
    'https://10.0.0.1/a.png',
    'data:image/png;base64,AAAA',
    'file:///etc/passwd',
    'https://[',
  ];
  for (const source of sources) {
    expect(await look(`/?${encodeURIComponent(source)}`), source).toMatchObject({ title: 'x', picture: null });
  }
});

test('C40 of a page without an end the beginning is read; what never comes is not waited for', async () => {
  const { look } = await site(
    (request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200, { 'content-type': 'text/html' });
      if (request.url === '/drip') {
        const timer = setInterval(() => response.write('<meta>'), 20);
        response.once('close', () => clearInterval(timer));
        return;
      }
      response.write('<html><head><title>first</title>');
      const filler = Buffer.alloc(64 * 1024, ' ');
      const more = () => void (response.write(filler) ? setImmediate(more) : response.once('drain', more));
      more();
    },
    { wholeMs: 400 },
  );
  expect((await look('/endless'))?.title).toBe('first');
  await expect(look('/silent')).rejects.toThrow('in time');
  await expect(look('/drip')).rejects.toThrow('in time');
});

test('C40 what unfolds without an end is unfolded as far as it is wanted', async () => {
  const page = '<html><head><title>packed</title>';
  const bombs = {
    gzip: gzipSync(Buffer.concat([Buffer.from(page), Buffer.alloc(200 * 1024 * 1024)])),
    br: brotliCompressSync(Buffer.concat([Buffer.from(page), Buffer.alloc(32 * 1024 * 1024)])),
  };
  const { look } = await site((request, response) => {
    const encoding = request.url === '/br' ? 'br' : 'gzip';
    const other = request.url === '/odd' ? 'zstd' : encoding;
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': other }).end(bombs[encoding]);
  });
  const before = process.memoryUsage().rss;
  expect([(await look('/gzip'))?.title, (await look('/br'))?.title]).toEqual(['packed', 'packed']);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  await expect(look('/odd')).rejects.toThrow('zstd');
}, 20_000);

test('C40 what a page says is a line of text: no controls, no turned direction, no more than fits', async () => {
  const { look } = await site((request, response) => {
    const title =
      request.url === '/long'
        ? '长'.repeat(5_000)
        : 'photo\u202Egpj.exe\u0007 &lt;script&gt;alert(1)&lt;/script&gt; <img src=x onerror=alert(1)>';
    html(`<title>${title}</title><meta name="description" content="&quot;><script>alert(1)</script>">`)(
      request,
      response,
    );
  });
  expect(await look()).toMatchObject({
    title: 'photogpj.exe <script>alert(1)</script> <img src=x onerror=alert(1)>',
    description: '"><script>alert(1)</script>',
    site: 'news.example',
    picture: null,
  });
  expect((await look('/long'))?.title).toBe(`${'长'.repeat(199)}…`);
});
