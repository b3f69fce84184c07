/** The sales people at home. */
export const sales: readonly string[] = [
  `A {cust}下单了，{film} {12-60} 卷，{next}给合同
B 价格按上次？|价格呢？
A 按上次|涨了两个点，对方接受`,
  `A {cust}问 {film} 的交期
B 现在下{14-25} 天|问计划，别自己报
A 好，我回他|问了，{16-24} 天`,
  `A 本周报价 {4-11} 份，成交 {1-4} 份
B 没成的卡在哪？
A 两家比价，一家等样品|价格，差 {2-5}%`,
  `A {cust}的回款到了，¥{48-420},{100-900}.00
B 入账了|好，逾期表划掉一行`,
  `A 明天去{city}拜访{cust}，要带什么样？
B {film} 和 {film2} 各两米|带上新的检测报告
A 好`,
  `A {cust}采购换人了
B 新的人熟吗？|约时间带技术一起去一次
A 不熟，约了{next}见|约了{next}`,
  `A {cust}想要 {30-90} 天账期
B 先看他们过去一年的付款|最多 45，要罗经理同意
A 看了，付得准时，给 45|回了 45`,
  `A 对手在{city}降价了，大概 {3-6}%
B 不跟，讲服务|先守住三家老客户
C 我这边{cust}说不换，信得过我们`,
  `A 样品寄出，{cust}，单号尾号 {1000-9900}
B 谢谢|几天到？
A 👌|后天`,
  `A {cust}反馈这批手感好
B 转给车间，让他们高兴一下|😄`,
  `A 开票信息{cust}改了抬头，注意
B 改好了，上一张作废重开`,
  `A {cust}来厂，三个人，有一位素食
B 跟食堂说了|饭店我来订
A 谢谢`,
  `A 月度预测请今天填，空着的我会来找你
B 填了|{hour}前
A 收`,
  `A 高速堵了，{cust}那边我晚半小时
B 先打电话说一声
A 打了，他们也在堵`,
  `A {cust}投诉外箱破了两个角
B 是运输，照片给任远航理赔|我去看一眼，顺便拜访`,
  `A 合同扫描件少第 {2-6} 页
B 补传了|在，我漏扫了`,
];

/** With the customer in the room. */
export const orders: readonly string[] = [
  `A The draft of the order for week {week} is in the files.|I put the updated order sheet into the files.
B Thank you, checked. One line is in metres, the others in rolls.|Thanks, looks complete.
A Corrected, sorry for that.|Great.`,
  `A Question about packing: do you strap the pallet twice or three times?
B Three times since last year.|Twice plus film, that is stronger than it sounds.`,
  `A Our lab measured {17.6-18.4} µm on the trial piece.
B We have {17.7-18.3}, so the gauges agree.|Close enough to be boring, which is good.`,
  `A The invoice of the samples shows the old address of our plant.
B Corrected, a new one is on its way.|Thank you, I changed it for the future too.`,
  `A What is the core diameter on your side now?
B 76 mm, no change planned.|76 mm. If you need 152 we have to ask two weeks ahead.
A 76 is right.`,
  `A Are the samples of last week on their way?
B They left on {prevEn}, arrival in {3-6} days.|Yes, the papers are in the files.
A Perfect.`,
  `A Could we have the certificate of lot {lot} in PDF?
B In the files, page {2-4} has the sealing data.|Uploaded just now.
A Got it.`,
  `A We have a public holiday on {nextEn}, the gate is closed.
B Noted, the truck comes a day later.|Thanks for telling us before the driver found out.`,
  `A How do you store the film in summer?
B Below 28 degrees, out of the sun, and two weeks on the floor before use is ideal.|Same as in winter, only with more coffee for the people.
A Ha, understood.`,
  `A Next call on {nextEn}, 09:00 your time?
B Works.|Half an hour later would be kinder to us.
A Good, talk to you then.|Half past nine then.`,
];

