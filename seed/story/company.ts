import { lunch as lunchTalk, meetings, newcomer, shuttle, support } from '../filling/office.ts';
import type { Room } from '../room.ts';

export const everybody = (members: readonly string[]): Room => ({
  key: 'everybody',
  kind: 'group',
  name: '青禾全员',
  description: '全公司都在。公告看通知，这里说大家都用得上的话。',
  members,
  since: -84,
  script: `
# -84
0915 shen 各位早。从今天起公司的沟通搬到这里。我只提一个要求：下班以后不要找人，真有急事也想清楚再发。大家相互提醒，包括提醒我
0918 gu 使用上的问题去“IT 服务台”，陆鸣和小默在
0930 ma 终于不用在五个群里找一张图了
1521 jonas Good morning from Hamburg. Happy to be in the same place as all of you.
1526 shen ^ Welcome Jonas. We will write in both languages when it matters.
# -71
1002 tiantian 食堂从下周开始每周三有面，北方的同事有福了
1003 duan 好消息！
1004 song 拉面还是刀削面？
1006 tiantian ^ 先拉面，反响好再加
# -58
0910 gu 体检安排在下下周，名单按车间分三天，夜班的同事单独排在下班前一小时，不占休息
0913 qiu 谢谢考虑夜班
# -46
1525 jonas From today Daniel and Ingrid from Norrland Packaging are with us as guests, in one group only. They see that group and nothing else.
1527 qin ^ 谢谢说明。客人看不到通讯录，对吗？
1529 lu 对，客人只看得到自己所在的群和群里的人
# -40
1640 tiantian 丢了一副黑框眼镜，在前台，谁的来领
1648 jifeng 我的，难怪今天看什么都是涂层
# -35
1603 shen 最近一个季度的数出来了：产量比去年同期多 11%，客诉少 4 件，准时交付 96.2%。这是每条线每个班干出来的，谢谢大家。另外海外第一次超过两成
1605 jonas Thank you, all. Twenty percent was a dream two years ago.
1606 chen 下个季度继续
1608 luo 季度奖{w-30}到账
1609 yuan 财务最美的一句话
1610 helan 哈哈哈哈
# -29
0935 gu 制度更新：加班要事先申请，事后补的一律退回，主管也一样。不是为了省钱，是为了大家下班能真的下班
0937 he 支持，我带头
~ 0939 支持，从二车间开始
# -21
1130 tiantian 楼下快递柜换新的了，取件码会发到手机，旧柜子的件{w-19}前取走
# -12
0940 xue 内部推荐：设备工程师一名，过程检验员一名，推荐成功有奖励，简历发我就行
# -7
1003 zhou 三号线今天试车成功，第一卷 09:48 下线。谢谢设备、质量、仓库、采购，也谢谢四号线这两周替我们扛着
1004 shen 👏👏 晚上早点回去休息
1706 marta Parabéns! Congratulations from Porto!
# -4
1128 tiantian {w-3}消防演练，十点整，二号门集合，电梯停用。仓库二号消防通道请{w-3}前清空
1131 han 通道已经清空
# -2
0920 gu @all {d+2}（{w+2}）起三号车间改用二维码门禁，刷脸机同日拆除、数据同日清除。旧门卡到{d+4} 18:00 失效。手机不方便的同事，前台可以领备用卡
0923 qin 作为员工代表补充一句：这次换门禁我参加了，二维码只记门开过，不记是谁停留多久
0925 duan 手套戴着怎么扫？
0927 gu ^ 门口有感应区，备用卡一样能用，不用摘手套
1529 lena Does this touch the Hamburg office?
1531 gu No, only workshop 3 in Suzhou.
# -1
1620 shen {d+4}客户来审核。不用为了审核临时加班打扫，平时什么样就什么样，我们平时就不错
1622 he 👍
# 0
0905 tiantian 早上好，{w+3}食堂检修半天，中午改在二楼小餐厅，{w+2}的面照常
0931 gu 提醒：备用卡已经到前台，三号车间的同事今天就可以领
`,
});

