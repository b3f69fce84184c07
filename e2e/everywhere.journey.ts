import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { threadIdOf } from '../src/capabilities/chat/model/threads.ts';
import type { ConversationId } from '../src/platform/model/ids.ts';
import { composer, sendButton } from './chat.ts';
import { offToday, restsStrictly } from './hours.ts';
import {
  bring,
  direct,
  expect,
  group,
  makeTeam,
  type Person,
  photo,
  type Product,
  say,
  signUp,
  type Team,
  test,
  uuidV7,
} from './product.ts';

const TOUCH_PX = 44;

interface Place {
  readonly path: string;
  /** What is opened there, by name, and how. */
  readonly over?: { readonly name: string; readonly open: (page: Page) => Promise<void> };
  /** Whose eyes: a member's by default. */
  readonly as?: 'nobody' | 'newcomer' | 'representative' | 'held' | 'off';
}

interface Furnished {
  readonly talk: string;
  readonly room: string;
  /** Where one is silenced oneself. */
  readonly quiet: string;
  /** With one who is off today. */
  readonly night: string;
  /** The words of a link into a group. */
  readonly token: string;
}

async function furnish(product: Product, team: Team): Promise<Furnished> {
  const [me, other] = team.people as [Person, Person];
  const talk = await direct(other, me);
  await say(other, talk, 'Good morning. **Lunch** at 12? See [the plan](https://plan.example) and `npm start`');
  await say(me, talk, 'Yes, gladly');
  const room = await group('Spring release', team.people);
  await say(me, room, `<@${other.memberId}> please look at this list:\n\n- one\n- two\n\n> quoted`);
  await say(other, room, 'Done');
  const files = [
    await bring(product, other, 'harbour.jpg', await photo(1200, 800)),
    await bring(
      product,
      other,
      'Prices 2026 with all the options of the northern plant.xlsx',
      Buffer.from('PK\x03\x04'),
    ),
  ];
  await say(other, room, 'The harbour, and the prices', files);
  const peaks = Array.from({ length: 64 }, (_, n) => (n * 37) % 100);
  const spoken = Buffer.from('\x1aE\xdf\xa3 what was said', 'latin1');
  await say(other, room, '```ts\nconst rolls = 12; // a day\n```', [
    await bring(product, other, 'voice.webm', spoken, { durationMs: 12_300, peaks }),
    await bring(product, other, 'rolls.ts', Buffer.from('// of line 3\nexport const rolls = 12;\n')),
    await bring(product, other, 'prices.csv', Buffer.from('name,price\ncoil,3800\n')),
  ]);
  const react = (person: Person, conversationId: string, number: number, ...emoji: string[]) =>
    Promise.all(emoji.map((one) => person.call('chat.setReaction', { conversationId, number, emoji: one, on: true })));
  await me.call('chat.editMessage', { conversationId: talk, number: 2, text: 'Yes, gladly, at 12' });
  await other.call('chat.editMessage', { conversationId: room, number: 3, text: 'Done, see below' });
  await react(me, talk, 1, '👍');
  await react(other, talk, 2, '🎉', '❤️');
  for (const person of [me, other]) await react(person, room, 2, '👍', '👏', '🎉', '😄', '🙏', '✅', '💪', '👀');
  const root = { conversationId: room as ConversationId, number: 2 };
  const answer = { id: randomUUID(), conversationId: threadIdOf(root), text: 'One more: `three`', thread: root };
  await other.call('chat.sendMessage', { ...answer, replyTo: null, files: [] });
  for (const name of ['Research', 'Sales']) {
    await me.call('directory.createDepartment', { name, parentId: null, managerIds: [me.memberId] });
  }
  await me.call('directory.createInvite', { role: 'guest', departmentId: null, days: 7, uses: 5 });
  await me.call('directory.setRole', { id: other.memberId, role: 'representative' });
  await me.call('records.setRetention', { level: 'conversation', conversationId: room, days: 365 });
  const scope = { allGroups: false, conversationIds: [room], directs: [], from: null, until: null };
  const purpose = 'The auditors ask what was decided about the spring release';
  for (const agree of [true, null, false]) {
    const { id } = await me.call<{ id: string }>('records.askExport', { purpose, scope, language: 'en' });
    const answer = agree === false ? 'The minutes say it already' : '';
    if (agree !== null) await other.call('records.answerExport', { id, agree, answer });
  }
  const held = { allGroups: false, conversationIds: [room], directs: [] };
  for (const agree of [true, null]) {
    const asked = { purpose, scope: held, days: 180, language: 'en' };
    const { id } = await me.call<{ id: string }>('records.askHold', asked);
    if (agree !== null) await other.call('records.answerExport', { id, agree });
  }
  for (const person of [me, other]) {
    const gone = await group('A group that nobody needs any more', person === me ? [me, other] : [other, me]);
    await say(person, gone, 'That was it');
    await person.call('chat.deleteConversation', { conversationId: gone, name: 'A group that nobody needs any more' });
  }
  for (const [name, keptMonths] of [
    ['receipts', 1],
    ['noticeNames', 6],
  ] as const) {
    const why = 'Safety notices have to reach everybody who works at the machines';
    const { id } = await me.call<{ id: string }>('directory.askWatching', {
      name,
      step: 'named',
      purpose: why,
      keptMonths,
    });
    if (name === 'receipts') await other.call('directory.answerWatching', { id, agree: true, answer: 'For that only' });
  }
  await me.call('records.askOwnCopy', { language: 'en' });
  await me.call('chat.setAnnouncement', { conversationId: room, number: 2 });
  const place = { conversationId: talk };
  const ask = { id: crypto.randomUUID(), ...place };
  await other.call('chat.sendNotice', { ...ask, text: 'Please read the **new** safety rules', dueDays: 2 });
  const poll = { id: crypto.randomUUID(), conversationId: room, text: 'Lunch on which day?', multiple: true };
  const { number } = await me.call<{ number: number }>('chat.sendPoll', {
    ...{ ...poll, anonymous: false, endsAt: null },
    options: ['Tuesday', 'Wednesday, after the meeting about the northern plant', 'Thursday'],
  });
  for (const person of [me, other]) await person.call('chat.vote', { conversationId: room, number, options: [1] });
  await me.call('chat.sendNotice', { id: crypto.randomUUID(), conversationId: room, text: 'Door code', dueDays: null });
  const away = await group('Last winter', team.people);
  await me.call('chat.setArchived', { conversationId: away, archived: true });
  const { link } = await me.call<{ link: { token: string } }>('chat.makeGroupLink', {
    conversationId: room,
    approval: true,
    days: 30,
  });
  for (const [name, conversationId] of [
    ['Projects', room],
    ['Later on', null],
  ] as const) {
    const id = randomUUID();
    await me.call('chat.makeSection', { id, name });
    if (conversationId !== null) await me.call('chat.setSection', { conversationId, sectionId: id });
  }
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  await me.call('later.save', { conversationId: talk, number: 1, remindAt: at(20) });
  await me.call('later.save', { conversationId: room, number: 4 });
  const done = await me.call<{ id: string }>('later.save', { conversationId: room, number: 3 });
  await me.call('later.changeSaved', { id: done.id, done: true });
  await me.call('later.schedule', {
    id: randomUUID(),
    conversationId: talk,
    text: 'The numbers are in',
    sendAt: at(40),
  });
  await me.call('chat.forwardMerged', {
    ...{ id: randomUUID(), conversationId: talk, text: '' },
    source: { conversationId: room, numbers: [2, 3] },
  });
  // One who is silenced, and in a group of another's making oneself.
  await me.call('chat.silence', { conversationId: room, memberId: other.memberId, span: 'lifted' });
  const quiet = await group('Quiet corner', [other, me]);
  await other.call('chat.silence', { conversationId: quiet, memberId: me.memberId, span: 'week' });
  const handed = { conversationId: talk, address: '' };
  const point = { latitude: 57.7089, longitude: 11.9746, accuracyM: 12 };
  await other.call('chat.sendContact', { id: randomUUID(), ...handed, memberId: me.memberId });
  await other.call('chat.sendPlace', { id: randomUUID(), ...handed, name: 'North door', point });
  const urgent = (from: Person, conversationId: string, text: string, to: Person, when: string | null) => {
    const place = { conversationId, messageId: uuidV7(), memberIds: [to.memberId] };
    return from.call('ding.send', { id: uuidV7(), text, to: [place], at: when });
  };
  await urgent(other, talk, 'The oven of **line 2** is too hot: can your step stop by 10:30?', me, null);
  await urgent(me, room, 'Please sign the release', other, null);
  await urgent(me, room, 'All hands at nine', other, at(30));
  const third = team.people[2];
  await giveHours(me, other, at);
  const night = third === undefined ? talk : await interrupt(me, other, third);
  // Off, whatever the time of day: the line above the composer says so, and when it arrives.
  await other.call('worktime.stopNow', {}).catch(() => {});
  return { talk, room, quiet, night, token: link.token };
}