/** Hamburg and Porto among themselves. */
export const europe: readonly string[] = [
  `A {custEn} asks for {4-18} rolls of {filmEn}, delivery in week {week}.
B I put it into the plan.|Possible, if they confirm by {nextEn}.
A They will.|I ask them today.`,
  `A Sample store: {3-14} parcels out today, {1-4} came back.
B Thank you.|Anything for {custEn}?
A 👍|Yes, leaves at three.`,
  `A The customs broker wants the tariff number again.
B Same as always, it is on the second page.|I sent him the list, for the fourth time.`,
  `A {custEn} had a technical question, I answered with the curve from the spring lots.
B Good, that one is still valid.|Please note the lot in the mail next time.
A Will do.`,
  `A Train is late, I join the call from the platform.
B No problem, we start with the stock list.|Take your time.`,
  `A Who has the key of the sample fridge?
B On the hook behind the door, as promised.|Me, sorry. Back in ten minutes.`,
  `A Forecast for next month: {120-260} rolls, mostly {filmEn}.
B A bit more than last month.|Is {custEn} in it?
A Yes, two new pouches.|Not yet, they decide on {nextEn}.`,
  `A Visit at {custEn} went well. They like that we say no sometimes.
B Best compliment.|What did we say no to?
A I thought so too.|To eight days.`,
  `A Printer in Hamburg has given up.
B Again?|Use the one downstairs, it likes me.
A It does not like me.`,
  `A I am off on {nextEn}, back the day after.
B Enjoy.|I look after your customers.`,
  `A {custEn} sent photos, the pouches look great.
B May we show them?|I forward them to Suzhou, they love to see where it ends up.
A They said yes.|Please do.`,
  `A Freight went up by {3-8}% this month.
B I tell customers only when it lasts longer than a quarter.|Noted for the offers.`,
  `A The complaint of {custEn} is answered, it was their own sealing bar.
B Said politely, I hope?|Nice detective work.
A Very politely.`,
  `A Label proofs for {custEn}: Portuguese line has a typo.
B Where?|I see it, corrected.
A Thanks.`,
  `A Question from {custEn}: can the film go into the recycling stream?
B Yes, the statement is in the files, version {2-5}.|Only without the coating. I send the sheet.`,
  `A Rain in Porto since {prevEn}.
B Sun in Hamburg, please note the date.|Send some here, the plants on the terrace ask.`,
  `A Stock here: {18-44} rolls of {filmEn}, {6-20} older than sixty days.
B I offer the older ones to {custEn}.|Good to know.`,
  `A Reminder: travel receipts by {nextEn}.
B Done.|Mine are in the shoe box, as every month.`,
];

/** In the plant and offices of the customer. */
export const packing: readonly string[] = [
  `A Line {1-3} packed {2100-4800} cases, no stops.|Line {1-3} is at {2100-4800} cases, one stop of {4-15} minutes.
B Nice.|Good, thanks.`,
  `A The belt on line {1-3} squeaks again.
B I oil it at noon.|New one is ordered, {nextEn} it is here.
A Thanks.`,
  `A Film delivery at {8-11}:30, two pallets. Who takes it?
B I do.|Elsa has the papers, I open the gate.`,
  `A Who moved the red tape?
B Me, it is by the scale.|It moves on its own, I have stopped asking.`,
  `A Label check {hourEn}: all fine.
B 👍`,
  `A We need one more person on {nextEn}, the big order comes.
B I can do the morning.|Ask me again on the day, probably yes.
A Thank you.`,
  `A Scale two shows {3-9} grams too much.
B Calibrate before the next batch, please.|I reset it, now it is right.`,
  `A Sealing temperature back to {122-128}, the film is a touch thicker today.
B Looks good.|Write it into the book, please.
A Done.`,
  `A Coffee machine is repaired.
B Finally.|Who do I hug?
A Oskar, he stayed an hour for it.|Oskar.`,
  `A Order for {custEn} is complete, {12-40} pallets.
B Truck comes at {13-15}:00.|Great, I send the papers.`,
  `A Safety walk tomorrow, please clear the aisle by the boxes.
B Cleared.|I do it after lunch.`,
  `A The new pouch samples are in the kitchen. Please try to open them with wet hands.
B Opens well.|The corner tears too easily, I marked it.
A Noted.`,
  `A Shift plan for next week is up, tell me today if it does not fit.
B Fits.|Can I swap {nextEn} with Karin?
A 👍|If Karin agrees, yes.`,
  `A Snow is forecast for {nextEn}, start from home a bit earlier or later, not at the same time.
B Later, gladly.|I take the early one.`,
  `A Waste of film last week: {1.1-2.9}%.
B Better than the week before.|The start-ups cost us most.`,
  `A Cardboard is low, {3-8} days.
B Ordered.|I call them.`,
];