export const managers: Room = {
  key: 'managers',
  kind: 'group',
  name: '部门例会',
  description: '周一 08:30，三十分钟，站着开。',
  members: ['shen', 'kang', 'zhou', 'xie', 'du', 'chen', 'feng', 'gu', 'luo', 'lu', 'jonas'],
  since: -80,
  filling: { exchanges: meetings, perDay: 0.72, from: -79, to: -1 },
  script: `
# -35
0902 luo 最近一个季度：收入 ¥48.60 百万，毛利率 27.4%，应收天数 52，比上季度少 3 天。明细在文件里
0905 shen 应收是谁的功劳？
0906 luo 华东，秋实每周五盯一次
0907 chen 我转告他
# -18
0930 shen 三号线的事，周砚直接说需要什么
0932 zhou 两样：外协返磨加急费，和大家两周之内不要催 18 µm
0933 shen 都给
0934 chen 销售这边我来挡
# -6
1015 feng 树脂这个月涨了两成不到，我建议锁两个月的量
1019 luo 现金够，锁三个月也行，但是仓库放得下吗
1022 feng 两个月是仓库的上限，所以说两个月
1023 shen 那就两个月
# 0
0835 kang 今天例会纪要：⏎1. 审核{w+4}，周砚总负责，谢如冰接待⏎2. 树脂锁两个月，{w+1}签⏎3. 门禁{w+2}切换，顾南乔⏎4. 下周一例会改到周二
0836 shen 好
`,
};

export const audit: Room = {
  key: 'audit',
  kind: 'group',
  name: '客户审核准备',
  description: '{d+4}，Norrland 质量审核。清单在文件里，认领后写名字。',
  members: ['xie', 'tang', 'zhou', 'lin', 'he', 'qin', 'han', 'gu', 'jonas', 'marta', 'su', 'kang'],
  since: -15,
  script: `
# -15
1515 xie 审核组两个人，Norrland 的 Ingrid，加一个外聘审核员。范围：来料、三号线、仓储、追溯。一天
1518 jonas Ingrid is thorough and fair. She reads the records first and walks the line after.
1520 xie ^ 那就先把记录理好
1524 lin 追溯我来认领：从成品批号到树脂批号，目标十五分钟内查完
1525 kang 接待和翻译我来，乔伊然那天在上海，翻译谁行？
1527 lin 我可以，厂里的词我熟
# -13
0910 xie 清单第一版，38 项，文件里。今天下班前每项都要有名字
1642 xie 还剩 3 项没名字：校准、培训记录、虫害控制
1644 gu 培训记录是我的
1645 han 虫害控制是我的
1646 su 校准我来
1647 xie 齐了，谢谢
# -9
1402 lin 追溯演练第一次：23 分钟。慢在仓库那一步，纸质出库单要翻
1404 han ^ 我把出库单按批号重新排，下次五分钟内给你
# -6
1402 lin 第二次：12 分钟 🎉
+ 🎉 xie tang jonas
+ 👏 zhou he
1403 han 我只用了四分钟
1404 xie 👍 这一项可以打勾了
# -4
1533 jonas The audit plan from Ingrid is in the files: https://norrland.example/audit/plan. She starts with records at 09:00.
1536 xie 收到，顺序和我们想的一样
1541 tang 她要看换网记录，上个月的也要
1543 he ^ 有，我整理成一页
# -3
1626 marta I translated the process card of 18 µm into English. Please check the word for 换辊, I wrote “roller change”, not “roll change”.
1631 lin ^ Correct. Roll change is 换卷, that is another thing. 这个词上次在汉堡闹过笑话
1633 jonas We prepared a forklift for a “roll change”. Nobody needed one.
1634 tang 😂😂
+ 😂 jonas marta lin
# -2
1605 tang 现场清单：⏎- 工艺卡第 4 版，三处⏎- 黄标卷全部移走⏎- 模唇检查表挂在控制台左边⏎- 急停标识补两个
1607 he 急停标识今天下午就补
1608 xie 已完成 31 项，还有 7 项，都有日期，不慌
# -1
1528 xie 已完成 36 / 38
1529 zhou 剩下哪两项？
1530 xie 校准证书的英文说明，和欢迎牌。前一个苏念{w+1}给，后一个康宁
1532 kang 欢迎牌上写什么语言？
1533 jonas English and Swedish. “Välkommen” is enough, they will smile.
# 0
0918 su 校准证书英文说明提前做好了，请 @marta 看看术语
0921 xie 谢谢苏念，37 / 38
+ 👏 tang lin marta
0940 lin 我把追溯演练的记录也放进去了，三次：23、12、9 分钟
`,
};

