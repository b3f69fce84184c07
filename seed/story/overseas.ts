import { europe as europeTalk, orders, sales as salesTalk } from '../filling/trade.ts';
import type { Room } from '../room.ts';

/** The group that reaches outside: two guests from the customer are in it. */
export const norrlandRoom: Room = {
  key: 'norrland',
  kind: 'group',
  name: 'Norrland Packaging',
  description: '18 µm film for Norrland: orders, samples, quality. Guests are in this group.',
  members: ['jonas', 'lin', 'qiao', 'marta', 'tang', 'zhou', 'daniel', 'ingrid'],
  since: -46,
  filling: {
    exchanges: orders,
    perDay: 0.5,
    from: -44,
    to: -2,
    speakers: ['daniel', 'ingrid'],
    answers: ['lin', 'qiao', 'tang', 'jonas'],
    between: [15, 18],
  },
  script: `
# -46
1512 jonas Welcome Daniel, welcome Ingrid. Everybody who touches your order is here. Lin Yu'an plans it, Tang Xiaoman checks it, Marta answers technical questions from Porto.
1516 daniel Thank you, Jonas. Good to have one place instead of four mail threads.
1521 lin Welcome. I plan line 3. If a date moves, you will hear it from me first, here.
1524 ingrid Hello all. I will mostly ask about thickness and sealing, sorry in advance.
1526 tang ^ Please do. Those are my favourite questions.
1530 daniel Then let me start: 42 rolls of 18 µm, 1,050 mm wide, first delivery by the end of {M+4}. Possible?
1541 lin ^ Possible, if the film is released by {M-20}. The trial decides.
# -34
1522 ingrid Our sealing window is 118 to 132 °C. Does the film keep 8 N over the whole range?
1538 tang From 116 to 134 °C in our lab. I put the curve into the files.
1544 ingrid That is a friendly curve.
1549 marta I repeated it in Porto with your sealing bar, same picture, 0.3 N lower at the hot end.
# -27
1604 daniel Pallet question: our gate is 1.60 m high. What is the height with your standard stack?
1612 qiao Standard is 1.75 m. We can stack one layer less, 1.45 m including the pallet.
1615 daniel ^ Please do. Last year somebody had to let air out of a truck's tyres.
1617 jonas I remember that truck.
# -18
1631 jonas Plain news, not good news: line 3 stopped last night. A heater and a scratched roller. Nobody was hurt, no material of yours is lost. Lin will give a firm date tomorrow.
1640 daniel Thanks for telling us the same day. What should I assume until then?
1643 jonas Assume two weeks without film. If it is less, you will be pleased.
# -17
1526 lin The plan: the roller is back on {W-9} {D-9}, trial run on {D-7}, your first 18 µm on {D-4}. I am sure about every step except the grinding, which is done outside. I will confirm when it arrives.
1535 daniel ^ Very clear. We can live with that. We move our own start by eight days.
1538 ingrid May I bring our auditor on {D+4}? We planned a visit anyway.
1542 lin Yes, {W+4} {D+4} is fine.
# -9
1504 lin The roller arrived this morning and passed its checks. The plan stands.
1509 daniel 👍
# -7
1512 tang First trial roll is down. 25 µm, not yours, but the line behaves.
1515 ingrid Happy to read that.
# -4
1534 lin Your first 18 µm rolls are on the winder. Four today, ten tomorrow.
1538 daniel Great. Can I have a photo for our planning wall?
1541 lin ^ Tomorrow, when nobody has gloves full of silicone.
# -3
1529 tang Results of the first eight rolls:⏎- thickness 17.8 to 18.3 µm⏎- sealing 8.9 N at 124 °C⏎- no gel above 0.4 mm⏎The report is signed and in the files.
1537 ingrid Thank you. Two questions. Which template do you use for the edge, and is roll 5 the one with the splice?
1546 tang ^ Process card 4, outer 40 mm are trimmed. Roll 5 had the splice, yes, it is downgraded and not in your lot.
1549 ingrid Then I have no questions left. That happens rarely.
# -2
1533 daniel Our customer asks for 6 more rolls. Could they come with the second delivery?
1540 lin I will check tonight's plan and answer tomorrow.
1541 lin Sorry, I mean tomorrow morning's plan. Nobody checks plans at night here.
1543 daniel Good rule. We have it too, on paper.
# -1
1507 lin 6 more rolls: yes, with the second delivery, same lot. Total 48.
> 1511 ingrid Is the lot number on the label the same for all 48?
> 1514 lin Yes, one lot, 48 labels. Only the roll number differs.
> 1516 ingrid Thank you, that keeps our traceability simple.
1515 daniel Perfect, I will send the changed order.
1557 jonas Wrong group, sorry.
x 1557
1558 jonas The samples left Hamburg at noon, tracking is in the files. They arrive at Norrland on {W+2}.
~ 1600 The samples left Hamburg at noon, tracking is in the files. They arrive at Norrland on {W+1}.
1602 ingrid Thank you Jonas.
1655 daniel The changed order is on its way: 48 rolls, two deliveries. Could you confirm the pallet height for both?
1704 ingrid And a small one for Tang Xiaoman: which day would the sealing curve of lot {lot-5:07} be ready?
`,
};