/** Overrides that reached oneself and another, with what follows; returns the conversation with the other, who is off today. */
async function interrupt(me: Person, other: Person, third: Person): Promise<string> {
  await offToday(me, third);
  const why = 'Water runs over the switchboard of hall 2, and only you have the key';
  const [night, mine] = [await direct(me, third), await direct(other, me)];
  for (const [from, to, conversationId] of [
    [me, third, night],
    [other, me, mine],
  ] as const) {
    const place = { conversationId, messageId: uuidV7(), memberIds: [to.memberId] };
    const ding = { id: uuidV7(), text: 'Please close the main valve', to: [place], reason: 'danger', why };
    await from.call('override.send', ding);
    await to.call('ding.answer', { id: ding.id });
  }
  const { entries } = await me.call<{ entries: { id: string }[] }>('override.mine', {});
  await me.call('override.confirmEntry', { id: entries[0]?.id });
  await me.call('worktime.workNow', { until: new Date(Date.now() + 3_600_000).toISOString() });
  return night;
}

/** Sites, schedules, leave, duties and days that wait for an answer. */
async function giveHours(me: Person, other: Person, at: (hours: number) => string): Promise<void> {
  const [site, flexible, shifts] = [randomUUID(), randomUUID(), randomUUID()];
  const hours = (from: number, until: number) => ({ from: from * 60, until: until * 60 });
  // Neither today nor tomorrow: an override reaches him, and what he was given first counts at once.
  const today = (new Date().getDay() + 6) % 7;
  const isFree = (day: number) => day > 4 || (day - today + 7) % 7 < 2;
  const week = Array.from({ length: 7 }, (_, day) => (isFree(day) ? [] : [hours(9, 12), hours(13, 18)]));
  const days = [[hours(6, 14)], [hours(14, 22)], [hours(22, 30)], [], []];
  const dayIn = (count: number) => at(count * 24).slice(0, 10);
  await me.call('worktime.saveSite', { id: site, name: 'North plant', timeZone: 'Asia/Shanghai', country: 'CN' });
  const weekly = { kind: 'weekly', days: week, band: hours(7, 20), keepsHolidays: true };
  await me.call('worktime.saveSchedule', { id: flexible, name: 'Office', pattern: weekly });
  const rotation = { kind: 'rotation', days, startsOn: dayIn(-30), keepsHolidays: false };
  await me.call('worktime.saveSchedule', { id: shifts, name: 'Shifts', pattern: rotation });
  await me.call('worktime.assign', { memberIds: [me.memberId], siteId: site, scheduleId: flexible });
  await me.call('worktime.assign', { memberIds: [other.memberId], siteId: site, scheduleId: shifts });
  await me.call('worktime.loadHolidays', { country: 'CN', year: new Date().getFullYear() });
  const holiday = { kind: 'off', zh: 'Plant day', en: 'Plant day', like: 1 };
  await me.call('worktime.saveHoliday', { country: 'CN', holiday: { ...holiday, day: dayIn(1) } });
  await me.call('worktime.setFocus', { blocks: [{ weekday: 2, ...hours(9, 12) }] });
  const duty = { name: 'Server room', startsAt: at(30), endsAt: at(40) };
  for (const one of [me, other]) {
    await me.call('worktime.offerDuty', { id: randomUUID(), memberId: one.memberId, ...duty });
    const asked = [{ day: dayIn(4), hours: [hours(1, 2)] }];
    const reason = 'The inspection is on this day alone.';
    await me.call('worktime.planDays', { memberId: one.memberId, days: asked, reason });
    const leave = { startsAt: at(200), endsAt: at(300), kind: 'annual', standInId: null };
    await me.call('worktime.enterLeave', { id: randomUUID(), memberId: one.memberId, ...leave });
  }
}