export const complaint: Room = {
  key: 'complaint',
  kind: 'group',
  name: '恒岳食品 8D',
  description: '恒岳 25 µm 热封不良，从发现到关闭。',
  members: ['xie', 'tang', 'liang', 'zhuyan', 'xinghe', 'sun', 'su', 'han', 'zhou'],
  since: -41,
  script: `
# -41
0922 zhuyan 恒岳反馈：25 µm 的膜在他们二号机上热封开口，三卷里有两卷，他们已经停用，换了库存
0924 liang 先道歉，再问清楚，不要先解释
0926 zhuyan 已经道歉了。批号 {lot-50:09}，机速 45，封刀 128 度
0929 xie 立 8D，唐小满负责。今天做三件：封存同批、取留样、派人去现场
0931 han 同批库存 26 卷，已经封存，贴红标
0934 su 留样在测，中午出
1152 su 留样热封强度 7.9，标准不低于 8.5，确实低
1154 tang 我下午去客户那，带两卷好的去换
# -40
0908 tang 客户现场看了，机器没问题，是我们的膜。电晕面反了一半，分切时翻卷那一段
0911 sun 那天是我的班，翻卷以后没有重新测电晕面，是我漏了
+ 🙏 xie tang zhou
0913 xie ^ 谢谢直接说。先把办法想好，不追究人
0915 sun 以后翻卷必测，测完签名，我来写进检查表
0918 xinghe 我建议再加一道：在卷芯上印箭头，翻了一眼就看得出来
0919 zhou 这个好，不靠记性
1430 liang 客户问会不会赔
1433 xie 换货 26 卷，加他们停机两小时的人工，这个数合理
1436 liang 我去说
# -39
1015 zhuyan 客户接受了，还说我们反应快
1016 liang 👍 唐小满当天到现场这一条最管用
# -36
0940 tang 箭头卷芯的样品到了，试了二十卷，一眼能认
0942 sun 检查表第 2 版也好了，夜班已经讲过
# -31
1108 tang 二十天内翻卷 64 次，全部有测，没有再反的
1110 xie 效果确认了，8D 可以关。报告给恒岳
# -30
1522 zhuyan 恒岳签回来了，关闭。他们质量的意思是箭头卷芯以后都要
1524 zhou 以后都有
1525 liang 坏事变好事
1526 tang 谢谢孙立夏第一时间说实话，省了我们至少三天
1528 sun 🙏
# -28
0935 xie 群留着查资料，不再说新事
`,
};

export const helpdesk = (members: readonly string[]): Room => ({
  key: 'helpdesk',
  kind: 'group',
  name: 'IT 服务台',
  description: '账号、网络、打印机、扫码枪。工作时间有人，写清楚地点和现象。',
  members,
  since: -84,
  filling: { exchanges: support, perDay: 0.94, from: -83, to: -1, answers: ['yan', 'yan', 'lu'], between: [8, 17] },
  script: `
# -84
1005 lu 提问请写三样：在哪里、做什么、看到什么。截图最好
1008 duan 仓库，扫码，枪不叫
1009 yan ^ 完美的提问 😄 马上过来
# -30
1401 xie 质量共享盘的旧报表打不开，提示版本太旧
1404 yan 我这边转一下格式，今天给
1630 yan 转好了，顺手写了个脚本，以后这样打一行就行：⏎'''sh⏎convert-report --from 2019 --to current *.qrp⏎'''
1632 xie 厉害，但我还是会来找你
# -8
0945 lu 二维码门禁的读头到了，{w-5}先装一号门试用
0948 qin 试用期间记录保留多久？
0951 lu ^ 七天自动删，管理员也看不到是谁，只有门和时间段的次数
+ 👍 qin gu
0953 qin 请把这一条写进说明，我会签字
0955 lu 写进去了，第 3 条
# -2
1410 lu {w+2}切换那天，早上六点到七点门是常开的，保安在，不会有人进不来
`,
});

