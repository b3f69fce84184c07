import type { Policy } from '#directory/model/contract.ts';
import { KEY_DAYS, WATCHING_ANSWER_DAYS, WATCHING_WARNED_DAYS } from '#directory/model/contract.ts';
import { NOTICE_DAYS } from '#worktime/model/contract.ts';

export type Language = 'zh' | 'en';

/** An agreement of two keys, as people read it. */
export interface Agreed {
  readonly what: string;
  readonly purpose: string;
  /** null: it names nobody. */
  readonly keptMonths: number | null;
  readonly from: string;
  readonly until: string;
  readonly askedBy: string;
  /** null: the members voted. */
  readonly agreedBy: string | null;
  readonly votes: { readonly voters: number; readonly yes: number; readonly no: number } | null;
}

/** What the texts are made from: nothing is said that does not follow from it, or from what no company switches. */
export interface PolicyFacts {
  readonly company: string;
  readonly day: string;
  readonly policy: Policy;
  readonly agreed: readonly Agreed[];
  /** How many days messages are kept in the company; null: for ever. */
  readonly keptDays: number | null;
}

export interface PolicyText {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export const policyKinds = ['disconnect', 'monitoring'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** A policy of the company as a text for paper, from the settings as they are. */
export function policyText(kind: PolicyKind, facts: PolicyFacts, language: Language): PolicyText {
  const zh = language === 'zh';
  const { company, day } = facts;
  const intro = zh
    ? `${company}。按 ${day} 的实际设定生成；设定改了，请重新生成。`
    : `${company}. Made from the settings as they were on ${day}; make it again when they change.`;
  return kind === 'disconnect' ? disconnect(facts, intro, zh) : monitoring(facts, intro, zh);
}

function disconnect({ policy }: PolicyFacts, intro: string, zh: boolean): PolicyText {
  return {
    title: zh ? '下班不打扰规则' : 'Right-to-disconnect policy',
    intro,
    sections: [
      {
        title: zh ? '工作时间以外' : 'Outside working time',
        lines: zh
          ? [
              '工作时间以外，工作软件不通知任何成员：没有推送、声音、角标、邮件、短信和电话。',
              '等着的消息在下一个工作时间开始时合成一次送达；发送的人在发送前看得到何时送达。',
              '下班后自己打开来看，别人看不出来，上班以后才算已读。',
              '开着严格模式的地点，消息本身也留在服务器上，到上班才送达；本人可以选择先看一眼，别人不会知道。葡萄牙和西班牙的地点不另外设定就开着。',
              '批准的请假期间什么都不送达。同事只看到何时回来、由谁代理，看不到为什么请假。',
              '接受了值班的成员，值班时段里和上班一样能被找到；没有接受的值班不算。',
              '此外只有一个例外：紧急放行。只限人身危险、安全事件、系统中断和法定期限，要写理由；每人 30 天最多 2 次，每次最多 5 人，同一段休息时间里一个人最多被叫到一次，请假的人叫不到。每次都写进被叫到的人的台账，本人可以提出异议。',
            ]
          : [
              'Outside working time Tautline notifies no member: no push, sound, badge, mail, text or call.',
              'What waits is delivered at once when working time next starts; senders see before sending when that is.',
              'Reading after work shows nobody anything, and counts as read only when work starts.',
              'At a site in strict mode messages themselves stay on the server until work starts; its people may look if they choose, and nobody hears of it. Sites in Portugal and Spain are strict unless set otherwise.',
              'On approved leave nothing is delivered. Colleagues see the day of return and the stand-in, never what the leave is for.',
              'A member who accepted a duty can be reached during it as at work; a duty that was not accepted does not count.',
              'There is one exception: the override, for danger to people, a breach of security, an outage or a legal deadline, with a written reason. A sender has two in thirty days, for five people at most; nobody is reached twice in one rest, and nobody on leave. Each stands in the ledger of whom it reached, who may contest it.',
            ],
      },
      {
        title: zh ? '工作时间怎么定' : 'How working time is set',
        lines: zh
          ? [
              '没有另外安排的成员，工作时间是周一到周五 09:00 到 18:00，节假日除外。',
              `工作时间要加长，提前 ${NOTICE_DAYS} 天告诉本人，第 ${NOTICE_DAYS + 1} 天才算；只有本人能同意提前。`,
              '安排让每天休息不足 11 小时、每周不足 24 小时的，要写明理由，进台账。',
            ]
          : [
              'Who was given no other hours works Monday to Friday, 09:00 to 18:00, except on public holidays.',
              `Longer hours are told ${NOTICE_DAYS} days before and count from day ${NOTICE_DAYS + 1}; only the member can accept them sooner.`,
              'Hours that leave less rest than 11 hours a day or 24 a week need a reason, which stands in the ledger.',
            ],
      },
      { title: zh ? '紧急的事' : 'What is urgent', lines: urgent(policy, zh) },
      { title: zh ? '叫上所有人' : 'Calling everybody', lines: calling(policy, zh) },
    ],
  };
}

/** The everyday switches, a sentence each. */
export function everyday(policy: Policy, zh: boolean): string[] {
  const joining = policy.joiningNeedsApproval
    ? { zh: '凭邀请加入的人，要有人同意才进来。', en: 'Who joins by an invite waits until somebody lets him in.' }
    : { zh: '凭邀请就能加入。', en: 'Who opens an invite is in.' };
  const links = policy.linkPreviews
    ? {
        zh: '链接下面显示网页的标题和图。网页由服务器去看，网站不知道谁在读。',
        en: 'Links show the title and picture of their page. The server looks, and the site does not learn who reads.',
      }
    : { zh: '链接只显示文字，服务器不去看网页。', en: 'Links are text only, and the server looks at no page.' };
  return [
    ...urgent(policy, zh).slice(0, 2),
    ...calling(policy, zh),
    ...[joining, links].map((line) => (zh ? line.zh : line.en)),
  ];
}

function urgent({ whoDings, dingsADay }: Policy, zh: boolean): string[] {
  const most = Number(dingsADay);
  return zh
    ? [
        whoDings === 'everybody'
          ? '人人可以 DING 同一会话里的成员。'
          : '主管可以 DING 同一会话里的所有成员，其他成员只能 DING 同部门的人。',
        `每个成员每天最多收到 ${most} 个 DING，全公司合计；再来的作为普通消息送达。`,
        '同一个人一小时内不能再次 DING 同一个成员。',
        'DING 只在接收人的工作时间里提醒，下班就停，上班从第一步重新开始；确认、回复或约定时间就停止。',
        '短信和电话只发到成员自己留下并验证过的号码。',
      ]
    : [
        whoDings === 'everybody'
          ? 'Anybody may ding members of a conversation of his.'
          : 'Managers may ding all members of a conversation of theirs, others only people of their own departments.',
        `A member gets at most ${most} ${most === 1 ? 'ding' : 'dings'} a day, over all senders; the next comes as a normal message.`,
        'Nobody may ding the same member twice within an hour.',
        'A ding reminds only in the working time of its recipient, stops when that ends and starts at the first step when it begins; it ends with a confirmation, a reply or a named time.',
        'Texts and calls go only to numbers that the member gave and proved.',
      ];
}

function calling({ whoMentionsAll, whoCreatesGroups }: Policy, zh: boolean): string[] {
  const mention =
    whoMentionsAll === 'everybody'
      ? { zh: '群里人人可以 @所有人。', en: 'Anybody in a group may mention all.' }
      : { zh: '只有群主和群管理员可以 @所有人。', en: 'Only owner and admins of a group may mention all.' };
  const groups =
    whoCreatesGroups === 'everybody'
      ? { zh: '人人可以建群。', en: 'Everybody may make groups.' }
      : { zh: '只有主管和管理员可以建群。', en: 'Only managers and admins may make groups.' };
  return zh ? [mention.zh, groups.zh] : [mention.en, groups.en];
}

function monitoring(facts: PolicyFacts, intro: string, zh: boolean): PolicyText {
  return {
    title: zh ? '监督规则' : 'Monitoring policy',
    intro,
    sections: [
      { title: zh ? '同事看得到什么' : 'What colleagues see', lines: seen(facts.policy, zh) },
      { title: zh ? '两把钥匙同意过的' : 'What two keys agreed to', lines: agreedLines(facts.agreed, zh) },
      { title: zh ? '两把钥匙怎么转' : 'How two keys turn', lines: keys(zh) },
      { title: zh ? '保留和导出' : 'Keeping and exporting', lines: keeping(facts.keptDays, zh) },
      { title: zh ? '底线，没有开关' : 'Floors: no switch', lines: floors(zh) },
    ],
  };
}

/** What the watched switches mean for members, a sentence each. */
export function seen({ receipts, receiptOptOut, noticeNames }: Policy, zh: boolean): string[] {
  const talk = {
    named: {
      zh: '聊天：发送的人看到谁读了、谁没读，看不到何时。',
      en: 'Talk: the author of a message sees who has read it and who has not, never when.',
    },
    counted: {
      zh: '聊天：发送的人只看到几个人读了，看不到是谁。',
      en: 'Talk: the author of a message sees how many have read it, not who.',
    },
    off: { zh: '聊天：没有已读回执。', en: 'Talk: there are no receipts.' },
  }[receipts];
  const optOut =
    receiptOptOut === 'everywhere'
      ? {
          zh: '每个成员可以关掉自己的已读回执；关掉后自己也看不到别人的。',
          en: 'Every member may switch own receipts off, and then sees none of others.',
        }
      : {
          zh: '成员可以在单聊里关掉自己的已读回执，群里不能。',
          en: 'Members may switch own receipts off in direct conversations, not in groups.',
        };
  const missing =
    noticeNames === 'named'
      ? {
          zh: '通知：过了期限，发通知的人和群管理员看到谁没确认，看不到谁何时确认。',
          en: 'Notices: after the due time the author and the admins of the group see who has not acknowledged, never when anybody did.',
        }
      : {
          zh: '通知：发通知的人和群管理员只看到几个人没确认，看不到是谁。',
          en: 'Notices: the author and the admins of the group see how many have not acknowledged, not who.',
        };
  const lines = receipts === 'off' ? [talk, missing] : [talk, optOut, missing];
  return lines.map((line) => (zh ? line.zh : line.en));
}

function agreedLines(agreed: readonly Agreed[], zh: boolean): string[] {
  if (agreed.length === 0) {
    return [zh ? '现在没有：没有一项显示到人。' : 'Nothing at present: nobody is shown by name.'];
  }
  return agreed.map(({ what, purpose, keptMonths, from, until, askedBy, agreedBy, votes }) => {
    if (zh) {
      const by = agreedBy === null ? `成员投票同意（${tally(votes, true)}）` : `员工代表${agreedBy}同意`;
      return `${what}。目的：${purpose}。${keptMonths === null ? '' : `姓名显示 ${keptMonths} 个月以内的。`}${askedBy}申请，${by}，${from} 起，${until} 止。`;
    }
    const by =
      agreedBy === null ? `the members agreed by vote (${tally(votes, false)})` : `${agreedBy}, representative, agreed`;
    const months = keptMonths === 1 ? 'the last month' : `the last ${keptMonths} months`;
    const kept = keptMonths === null ? '' : `Names are shown for ${months}. `;
    return `${what}. Purpose: ${purpose}. ${kept}${askedBy} asked and ${by}; from ${from} until ${until}.`;
  });
}

function tally(votes: Agreed['votes'], zh: boolean): string {
  const { voters, yes, no } = votes ?? { voters: 0, yes: 0, no: 0 };
  return zh ? `${voters} 人中 ${yes} 票同意、${no} 票不同意` : `${yes} yes, ${no} no, of ${voters}`;
}

function keys(zh: boolean): string[] {
  return zh
    ? [
        '让人看到更多，要两个人：管理员写明目的和姓名保留几个月，再由员工代表同意。',
        `没有员工代表时，所有者和管理员以外的成员投票 ${WATCHING_ANSWER_DAYS} 天：同意的比不同意的多，并且至少三分之一投了票。投票不记名，结束以前谁也看不到票数。`,
        `新来的人、刚当上员工代表的人，满 ${KEY_DAYS} 天才能代表大家同意或投票；企业成立最初 ${KEY_DAYS} 天除外。`,
        `同意后管 12 个月，到期自己关掉，提前 ${WATCHING_WARNED_DAYS} 天提醒。申请的人不能自己同意。`,
        '关掉只要一把钥匙，马上生效：任何管理员、任何员工代表都可以。',
      ]
    : [
        'Showing more of people takes two: an admin gives the purpose and for how many months names are shown, then a representative agrees.',
        `Without a representative the members who are neither owner nor admin vote for ${WATCHING_ANSWER_DAYS} days: more yes than no, and a third at least has voted. The vote is secret, and nobody sees counts before it ends.`,
        `Who has just come, or just become a representative, agrees and votes after ${KEY_DAYS} days only; but for the first ${KEY_DAYS} days of a company.`,
        `It holds for 12 months and then goes off by itself, with a warning ${WATCHING_WARNED_DAYS} days before. Whoever asked does not answer.`,
        'Switching off takes one key and works at once: of any admin or any representative.',
      ];
}

function keeping(days: number | null, zh: boolean): string[] {
  const kept =
    days === null
      ? {
          zh: '消息一直保留；单独设定过的会话，在会话详情里写明。',
          en: 'Messages are kept for ever; a conversation with a rule of its own says so in its details.',
        }
      : {
          zh: `消息保留 ${days} 天；单独设定过的会话，在会话详情里写明。`,
          en: `Messages are kept for ${days} days; a conversation with a rule of its own says so in its details.`,
        };
  return zh
    ? [
        kept.zh,
        '公司导出会话也要两把钥匙；里面有谁的话，谁就看得到是谁、为什么、导出过几次。',
        '每个成员可以取走自己的数据。',
        '角色、设定、申请、同意和导出都写进台账，只增不改，管理员和员工代表都能查。',
      ]
    : [
        kept.en,
        'An export of conversations takes two keys as well; who has words in it sees by whom, why, and how often it was fetched.',
        'Every member may take a copy of the own data.',
        'Roles, settings, requests, agreements and exports stand in a ledger that is only added to; admins and representatives read it.',
      ];
}

function floors(zh: boolean): string[] {
  return zh
    ? [
        '从不记录阅读的时间、最后在线的时间和停留的时间。',
        '没有后台定位。位置只在本人点了才发，60 天后删掉坐标。',
        '指纹和人脸不上服务器。',
        '没有键盘、鼠标、截屏、摄像头和情绪数据。',
        '回复快慢和在线多少不进考核、统计、导出和排名。',
      ]
    : [
        'When somebody read, was there, or for how long, is never kept.',
        'There is no background location. A place is sent only by a tap, and its point is erased after 60 days.',
        'No fingerprints or faces are on the server.',
        'There are no data of keys, mouse, screen, camera or mood.',
        'How fast somebody answers, or how much somebody is there, enters no review, statistic, export or ranking.',
      ];
}

/** The same as plain text. */
export function plainText({ title, intro, sections }: PolicyText): string {
  const parts = sections.map((section) =>
    [section.title, ...section.lines.map((line, index) => `${index + 1}. ${line}`)].join('\n'),
  );
  return `${[`${title}\n${intro}`, ...parts].join('\n\n')}\n`;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** The same as a page of its own, without scripts, that prints on A4. */
export function htmlPage({ title, intro, sections }: PolicyText, language: Language): string {
  const body = sections
    .map(
      (section) =>
        `<h2>${escaped(section.title)}</h2><ol>${section.lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ol>`,
    )
    .join('');
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return (
    `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${escaped(title)}</title>` +
    '<style>@page{size:A4;margin:20mm}body{max-width:42em;margin:2em auto;padding:0 1em;font:11pt/1.6 sans-serif}' +
    'h1{font-size:18pt}h2{font-size:13pt;break-after:avoid}li{break-inside:avoid}</style>' +
    `<h1>${escaped(title)}</h1><p>${escaped(intro)}</p>${body}</html>\n`
  );
}