function placesOf(team: Team, { talk, room, quiet, night, token }: Furnished): readonly Place[] {
  const other = team.people[1]!;
  const nobody = [
    '/welcome',
    '/sign-in',
    '/sign-up',
    '/join/aaaaaaaaaaaaaaaaaaaaaaaa',
    '/pair/aaaaaaaaaaaaaaaaaaaaaaaa',
  ];
  /** A message by its number: on a phone it may stand far above the latest. */
  const messageAt = async (page: Page, number: number) => {
    await page.goto(`${new URL(page.url()).pathname}?m=${number}`);
    const found = page.locator(`.ch-msg[data-number="${number}"]`);
    await expect(found).toBeInViewport();
    return found;
  };
  const menu = async (page: Page) => {
    // The second of both conversations is answered by reactions.
    await (await messageAt(page, 2)).click({ button: 'right' });
    await expect(page.getByRole('menu')).toBeVisible();
  };
  const choose = async (page: Page, name: RegExp) => {
    await menu(page);
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  const pressed = async (page: Page, name: RegExp) => {
    const { pathname } = new URL(page.url());
    // On a phone the list is a screen of its own.
    if (!(await page.getByRole('button', { name }).first().isVisible())) await page.goto('/chat');
    // Off hours a line comes above the composer, and what one is about to press moves once: then once more.
    await expect(async () => {
      const isOpen = await page.getByRole('dialog').isVisible();
      if (!isOpen) await page.getByRole('button', { name }).first().click({ timeout: 3_000 });
      await expect(page.getByRole('dialog')).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    await expect(page.locator('.tl-skeleton'), pathname).toHaveCount(0);
  };
  /** How a card stands comes after its text. */
  const onCard = async (page: Page, name: RegExp) => {
    await page.getByRole('log').getByRole('button', { name }).last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.locator('.tl-skeleton')).toHaveCount(0);
  };
  const asked = async (page: Page, name: RegExp) => {
    await page
      .getByRole('button', { name: /^(?:通知、投票.*|Notice, poll.*|图片或文件|Picture or file)$/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  const overs: readonly Place['over'][] = [
    { name: 'menu of a message', open: menu },
    {
      name: 'emoji',
      open: async (page) => {
        await choose(page, /更多表情|More emoji/);
        await expect(page.getByRole('option').first()).toBeVisible();
      },
    },
    {
      name: 'earlier texts',
      open: async (page) => {
        await (await messageAt(page, 2)).locator('.ch-edited').click();
        await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
      },
    },
    {
      name: 'choice of a reminder',
      open: async (page) => {
        await menu(page);
        await page.getByRole('menuitem', { name: /提醒|eminder|Remind/ }).click();
        await page.locator('.tl-picks button').last().click();
        await expect(page.locator('input[type=datetime-local]')).toBeVisible();
      },
    },
    {
      name: 'choice of a section',
      open: async (page) => {
        if (!(await page.locator('.ch-list').isVisible())) await page.goto('/chat');
        const section = page.getByRole('menuitem', { name: /分组|section/ });
        // The list orders itself anew as it comes: a menu of a row that has moved is opened again.
        await expect(async () => {
          await page.locator('.ch-row', { hasText: 'Spring release' }).first().click({ button: 'right' });
          await section.click({ timeout: 1_000 });
        }).toPass();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'messages being selected',
      open: async (page) => {
        await menu(page);
        await page.getByRole('menuitem', { name: /多选|Select several/ }).click();
        await expect(page.getByRole('group', { name: /选择消息|Selecting messages/ })).toBeVisible();
      },
    },
    {
      name: 'forwarding several',
      open: async (page) => {
        await menu(page);
        await page.getByRole('menuitem', { name: /多选|Select several/ }).click();
        await page.locator('.ch-select[aria-checked="false"]').first().click();
        await page.locator('.ch-selecting .tl-btn-primary').click();
        await expect(page.getByRole('dialog').getByRole('radiogroup')).toBeVisible();
      },
    },
    {
      name: 'chat record',
      open: async (page) => {
        await (await messageAt(page, 4)).locator('.ch-forwards').click();
        await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
      },
    },
    { name: 'who reacted', open: (page) => choose(page, /谁回应了|Who reacted/) },
    { name: 'open notices', open: (page) => pressed(page, /条通知等你确认|waits? for you/) },
    { name: 'new notice', open: (page) => asked(page, /^(?:通知…|Notice…)/) },
    {
      name: 'new ding',
      open: async (page) => {
        const button = page.getByRole('button', { name: 'DING', exact: true });
        if (await button.isVisible()) await button.click();
        else await asked(page, /^DING$/);
        await expect(page.getByRole('dialog').locator('.dg-chip').first()).toBeVisible();
      },
    },
    {
      name: 'other ways to send',
      open: async (page) => {
        await composer(page).fill('See you then');
        await sendButton(page).click({ button: 'right' });
        await expect(page.getByRole('menuitem', { name: /^(?:静默发送|Send silently)/ })).toBeVisible();
      },
    },
    { name: 'later than a ding asks', open: (page) => onCard(page, /^(?:稍后…|Later…)$/) },
    { name: 'new poll', open: (page) => asked(page, /^(?:投票…|Poll…)/) },
    { name: 'new contact', open: (page) => asked(page, /^(?:名片…|Contact…)/) },
    { name: 'new place', open: (page) => asked(page, /^(?:位置…|Place…)/) },
  ];
  const overriding = async (page: Page) => {
    const button = page.getByRole('button', { name: 'DING', exact: true });
    if (await button.isVisible()) await button.click();
    else await asked(page, /^DING$/);
    await page.getByRole('dialog').getByRole('textbox').first().fill('The main valve');
    await page.getByRole('button', { name: /^(?:紧急放行…|Emergency override…)$/ }).click();
    // He was reached in this rest already: it says so.
    await expect(page.getByRole('dialog').last().getByRole('alert')).toBeVisible();
  };
  const members = async (page: Page) => {
    await page
      .getByRole('button', { name: /会话详情|Details/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^(?:全部|All)$/ })
      .last()
      .click();
    await expect(page.locator('.ch-member').first()).toBeVisible();
  };
  /** Forms of working time, each over the screen that has it. */
  const forms = [
    ['schedules', /^(?:新建班制|New schedule)$/],
    ['sites', /^(?:新建地点|New site)$/],
    ['holidays', /^(?:加一天|Add a day)$/],
    ['leave', /^(?:录入请假|Enter leave)$/],
    ['onCall', /^(?:安排值班|Offer a duty)$/],
  ] as const;
  const hours: readonly Place[] = [
    ...forms.map(([part, name]) => ({
      path: `/admin/hours?part=${part}`,
      over: { name: `the form of ${part}`, open: (page: Page) => pressed(page, name) },
    })),
    {
      path: '/hours/roster',
      over: {
        name: 'the form of a day',
        open: async (page) => {
          await page.locator('.wt-cell:enabled').first().click();
          await expect(page.getByRole('dialog')).toBeVisible();
        },
      },
    },
    {
      path: '/me/hours',
      over: {
        name: 'editors',
        open: async (page) => {
          for (const left of [1, 0]) {
            await page
              .getByRole('button', { name: /^(?:改|Change)$/ })
              .nth(left)
              .click();
          }
        },
      },
    },
  ];
  const inRoom: readonly Place['over'][] = [
    { name: 'members, one of them silenced', open: members },
    {
      name: 'silencing a member',
      open: async (page) => {
        await members(page);
        await page.getByRole('button', { name: /^Cy Young, / }).click();
        await page.getByRole('menuitem', { name: /^(?:禁言…|Silence…)/ }).click();
        await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
      },
    },
    { name: 'cancelling a ding', open: (page) => onCard(page, /^(?:取消 DING|Cancel DING)$/) },
    { name: 'answers of a notice', open: (page) => pressed(page, /^(?:确认情况|Answers)$/) },
    { name: 'who voted', open: (page) => pressed(page, /^(?:谁投了什么|Who voted)$/) },
  ];
  const fileOvers = ['rolls.ts', 'prices.csv'].map((file) => ({
    name: `the file ${file}`,
    open: async (page: Page) => {
      const button = page.getByRole('button', { name: new RegExp(`^(打开|Open) ${file}`) });
      // A scroll that no hand made may be led back while rows are measured: then once more.
      await expect(async () => {
        if (!(await page.getByRole('dialog').isVisible())) await button.click({ timeout: 3_000 });
        await expect(page.getByRole('dialog').getByRole('region', { name: file })).toBeVisible({ timeout: 3_000 });
      }).toPass({ timeout: 30_000 });
    },
  }));
  const newcomer = ['/companies', '/companies/new'];
  const member = [
    '/chat',
    `/chat/${talk}`,
    `/chat/${room}`,
    `/chat/${room}?t=2`,
    `/chat/${quiet}`,
    `/chat/join/${token}`,
    `/chat/join/${'a'.repeat(22)}`,
    '/ding',
    '/ding?tab=sent',
    '/ding?tab=scheduled',
    '/later',
    '/later?tab=scheduled',
    '/later?tab=done',
    '/search',
    '/search?q=lunch&has=link',
    '/search?what=files',
    '/search?what=people&q=b',
    '/search?what=conversations',
    '/search?q=nobody+wrote+this',
    '/people',
    '/people/all',
    `/people/all/${other.memberId}`,
    '/admin',
    '/admin/members',
    '/admin/departments',
    '/admin/invites',
    '/admin/import',
    '/admin/company',
    '/admin/ledger',
    '/admin/records',
    '/admin/channels',
    '/admin/overrides',
    ...['people', 'schedules', 'sites', 'holidays', 'leave', 'onCall'].map((part) => `/admin/hours?part=${part}`),
    '/hours/roster',
    '/hours/roster?show=onCall',
    '/admin/retention',
    '/admin/deleted',
    '/me',
    '/me/profile',
    '/me/general',
    '/me/security',
    '/me/devices',
    '/me/hours',
    '/me/ledger',
    '/me/notifications',
    '/me/receipts',
    '/me/data',
    '/me/deleted',
    '/me/rules',
    '/rules/disconnect',
    '/rules/monitoring',
    '/me/interruptions',
    '/me/views',
    '/representative',
    '/me/companies',
    '/no/such/page',
  ];
  return [
    ...nobody.map((path) => ({ path, as: 'nobody' }) as const),
    ...newcomer.map((path) => ({ path, as: 'newcomer' }) as const),
    { path: '/representative', as: 'representative' },
    { path: '/chat', as: 'held' },
    { path: '/chat', as: 'off' },
    ...member.map((path) => ({ path })),
    ...overs.flatMap((over) => (over === undefined ? [] : [{ path: `/chat/${talk}`, over }])),
    ...hours,
    {
      path: '/ding',
      over: { name: 'a ding written nowhere', open: (page) => pressed(page, /^(?:发 DING|New DING)$/) },
    },
    { path: `/chat/${night}`, over: { name: 'an override', open: overriding } },
    { path: '/me/ledger', over: { name: 'the time of a draft', open: (page) => pressed(page, /^(?:修改|Change)$/) } },
    {
      path: '/me/ledger',
      over: { name: 'no emergency', open: (page) => pressed(page, /^(?:并非紧急|Not an emergency)$/) },
    },
    ...inRoom.flatMap((over) => (over === undefined ? [] : [{ path: `/chat/${room}`, over }])),
    ...fileOvers.map((over) => ({ path: `/chat/${room}`, over })),
  ];
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('main, [role="main"]').first()).toBeVisible();
  await expect(page.locator('.tl-skeleton')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What axe finds that is serious; colours alone where the rest was looked at already. */
async function faults(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  // There are no frames: the legacy way saves a page for each look.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (rules === 'colours' ? builder.withRules(['color-contrast']) : builder).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${id === 'color-contrast' ? failureSummary?.split('\n')[1]?.slice(0, 140) : ''}`).join(' | ')}`,
    );
}

/** Parts of the page that stick out at the side, or scroll there without being a sheet or code. */
function sideways(): string[] {
  const wide = document.documentElement.clientWidth;
  const scrolling = [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
    .filter((one) => !one.matches('.di-sheet, pre, textarea, [role="tablist"], [role="radiogroup"]'))
    .map((one) => `${one.tagName}.${one.className} scrolls ${one.scrollWidth} in ${one.clientWidth}`);
  if (document.documentElement.scrollWidth <= wide) return scrolling;
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > wide + 1)
    .slice(0, 3)
    .map(
      (one) => `${one.tagName}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)} of ${wide}`,
    );
}

/** Things to press that a finger may miss: a press 21 px beside the middle must still hit them. */
function smallTargets(size: number): string[] {
  const half = size / 2 - 1;
  const wanted =
    'nav a, nav button, header button, header a, .ch-composer button, a.ch-row, .di-member, [role="tab"], main button, main a';
  return (
    [...document.querySelectorAll<HTMLElement>(wanted)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      // A link inside a sentence is exempt, as in WCAG 2.5.8.
      .filter((one) => !one.matches('p a, .tl-md a, .ch-text a, .tl-open-foot a, td a, [tabindex="-1"], .tl-skip'))
      .filter((one) => {
        const box = one.getBoundingClientRect();
        if (box.width === 0 || box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth)
          return false;
        if (box.width >= size - 0.5 && box.height >= size - 0.5) return false;
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const points = [
          [x - half, y],
          [x + half, y],
          [x, y - half],
          [x, y + half],
        ] as const;
        return points.some(([px, py]) => {
          if (px < 0 || py < 0 || px >= innerWidth || py >= innerHeight) return false;
          const hit = document.elementFromPoint(px, py);
          return hit === null || !(one.contains(hit) || (hit.contains(one) && hit.matches('label')));
        });
      })
      .map((one) => {
        const box = one.getBoundingClientRect();
        return `${one.tagName}.${one.className} "${one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 20)}" ${Math.round(box.width)}×${Math.round(box.height)}`;
      })
  );
}

for (const language of ['zh', 'en'] as const) {
  test(`U6 U10 U27 U28 every screen in ${language}, light and dark: nothing serious, nothing sideways, nothing missing`, async ({
    product,
    visit,
    isPhone,
  }) => {
    test.setTimeout(480_000);
    const team = await makeTeam(product, { names: ['Ann Lee', 'Bo Karlsson', 'Cy Young'], company: 'Clear Water' });
    const places = placesOf(team, await furnish(product, team));
    const newcomer = await signUp(product, 'Dee Novak');
    await restsStrictly(team.owner, team.people[2] as Person);
    // In a company of their own: the others talk with nobody who is off.
    const off = (await makeTeam(product, { names: ['Eve Moss', 'Flo Hart'] })).people;
    await offToday(off[0] as Person, off[1] as Person);
    const pages = {
      member: await visit(team.owner, { path: '/live' }),
      nobody: await visit(null, { path: '/live' }),
      newcomer: await visit(newcomer, { path: '/live' }),
      representative: await visit(team.people[1] as Person, { path: '/live' }),
      held: await visit(team.people[2] as Person, { path: '/live' }),
      off: await visit(off[1] as Person, { path: '/me/hours', looked: false }),
    };
    const found: string[] = [];
    const height = isPhone ? 844 : 900;
    for (const page of Object.values(pages)) {
      await page.evaluate((chosen) => localStorage.setItem('tautline.language', chosen), language);
    }
    for (const { path, as = 'member', over } of places) {
      const page = pages[as];
      const say = (what: string, list: readonly string[]) =>
        found.push(...list.map((one) => `${path} ${over?.name ?? ''} ${what}: ${one}`));
      await page.setViewportSize({ width: isPhone ? 390 : 1440, height });
      // Without motion: a colour is looked at where it ends, not on its way from one theme to the other.
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(path);
      await settled(page);
      if (as === 'off') await expect(page.locator('.tl-off')).toBeVisible();
      await over?.open(page);
      // Each language is looked at whole in one theme, and the colours of both themes once.
      if (language === 'zh') say('light', await faults(page, 'all'));
      const text = await page.evaluate(() => document.body.innerText);
      say('text', text.match(/.*(?:undefined|\[object|NaN).*/g) ?? []);
      if (language === 'en') {
        say(
          'not English',
          text
            .match(/.*(?!张弛|中\/EN|中文|中)\p{Script=Han}.*/gu)
            ?.filter((line) => !/^(?:张弛.*|中\/EN|中文|中)$/.test(line.trim())) ?? [],
        );
      }
      say('sideways', await page.evaluate(sideways));
      if (isPhone) {
        say('small', await page.evaluate(smallTargets, TOUCH_PX));
        await page.setViewportSize({ width: 320, height });
        say('sideways at 320', await page.evaluate(sideways));
      }
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      say('dark', await faults(page, language === 'zh' ? 'colours' : 'all'));
    }
    console.log(`${places.length} screens in ${language}: ${found.length} findings`);
    expect(found).toEqual([]);
  });
}

test('U10 zoom of 200 % and forced colours keep every part in reach', { tag: '@desktop' }, async ({
  product,
  visit,
}) => {
  const team = await makeTeam(product, { names: ['Ann Lee', 'Bo Karlsson'] });
  const { talk } = await furnish(product, team);
  // Twice as large on the same screen is half as many CSS pixels.
  const page = await visit(team.owner, { path: `/chat/${talk}`, viewport: { width: 720, height: 450 } });
  await expect(composer(page)).toBeInViewport();
  expect(await page.evaluate(sideways)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(composer(page)).toBeInViewport();
  expect(await faults(page, 'all')).toEqual([]);
});

test('U28 language and theme change at once, without a reload', async ({ product, visit }) => {
  const team = await makeTeam(product, { names: ['Ann Lee'] });
  const page = await visit(team.owner, { path: '/me/general' });
  await page.evaluate(() => ((globalThis as { same?: boolean }).same = true));
  await page.getByRole('radio', { name: 'English' }).click({ force: true });
  await expect(page.getByRole('heading', { name: 'Language and theme' }).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('radio', { name: 'Dark' }).click({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => (globalThis as { same?: boolean }).same)).toBe(true);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { name: 'Language and theme' }).first()).toBeVisible();
});

test('the checks of this file find what is wrong', async ({ product, visit, isPhone }) => {
  const team = await makeTeam(product, { names: ['Ann Lee'] });
  const page = await visit(team.owner, { path: '/me/general' });
  await settled(page);
  await page.evaluate(() => {
    const planted = document.createElement('div');
    const parts = ['button', 'p', 'p', 'button'].map((name) => planted.appendChild(document.createElement(name)));
    parts[0]!.textContent = 'small';
    Object.assign(parts[0]!.style, { display: 'block', width: '30px', height: '30px' });
    parts[1]!.textContent = 'pale';
    Object.assign(parts[1]!.style, { color: '#ddd', background: '#fff' });
    parts[2]!.textContent = 'wide';
    Object.assign(planted.style, { overflowX: 'auto', width: '300px', position: 'relative' });
    Object.assign(parts[2]!.style, { width: '2000px' });
    document.querySelector('main')!.prepend(planted);
  });
  expect(await faults(page, 'colours')).toHaveLength(1);
  expect((await faults(page, 'all')).some((one) => one.startsWith('button-name'))).toBe(true);
  expect(await page.evaluate(sideways)).toHaveLength(1);
  if (isPhone) expect((await page.evaluate(smallTargets, TOUCH_PX)).some((one) => one.includes('small'))).toBe(true);
});
