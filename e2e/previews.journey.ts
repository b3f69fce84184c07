import { AxeBuilder } from '@axe-core/playwright';
import iconv from 'iconv-lite';
import type { Page } from '@playwright/test';
import { messages } from './chat.ts';
import { bring, direct, expect, makeTeam, type Person, photo, type Product, say, test } from './product.ts';

/** Two pages whose letters are in no font of the file, as Chinese offices write them, and what such a file may try. */
function pdf(): Buffer {
  const letters = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const content = (text: string) => {
    const drawn = `BT /F1 40 Tf 30 180 Td <${letters(text)}> Tj ET`;
    return `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`;
  };
  const page = (contents: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 560] /Contents ${contents} 0 R /Resources << /Font << /F1 7 0 R >> >>` +
    ` /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 400 560] /A << /S /JavaScript /JS (app.alert(1)) >> >>] >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(document.domain)) >> >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(6),
    content('钢卷报价'),
    content('第二页'),
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [8 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 9 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

/** Three seconds of a tone. */
function wav(): Buffer {
  const [rate, seconds] = [8_000, 3];
  const samples = Buffer.from(Array.from({ length: rate * seconds }, (_, n) => 128 + 60 * Math.sin(n / 3)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

async function furnished(product: Product, files: Record<string, Buffer>) {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  const ids: string[] = [];
  for (const [name, bytes] of Object.entries(files)) ids.push(await bring(product, lin, name, bytes));
  await say(lin, talk, '资料', ids);
  return { luo, talk };
}

const viewer = (page: Page) => page.getByRole('dialog', { name: '看文件' });
const openFile = (page: Page, name: string) => page.getByRole('button', { name: `打开 ${name}` }).click();

async function noSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

/** Something dark stands on the page. */
const isDrawn = (page: Page, number: number) =>
  viewer(page)
    .getByRole('img', { name: `第 ${number} 页，共 2 页` })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 100 && (data[at + 3] ?? 0) > 200) dark += 1;
      return dark > 200;
    });

test('F12 a PDF is read page by page, with letters it does not bring; nothing in it runs', async ({
  product,
  visit,
}) => {
  const { luo, talk } = await furnished(product, {
    '报价.pdf': pdf(),
    '假的.pdf': Buffer.from('<html><script>alert(1)</script>'),
  });
  const page = await visit(luo, { path: `/chat/${talk}` });
  let alerts = 0;
  page.on('dialog', (dialog) => {
    alerts += 1;
    void dialog.dismiss();
  });
  // What is a PDF by its name only is saved, not shown.
  await expect(page.getByRole('link', { name: '下载 假的.pdf' })).toBeVisible();
  await expect(page.getByRole('button', { name: '打开 假的.pdf' })).toHaveCount(0);
  await openFile(page, '报价.pdf');
  await expect(viewer(page)).toContainText('第 1 页，共 2 页');
  await expect.poll(() => isDrawn(page, 1)).toBe(true);
  const sheet = viewer(page).getByRole('img', { name: '第 1 页，共 2 页' });
  const before = (await sheet.boundingBox())?.width ?? 0;
  await viewer(page).getByRole('button', { name: '放大' }).click();
  await expect.poll(async () => (await sheet.boundingBox())?.width ?? 0).toBeGreaterThan(before * 1.2);
  await viewer(page).getByRole('button', { name: '缩小' }).click();
  await viewer(page)
    .getByRole('region', { name: '报价.pdf' })
    .evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(viewer(page)).toContainText('第 2 页，共 2 页');
  await expect.poll(() => isDrawn(page, 2)).toBe(true);
  await expect(viewer(page).locator('a[href^="javascript"], iframe, script')).toHaveCount(0);
  await noSerious(page);
  await page.keyboard.press('Escape');
  await expect(viewer(page)).toBeHidden();
  expect(alerts).toBe(0);
});

test('F12 text is read in its letters, code in colours, a table in rows; markup is letters', async ({
  product,
  visit,
}) => {
  const { luo, talk } = await furnished(product, {
    '说明.txt': iconv.encode('钢卷镕价\n第二行', 'gbk'),
    'roll.ts': Buffer.from("// 三号线\nconst rolls = 12;\nexport const name = '第一卷';\n"),
    '价格.csv': iconv.encode('名称,单价\n"钢卷, 热轧",3800\n镀锌板,4600\n', 'gbk'),
    'evil.html': Buffer.from('<script>alert(1)</script><img src=x onerror=alert(2)>'),
    'not.txt': Buffer.from([1, 0, 2, 0, 3]),
  });
  const page = await visit(luo, { path: `/chat/${talk}` });
  await openFile(page, '说明.txt');
  await expect(viewer(page).getByRole('region', { name: '说明.txt' })).toHaveText('钢卷镕价 第二行');
  await viewer(page).getByRole('button', { name: '下一个' }).click();
  await expect(viewer(page).locator('[data-code="keyword"]').first()).toHaveText('const');
  await noSerious(page);
  await page.keyboard.press('ArrowRight');
  await expect(viewer(page).getByRole('columnheader')).toHaveText(['名称', '单价']);
  await expect(viewer(page).getByRole('cell')).toHaveText(['钢卷, 热轧', '3800', '镀锌板', '4600']);
  await page.keyboard.press('ArrowRight');
  await expect(viewer(page).getByRole('region', { name: 'evil.html' })).toContainText('<img src=x onerror=alert(2)>');
  await page.keyboard.press('ArrowRight');
  await expect(viewer(page)).toContainText('里面不是文字');
  await expect(viewer(page).getByRole('link', { name: /^下载/ })).toHaveCount(2);
});

test('F9 F12 sound plays here, in parts; pictures and files are gone through together', async ({ product, visit }) => {
  const { luo, talk } = await furnished(product, { '现场.jpg': await photo(600, 400), '汽笛.wav': wav() });
  const page = await visit(luo, { path: `/chat/${talk}` });
  const answers: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/media')) answers.push(`${answer.status()} ${answer.headers()['content-type']}`);
  });
  await messages(page).getByRole('button', { name: '打开图片 现场.jpg' }).click();
  await expect(page.getByRole('dialog', { name: '看图' })).toContainText('1 / 2');
  await page.keyboard.press('ArrowRight');
  const sound = viewer(page).locator('audio');
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(3);
  await sound.evaluate(async (audio: HTMLAudioElement) => {
    audio.currentTime = 2;
    audio.muted = true;
    await audio.play();
  });
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(2.1);
  expect(answers[0]).toBe('206 audio/wav');
  await noSerious(page);
});
