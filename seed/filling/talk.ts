/** Two at their desks, in Chinese. */
export const betweenDesks: readonly string[] = [
  `A 在忙吗？问个小事
B 你说|不忙，说
A {cust}那张单子的交期是你改的吗
B 是，客户昨天要求提前两天|不是，我看看谁改的
A 好，知道了`,
  `A {hour}那个会改到一号会议室了
B 好|谢谢提醒，差点走错`,
  `A 文件收到了，第 {2-8} 页有个数不对，应该是 {120-980}
B 你眼睛真尖，改了|对，我抄错行了
A 😄`,
  `A 帮我看一眼这个数：{line}上周 {92-240} 卷
B 对的|我这边是 {92-240}，差一天的口径
A 那按你的`,
  `A 明天我上午不在，有事留言就行
B 好，不急的等你回来`,
  `A 今天的表我填好了
B 收到，谢谢|👌`,
  `A {cust}又问了一次样品
B 今天寄，单号下午给你
A 好，我先回他`,
  `A 你那有{tool}吗，借用一下
B 有，来拿|在抽屉第二格，自己拿
A 用完放回去了，谢谢`,
  `A 昨天说的那件事，我想了想，还是按你的办法
B 其实你的也有道理，合一下？
A 行，下午对一下`,
  `A 下班了吗
B 正要走
A 那明天说，不急|那明早第一件事
B 好，明天见`,
  `A 这张单子怎么审批那么久
B 卡在我这了，抱歉，马上看|附件少一张，我退给你补
A 没事`,
  `A 早
B 早
A {line}的数你那边有吗，我这里缺昨天夜班
B 发你了|刚更新，刷新看看
A 看到了`,
  `A 谢谢昨天帮忙
B 小事|下次请我喝茶
A 一言为定`,
  `A {next}你在厂里吗
B 在|上午在，下午去{cust}
A 那上午找你，十分钟`,
  `A 刚才会上没好意思问，{question}
B 哈哈，会后我也去查了|我画个图给你
A 懂了，谢谢`,
  `A 这个月的考勤我确认了，没问题
B 好`,
  `A {young}最近进步挺大
B 是，肯问|上次那个异常就是他先看到的
A 下次例会提一下`,
  `A 孩子今天发烧，我下午想早走一小时
B 快去，这边我看着
A 谢谢
B 明天不用赶早`,
  `A 快递到前台了，写着你名字
B 谢谢，下楼拿`,
  `A 上次那个模板你还有吗
B 有，发你|共享盘“模板”里，{3-9} 号
A 找到了`,
  `A {cust}的电话你方便接一下吗，我在车间听不清
B 好，转过来
B 说完了，就是问{film}的库存
A 多谢`,
  `A 报价里运费写漏了
B 幸好还没发，补上|发之前发现就不算错
A 补了`,
  `A 你看到公告了吗
B 看到了，跟我们关系不大|看到了，已确认
A 好`,
  `A 会议纪要你写还是我写
B 我写，上次你写的|你写得好，你写
A 行`,
  `A 数据差 {1-6}，我查了一圈
B 是不是四舍五入
A 还真是`,
  `A {cust}夸了我们一句，我原话转你：“你们说话算数”
B 这句值钱|记下来，写进总结`,
  `A 周末愉快
B 周末愉快，好好休息`,
  `A 这个字段是必填吗
B 是，不填下一步走不了|不是，空着就行
A 明白`,
  `A 我觉得这样改风险有点大
B 哪一点？
A 换型时间没有余量
B 有道理，那就留 {20-40} 分钟
A 这样我就放心了`,
  `A 你的工牌落在食堂了
B 啊，谢谢，我去拿|怪不得进不了门`,
  `A {sup}的事有进展吗
B 有，{next}来人|等他们回复，还在走流程
A 好，不催`,
  `A 今天谢谢你在会上帮我说话
B 我只是说了实话`,
  `A 第一稿发你了，随便改
B 改了三处，标黄|不用改，很清楚
A 收到，感谢`,
  `A 外面下大雨，带伞了吗
B 没有
A 我有两把，放门口了
B 救星`,
  `A 这个月目标差一点点，{1-3}%
B 能补上，月底还有{cust}那单
A 嗯，稳着来`,
  `A 打印好了放你桌上
B 看到，谢谢`,
];

/** Two at their desks, in English. */
export const betweenDesksEn: readonly string[] = [
  `A Do you have a minute?
B Sure.|Two, even.
A {custEn} asks whether {filmEn} is in stock.
B {12-60} rolls, as of this morning.|I check and write before noon.
A Thank you.`,
  `A I sent you the sheet, page {2-6} needs a second look.
B Looked, one figure changed.|Fine as it is.
A Good.`,
  `A Meeting moved to {nextEn}.
B Fine with me.|Even better.`,
  `A Could you read my answer to {custEn} before I send it?
B Read it. Shorter in the second paragraph, otherwise good.|Very clear, send it.
A Done.`,
  `A The figures are in, {2-9}% above last month.
B Lovely.|Which customer?
A Mostly {custEn}.`,
  `A Sorry, I missed your call, I was in the lab.
B No problem, it can wait until tomorrow.|All solved already.`,
  `A Thanks for your help yesterday.
B Any time.|You would have found it yourself.`,
  `A I am out of the office on {nextEn} afternoon.
B Noted.|Enjoy the afternoon.`,
  `A Is lot {lot} released?
B Since this morning.|Not yet, one test is missing.
A Good, thanks.`,
  `A Which version is the right one, {2-4} or {5-7}?
B The higher one.|The one with the date in the name.
A Of course.`,
  `A A small thing: the address on the parcel to {custEn} has the old street.
B Corrected, the driver was still here.|Good eyes, thank you.`,
  `A How was the visit?
B Long, friendly, and with too much cake.|Good. They ask for a trial next month.
A Sounds right.`,
  `A I would rather wait a day and be sure.
B Agreed.|Then tell them today that we need the day.
A I write to them now.`,
  `A Have a good evening.
B You too. Tomorrow is soon enough for the rest.`,
  `A Did the sample reach you?
B Yes, undamaged.|Not yet, tracking says {nextEn}.
A Good.`,
  `A Who is the right person for customs questions?
B Ren Yuanhang in Suzhou, or me.|Start with me, I know the form by heart.`,
  `A I changed the plan by two rolls, nothing else moves.
B Seen.|Thanks for telling me.`,
  `A Do we have a photo of the new core with the arrow?
B In the files, third one.|I take one this afternoon.
A Perfect.`,
  `A The sum on the invoice is off by {2-9} euros.
B Rounding. I correct it.|You are right, a new one is coming.`,
  `A I wrote the minutes, please complain today.
B No complaints.|One name is spelled wrong: mine.
A Corrected, sorry!`,
  `A Could we talk about the price of {filmEn} tomorrow?
B Ten o'clock?|Yes, after the morning call.
A Good.`,
  `A Good news from {custEn}, they renew for a year.
B Wonderful.|That was your patience.`,
  `A May I borrow your charger?
B It is on the shelf.|If it comes back, yes.`,
  `A I think we misunderstood each other this morning.
B I think so too. You meant the trial rolls?
A Yes, only those.
B Then we agree completely.`,
];