export const badminton: Room = {
  key: 'badminton',
  kind: 'group',
  name: '周四羽毛球',
  members: ['tang', 'lin', 'song', 'wutong', 'yao', 'jifeng', 'tiantian', 'yan', 'ren', 'zeng', 'qin'],
  since: -79,
  filling: { exchanges: shuttle, perDay: 1.87, from: -78, to: -2, weekday: 4, between: [11, 18] },
  script: `
# -79
1205 tang 周四晚上七点，体育中心，两片场，谁来接龙
1206 song 1 我
1207 wutong 2
1208 yan 3，菜鸟
1209 lin 4
1210 tang ^2 都是菜鸟，放心
# -45
1217 jifeng 昨天谁把我的拍子拿走了，黑色的
1218 yao 我！打了一晚上觉得今天手感真好
1219 jifeng 怪不得我打得像在拍苍蝇
# -20
1203 tiantian 统计一下 T 恤尺码，背后印什么？
1205 wutong “网前无敌”
1206 song “捡球小组”
+ 😂 lin yan wutong
1207 lin 投捡球小组一票
1208 yan 捡球小组 +1
1209 tiantian 全票通过
# -6
1221 ren 我脚扭了，这周来给大家看包
1222 tang 好好养着，看包也算出勤
# -1
1212 tang 场地订好了，两片，还是七点
1214 song 审核前一天晚上还打？
1215 tang 打，输的人第二天负责微笑
+ 😂 song lin yao
# 0
0928 yao 我这周带一筒新球
`,
};

export const lunch: Room = {
  key: 'lunch',
  kind: 'group',
  name: '中午吃什么',
  members: ['cheng', 'lin', 'tang', 'zhuyan', 'su', 'meng', 'tiantian', 'wen', 'xue', 'xiahe', 'zeng'],
  since: -76,
  filling: { exchanges: lunchTalk, perDay: 0.72, from: -75, to: -1, between: [10, 12] },
  script: `
# -76
1055 cheng 群如其名
1056 meng 今天食堂有糖醋小排，手慢无
# -37
1101 xiahe 请问食堂几点人最少？
1103 cheng ^ 11:40，再早财务部全在
1104 meng 我们那是为了对账，不是为了小排
# -13
1108 wen 门口新开的馄饨店有人去过吗
1110 su 去过，汤好，馄饨一般，等位久
1111 zhuyan 那就是适合冬天一个人去
# -2
1104 tiantian 食堂想加一个窗口，大家想吃什么？可以多选
? 面 = cheng xiahe wen zeng | 轻食 = lin tang zhuyan | 川菜 = cheng meng su zhuyan | 维持现状 = xue
# -1
1109 tang 今天小排
1110 meng 已经在排队
1111 lin 帮我占一个
`,
};

export const newcomers: Room = {
  key: 'newcomers',
  kind: 'group',
  name: '新人营',
  description: '新来三个月内的同事和带教人。什么都可以问。',
  members: ['gu', 'xue', 'lin', 'song', 'su', 'xiahe', 'ling', 'han'],
  hidesHistory: true,
  since: -39,
  filling: {
    exchanges: newcomer,
    perDay: 0.39,
    from: -36,
    to: -2,
    speakers: ['xiahe', 'ling'],
    answers: ['lin', 'song', 'su', 'xue', 'gu'],
  },
  script: `
# -38
1012 gu 夏禾来了，欢迎！带教是林予安，第一周去三号线，宋知远带
1014 xiahe 谢谢！带教手册我看了一遍，有个问题：为什么下班后的消息要第二天才提醒？
1017 gu ^ 公司约好的，你下班了就是下班了。急事另有办法，而且要留记录
1019 xiahe 上一家实习的时候十一点还在回消息……
1020 song 在这里十一点回消息会被夜班笑
# -22
1108 gu 凌子墨也到了，实验室，苏念带
1109 ling 大家好！
1110 xiahe 欢迎，终于有人和我一起问傻问题了
1111 su 没有傻问题，只有没夹好的样条
# -10
1534 xiahe 这周我独立排了四号线两天的计划，没有改
1536 lin ^ 确实没有改，我检查过。很好
+ 🎉 gu song ling
1537 xiahe 😭 谢谢带教
# -2
1015 ling 拉伸曲线终于和苏念姐的重合了
1017 su 夹了一百四十根样条的结果
`,
};
