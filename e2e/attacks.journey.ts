import { enter, expect, group, makeTeam, type Person, say, test, textsOf } from './product.ts';

/** Each would set `pwned` if anything took it for markup. Names have sixty letters. */
const NAMES = {
  company: '<img src=x onerror="pwned=1">',
  owner: '<svg onload="pwned=1">',
  other: '"><script>pwned=1</script>',
  title: "' onmouseover='pwned=1",
  department: '<iframe srcdoc="<script>parent.pwned=1</script>">',
  group: '<details open ontoggle="pwned=1">x</details>',
  file: '<img src=x onerror="pwned=1">.csv',
};
const MESSAGES = [
  '<script>pwned=1</script>',
  '<img src=x onerror="pwned=1">',
  '**<svg onload="pwned=1">**',
  '[click](javascript:pwned=1)',
  '[click](data:text/html,<script>opener.pwned=1</script>)',
  '![x](https://evil.example/track.png)',
  '<base href="https://evil.example/">',
  '- <a href="javascript:pwned=1">click</a>',
  '> `<script>pwned=1</script>`',
  '```html\n<script>pwned=1</script>\n```',
];

/** Everything on the page that could run, or reach out. */
function live(): string[] {
  const wanted =
    'script:not([src]), iframe, object, embed, base, form[action^="javascript"], a[href^="javascript" i], a[href^="data" i], img[src="x"], img[src*="evil"]';
  const found = [...document.querySelectorAll(wanted)].map((one) => one.outerHTML.slice(0, 120));
  const handlers = [...document.querySelectorAll('body *')].filter((one) =>
    one.getAttributeNames().some((name) => name.startsWith('on')),
  );
  const pwned = 'pwned' in globalThis ? ['something ran'] : [];
  return [...found, ...handlers.map((one) => one.outerHTML.slice(0, 120)), ...pwned];
}

test('markup in a name, a title, a department, a company, a file or a message stays what was typed', async ({
  product,
  visit,
}) => {
  const team = await makeTeam(product, { names: [NAMES.owner, NAMES.other], company: NAMES.company });
  const [me, other] = team.people as [Person, Person];
  await me.call('directory.editOwnProfile', {
    name: NAMES.owner,
    title: NAMES.title,
    phone: null,
    timeZone: 'Asia/Shanghai',
  });
  await me.call('directory.createDepartment', { name: NAMES.department, parentId: null, managerIds: [me.memberId] });
  const room = await group(NAMES.group, team.people);
  for (const text of MESSAGES) await say(other, room, text);
  expect(await textsOf(me, room)).toEqual(MESSAGES);
  const asking = await group('asking', team.people);
  for (const text of MESSAGES) {
    const said = { conversationId: asking, text };
    await other.call('chat.sendNotice', { id: crypto.randomUUID(), ...said, dueDays: 1 });
    const how = { multiple: false, anonymous: false, endsAt: null };
    const options = [text.replaceAll('\n', ' '), NAMES.owner];
    await other.call('chat.sendPoll', { id: crypto.randomUUID(), ...said, ...how, options });
  }

  const page = await visit(me, { path: `/chat/${room}` });
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => expect(dialog.message(), 'a dialog').toBe('')));
  await expect(page.getByText('<script>pwned=1</script>').first()).toBeVisible();
  await expect(page.getByText('[click](javascript:pwned=1)')).toBeVisible();
  await expect(page.getByText(NAMES.group).first()).toBeVisible();
  expect(await page.evaluate(live)).toEqual([]);
  await page.goto(`/chat/${asking}`);
  await expect(page.locator('.ch-poll-text').first()).toBeVisible();
  for (let turn = 0; turn < 8; turn += 1) {
    expect(await page.evaluate(live), 'cards').toEqual([]);
    await page.locator('.ch-scroll').evaluate((box, at) => box.scrollTo(0, (box.scrollHeight * at) / 7), turn);
    await page.waitForTimeout(60);
  }
  for (const path of [
    '/chat',
    '/people/all',
    `/people/all/${other.memberId}`,
    '/me',
    '/me/companies',
    '/admin/members',
    '/admin/departments',
    '/admin/company',
    '/admin/ledger',
    '/admin/import',
  ]) {
    await page.goto(path);
    await expect(page.locator('main, [role="main"]').first()).toBeVisible();
    await expect(page.locator('.tl-skeleton')).toHaveCount(0);
    expect(await page.evaluate(live), path).toEqual([]);
  }
  const buffer = Buffer.from(`姓名,职务\n"${NAMES.other.replaceAll('"', '""')}","${NAMES.title}"\n`);
  await page.locator('input[type="file"]').first().setInputFiles({ name: NAMES.file, mimeType: 'text/csv', buffer });
  await expect(page.getByText(`${NAMES.file}，UTF-8，1 行`)).toBeVisible();
  expect(await page.evaluate(live)).toEqual([]);
});

test('a script that got into a page all the same does not run, nor does markup made from text', async ({
  product,
  browser,
}) => {
  const { owner } = await makeTeam(product, { names: ['Ann Lee'] });
  // A context of its own: what is tried here breaks the policy, which no page of ours may.
  const context = await enter(browser, product, owner);
  const page = await context.newPage();
  await page.goto('/chat');
  await expect(page.locator('main, [role="main"]').first()).toBeVisible();
  const outcome = await page.evaluate(async () => {
    const inline = document.createElement('script');
    const refused = (work: () => void): boolean => {
      try {
        work();
        return false;
      } catch (error) {
        return error instanceof TypeError || error instanceof EvalError;
      }
    };
    const text = refused(() => {
      inline.textContent = 'globalThis.pwned = 1';
      document.body.append(inline);
    });
    const markup = refused(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.pwned = 1">');
    });
    // Later: what a debugger evaluates at once is exempt from the policy.
    const code = await new Promise<boolean>((resolve) => {
      // oxlint-disable-next-line no-eval -- that it is refused is what is looked at
      setTimeout(() => resolve(refused(() => globalThis.eval('globalThis.pwned = 1'))), 50);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { text, markup, code, pwned: 'pwned' in globalThis };
  });
  expect(outcome).toEqual({ text: true, markup: true, code: true, pwned: false });
  await context.close();
});
