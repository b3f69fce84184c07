import { composer, message } from './chat.ts';
import { direct, expect, makeTeam, type Person, say, test } from './product.ts';

/** Machines are shared: the promise is printed, a multiple of it is enforced. */
const GENEROUS = 3;
const ECHO_MS = 50;
const SWITCH_P95_MS = 100;

const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

const said = (values: readonly number[]): string =>
  `p50 ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms of ${values.length}`;

test('U11 echo of an own message, and going from one cached conversation to another', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [me, luo, zhou] = people as [Person, Person, Person];
  const talks = [await direct(luo, me), await direct(zhou, me)] as const;
  for (const [talk, from] of [
    [talks[0], luo],
    [talks[1], zhou],
  ] as const) {
    for (let n = 1; n <= 60; n += 1)
      await say(from, talk, `${from.name} 的第 ${n} 条，内容长短不一${'。'.repeat(n % 30)}`);
    await me.call('chat.markRead', { conversationId: talk, number: 60 });
  }
  const page = await visit(me, { path: `/chat/${talks[0]}` });
  await expect(message(page, '罗晴 的第 60 条')).toBeVisible();

  const echoes: number[] = [];
  for (let n = 1; n <= 20; n += 1) {
    const text = `回声 ${n} 号`;
    await composer(page).fill(text);
    await page.evaluate(
      (wanted) =>
        void ((globalThis as { echo?: Promise<number> }).echo = new Promise<number>((resolve) => {
          let pressed = 0;
          addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true });
          const watch = new MutationObserver(() => {
            const articles = document.querySelectorAll('.ch-msg');
            if (articles[articles.length - 1]?.textContent.includes(wanted) !== true) return;
            watch.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - pressed));
          });
          watch.observe(document.querySelector('.ch-scroll')!, { childList: true, subtree: true, characterData: true });
        })),
      text,
    );
    await page.keyboard.press('Enter');
    echoes.push(await page.evaluate(() => (globalThis as { echo?: Promise<number> }).echo ?? -1));
  }

  const switches: number[] = [];
  for (let n = 1; n <= 20; n += 1) {
    const to = talks[n % 2]!;
    const last = n % 2 === 1 ? '周砚 的第 60 条' : '回声 20 号';
    switches.push(
      await page.evaluate(
        ({ href, wanted }) =>
          new Promise<number>((resolve) => {
            const began = performance.now();
            document.querySelector<HTMLAnchorElement>(`a[href="${href}"]`)!.click();
            // Looked at before each frame is painted: what is in view then is what this frame shows.
            const look = () => {
              const shown = [...document.querySelectorAll('.ch-msg')].some((one) => {
                const { top, bottom } = one.getBoundingClientRect();
                return one.textContent.includes(wanted) && top > 0 && bottom < innerHeight;
              });
              if (shown) resolve(performance.now() - began);
              else requestAnimationFrame(look);
            };
            look();
          }),
        { href: `/chat/${to}`, wanted: last },
      ),
    );
    await expect(message(page, last)).toBeInViewport();
  }
  // The first visit of the second conversation fetched it.
  const cached = switches.slice(1);
  console.log(`echo: ${said(echoes)}; promised ≤ ${ECHO_MS} ms`);
  console.log(`cached switch: ${said(cached)}; promised p95 ≤ ${SWITCH_P95_MS} ms`);
  expect(percentile(echoes, 0.95)).toBeLessThanOrEqual(ECHO_MS * GENEROUS);
  expect(percentile(cached, 0.95)).toBeLessThanOrEqual(SWITCH_P95_MS * GENEROUS);
});