export const words: Room = {
  key: 'words',
  kind: 'group',
  name: '苏州 ⇄ 汉堡 翻译角',
  description: '一个词拿不准就来问。Ask for a word before it becomes a forklift.',
  members: ['qiao', 'lin', 'jonas', 'lena', 'marta', 'tang', 'xinghe', 'kang'],
  since: -70,
  script: `
# -70
1505 qiao 这个群只做一件事：一个词拿不准就问，省得后面解释三封邮件
1508 jonas My first: what is the difference between 放行 and 发货? I see both translated as “release”.
1512 qiao ^ 放行 = quality says it may leave. 发货 = it leaves. Two people, two days.
1513 jonas So “released” in English is only 放行. I have used it wrong for three years.
1514 lin 三年都没人纠正，说明大家都懂你的意思 😄
# -64
1531 lena A customer writes the film is “blocking”. What do I write to Suzhou?
1534 xinghe 粘连。层和层粘在一起，不好放卷
1535 lena Thank you, I was about to write that the film blocks the door.
1537 tang 差点收到一张门的照片
# -57
1540 marta How do you say “neck-in”?
1544 xinghe 缩颈
1545 marta Literally “shrinking neck”? Very clear, I like it.
# -48
1520 jonas “尽快” in an e-mail: today, this week, or when the moon is right?
1523 lin 看是谁写的。老板写的是今天，同事写的是这周，我写的我会加日期
1525 jonas I will ask for dates, then.
1526 kang 老板也会加日期的，我提醒他了
# -41
1533 qiao Jonas 昨天邮件里的 “we might want to consider” 是建议还是要求？
1536 jonas ^ From a German it is a suggestion. From our English customer it is an order.
1538 qiao 懂了，看国籍
1541 lena Please do not print this.
# -33
1512 tang 英文的 “haze” 和 “cloudiness” 客户混着用，我该回哪个？
1516 marta “Haze”, always with a number. “Cloudy” is only for weather and wine.
# -25
1507 lin “顺延” 怎么说比较礼貌？
1510 qiao “The date moves back by two days.” 不要写 delay，也不要写 postpone，直接说新日期
1511 jonas Yes. A new date is politeness enough.
# -16
1544 lena I got 辛苦了 three times this week. Is it an answer that needs an answer?
1547 qiao 不用回。It says: I saw that it was work. Take it and be happy.
1549 lena I am happy then.
1550 lin 辛苦了
1551 lena 😄
# -9
1522 jonas On the plan I read 对中. Centering?
1525 xinghe Alignment. 两根辊要平行
# -4
1703 marta Today's word: 复产. I found “resume production”, “restart”, “re-production”.
1706 lin Restart. “Reproduction” 是另外一回事
1707 tang 😂
1709 marta I am glad I asked before writing to the customer.
# -2
1530 jonas For the audit: 追溯 = traceability, 演练 = drill. “Traceability drill, 9 minutes.” Good?
1533 lin ^ 好，就这么写
# -1
1518 lena How do I wish a colleague a good weekend in Chinese, short?
1520 qiao 周末愉快
1521 lena 周末愉快！
1522 lin 周末愉快 🙂
`,
};

export const europe: Room = {
  key: 'europe',
  kind: 'group',
  name: 'Europe desk',
  description: 'Hamburg, Porto and the colleagues in Suzhou who keep us supplied.',
  members: ['jonas', 'lena', 'marta', 'tiago', 'qiao', 'chen', 'ren'],
  since: -79,
  filling: {
    exchanges: europeTalk,
    perDay: 1.21,
    from: -78,
    to: -1,
    speakers: ['jonas', 'lena', 'marta', 'tiago'],
    between: [16, 22],
  },
  script: `
# -79
1610 jonas One group for Europe. Suzhou colleagues see it in their morning, nobody has to answer in the evening.
1612 qiao Thank you for writing that down.
1615 lena Then I can finally write at four without feeling bad.
# -50
1702 marta Tiago starts today in the sample store. He has counted films in a supermarket for six years, so he is overqualified.
1705 tiago Hello! Ready to count better films.
1706 jonas Welcome, Tiago.
# -35
1640 chen Europe is above 20% of sales for the first time. This is your work, thank you.
1644 lena Cake in Hamburg at three.
1646 marta Pastéis in Porto at two.
# -11
1618 tiago I rearranged the sample shelf by thickness instead of by date. Finding one takes a minute now, it was ten.
1621 marta It is true. I timed him.
# -3
1722 jonas I am at Norrland on {W-2}, reachable until noon only.
1725 lena I take your calls.
# -1
1633 marta I log off at 17:00 sharp today, my daughter plays in a concert.
1635 jonas Enjoy it. Whatever comes can wait until {W+0}.
`,
};

export const sales: Room = {
  key: 'sales',
  kind: 'group',
  name: '销售周会',
  members: ['chen', 'liang', 'zhuyan', 'yao', 'huang', 'zhuo', 'qiao', 'jonas', 'meng'],
  since: -78,
  filling: {
    exchanges: salesTalk,
    perDay: 1.16,
    from: -77,
    to: -1,
    speakers: ['chen', 'liang', 'zhuyan', 'yao', 'huang', 'zhuo', 'qiao', 'meng'],
  },
  script: `
# -78
0930 chen 周会改成两段：周一报数，周四说客户。数写在这里，客户当面说
# -52
1015 huang 北屿咖啡的试样过了，要签年框，量不大但是稳
1017 chen 稳就是大
1018 zhuo 他们采购还送了我两袋豆子
1019 liang 豆子要上交
1020 zhuo 已经喝完了
# -31
1610 liang 恒岳的事到今天算完了，客户没丢，还多要了箭头卷芯
1612 chen 唐小满和孙立夏要请吃饭，我出
# -18
1002 chen 三号线停两周，18 µm 的新询价先不给交期，只说“复产后确认”。谁也不要替生产答应日期
1004 yao 收到
1004 huang 收到，华南没有 18 的
# -1
1540 meng 本周回款 ¥2,316,400.00，逾期还有两家，名单发给各区了
1543 liang 华东那家{w+1}到账，合同章已经盖了
`,
};

export const oversea: readonly Room[] = [norrlandRoom, words, europe, sales];
