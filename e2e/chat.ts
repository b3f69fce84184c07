import { expect, type Locator, type Page } from '@playwright/test';

/** The messages on the screen. */
export const messages = (page: Page): Locator => page.getByRole('log').getByRole('article');

/** The message with this text. */
export const message = (page: Page, text: string): Locator => messages(page).filter({ hasText: text });

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^(?:发消息|Message)/ });

/** A row of the list by the name it bears. */
export const row = (page: Page, name: string): Locator =>
  page.locator('a.ch-row').filter({ has: page.locator('.ch-row-title', { hasText: name }) });

/** Opens a conversation by its address and waits until it can be written in. */
export async function open(page: Page, conversationId: string): Promise<void> {
  await page.goto(`/chat/${conversationId}`);
  await expect(composer(page)).toBeVisible();
}

/** Goes up in the conversation as a wheel does, which is heard before the list moves by itself. */
export const goUp = (page: Page, px: number): Promise<void> =>
  page.locator('.ch-scroll').evaluate((box, up) => {
    box.dispatchEvent(new WheelEvent('wheel', { deltaY: -up, bubbles: true }));
    box.scrollTop -= up;
  }, px);

/** Its words say when it arrives, where somebody is off. */
export const sendButton = (page: Page): Locator => page.getByRole('button', { name: /^(?:发送|Send)(?:[，,]|$)/ });

/** Writes and presses Enter. */
export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** An action of the menu of a message or row: right click, as on a desktop, opens the same as a long press. */
export async function act(page: Page, on: Locator, label: string): Promise<void> {
  await on.click({ button: 'right' });
  await page.getByRole('menuitem', { name: label, exact: true }).click();
}

/** A finger that stays where it is, as `useLongPress` waits for it; a right click where there is no finger. */
export async function longPress(page: Page, on: Locator, hasTouch: boolean): Promise<void> {
  if (!hasTouch) return on.click({ button: 'right' });
  await on.scrollIntoViewIfNeeded();
  const box = await on.boundingBox();
  if (box === null) throw new Error('nothing to press');
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.waitForTimeout(700);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await finger.detach();
}

/** What a message was answered with, as its chips say it: `👍2`; own ones carry a star. */
export async function reactionsOn(on: Locator): Promise<string[]> {
  return on
    .locator('.ch-reaction')
    .evaluateAll((all) =>
      all.map((one) => `${one.textContent}${one.getAttribute('aria-pressed') === 'true' ? '*' : ''}`),
    );
}

/** Takes the network away, and waits until the page has heard of it: before that, what is sent may still arrive. */
export async function loseNetwork(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect(page.getByText('没有网络，写的内容会在恢复后按顺序发出。')).toBeVisible({ timeout: 2_000 });
}

/** Waits until the service worker has taken in the shell, so that the page opens without a network. */
export async function whenInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
