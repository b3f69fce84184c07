import { composer, longPress, message, open, row, sendButton } from './chat.ts';
import { direct, expect, makeTeam, type Person, test, textsOf } from './product.ts';

test('Q1 Q4 a message is sent silently from the button, by key, and at a moment to come; it counts as unread', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  const page = await visit(lin, { path: `/chat/${talk}` });
  const theirs = await visit(luo, { path: '/chat' });
  const choose = async (label: RegExp) => {
    if (isPhone) await longPress(page, sendButton(page), true);
    else await page.getByRole('button', { name: '其他发送方式' }).click();
    await page.getByRole('menuitem', { name: label }).click();
  };
  const sent = page.getByText('已静默发送，不提醒任何人').first();

  await composer(page).fill('不急，样品周五到');
  await choose(/^静默发送/);
  await expect(sent).toBeVisible();
  await expect(message(page, '样品周五到')).toBeVisible();
  await expect(composer(page)).toHaveValue('');
  await expect(row(theirs, '林予安')).toContainText('不急，样品周五到');
  await expect(row(theirs, '林予安').getByText('1', { exact: true })).toBeVisible();

  await composer(page).fill('图纸也在路上');
  if (isPhone) await choose(/^静默发送/);
  else await composer(page).press('Alt+Enter');
  await expect(message(page, '图纸也在路上')).toBeVisible();

  await composer(page).fill('下周再说');
  await choose(/^定时发送/);
  const dialog = page.getByRole('dialog', { name: '定时发送' });
  await dialog.getByRole('checkbox', { name: /^静默发送/ }).check();
  await dialog.getByRole('button', { name: /09:00/ }).first().click();
  await expect(dialog).toHaveCount(0);
  await page.goto('/later?tab=scheduled');
  await expect(page.locator('.la-row')).toContainText(/下周再说.*静默/);
  expect(await textsOf(luo, talk)).toEqual(['不急，样品周五到', '图纸也在路上']);

  // Where nothing is written yet there is nothing to send in another way.
  await open(page, talk);
  if (!isPhone) {
    await page.getByRole('button', { name: '其他发送方式' }).click();
    await expect(page.getByRole('menuitem', { name: /^静默发送/ })).toBeDisabled();
  }
});
