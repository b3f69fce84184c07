import type { Room } from '../room.ts';
import { shift } from '../filling/plant.ts';

/** The main thread: line 3 stops, is repaired, and runs towards a customer's audit. */
export const line3: Room = {
  key: 'line3',
  kind: 'group',
  name: '三号线复产',
  description: '三号线复产到{d+4}客户审核。只谈进度与异常，文件放到右下。Line 3 restart: progress and problems only.',
  members: ['zhou', 'lin', 'tang', 'he', 'luo', 'gu', 'han', 'qin', 'jonas', 'marta', 'qiu', 'bai'],
  since: -18,
  filling: { exchanges: shift, perDay: 0.61, from: -17, to: -3, speakers: ['he', 'qin', 'lin', 'tang', 'zhou'] },
  script: `
# -18
0941 zhou 三号线昨晚十点停了，原因两个：二区加热管坏了一组，压辊表面有划伤。这个群只谈复产，大家把手上的信息都放到这里。
0943 he 加热管备件库里有，今天能换。压辊麻烦，要返磨，外协报的是八到十天。
0944 zhou 八天还是十天，今天下班前给我一个准数
0944 he 好，我现在打电话
0947 lin 受影响的单子我先列一下：⏎- Norrland 18 µm 首批 42 卷⏎- 恒岳 25 µm 返单 18 卷⏎- 橙汀 20 µm 新品 6 卷⏎其中 Norrland 的交期最紧
0949 lin 恒岳和橙汀可以挪到四号线，Norrland 不行，四号线的模唇开不到 18
0951 qin 补充一下停机经过：22:06 温度曲线开始掉，22:11 手动停，料已经排空，没有烧料
0952 zhou ^ 处理得对。国栋下了夜班，等他睡醒再补细节，别现在去问他
+ 🙏 qiu
0953 qin 没问，曲线是系统里看的
1558 jonas Good morning. Understood that Line 3 is down. What may I tell Norrland today, and what should wait?
1601 lin ^ Tell them the truth: repair takes about two weeks, first rolls after that. I will give you a firm date tomorrow.
1603 jonas Thank you. A firm date tomorrow is better than a soft one today.
1630 he 外协确认：九天，{d-9}送回来。价格比上次贵八百，@luo 麻烦看一下
1634 luo ^ 金额在他的额度内，单子走审批就行，我这边不卡
1640 zhou 那就按{d-9}倒排。@lin 明天十点前出一版
1641 lin 收到
# -17
0952 lin 第一版复产排程：⏎1. {d-9} 压辊到货，装辊、对中⏎2. {d-8} 空载升温，24 小时⏎3. {d-7} 试车，先开 25 µm⏎4. {d-4} 开 18 µm⏎5. {d-3} 起正式排产
0955 he 第三步要留半天做张力标定，别排满
0956 lin ^ 已经留了，{d-7}下午整块空着
1002 tang 质量这边：试车三卷全检，18 µm 头五卷每卷取三个点
1003 zhou 可以
1510 jonas Norrland accepted the plan. Daniel says thanks for not promising next week. They ask whether their auditor may come on {D+4}.
1522 zhou ^ {d+4}可以，复产后正好跑了一周。@lin 你回一下
1524 lin {W+4} {D+4} works for us. Please tell them the line will have been running for a full week by then.
+ 👍 jonas zhou
1531 jonas Confirmed. Customer audit on {D+4}.
# -14
0910 qiu 夜班发现三号线冷却水压力偏低，不影响复产，但是顺手修掉比较好
0917 he ^ 好，和压辊一起处理，谢谢国栋
# -9
0833 he 压辊到了，外观没问题，硬度我让实验室测一下
0836 tang 苏念在测，半小时出结果
0912 tang 硬度 72、72、71，跳动 0.2，合格，报告放文件里了
~ 0914 硬度 72、72、71，跳动 0.02，合格，报告放文件里了
0913 he 那就装
1745 he 装好了，对中两道，明早升温
1746 zhou 辛苦，今天不加班，明早八点见
# -8
0805 he 开始升温，每区每小时 15 度
1120 qin 二区升得比别的区慢，差 6 度，还在范围里，先记下来
1126 he ^ 新加热管，正常，到了恒温再看
1617 qin 恒温后差 1 度，没问题了
# -7
0902 he 试车，25 µm，60 米起步
0948 he 第一卷下来了 👏
+ 👏 zhou lin tang han bai
+ 🎉 jonas marta luo
+ ❤️ qiu
0951 zhou 好！
0953 tang 第一卷：厚度 24.8 到 25.3，雾度正常，表面没有辊印
1004 han 试车卷先放待检区 C 排，别和正品混，我让白露贴了黄标
1006 bai 贴好了，三卷都是黄标
+ 👍 han
1733 marta Greetings from Porto. If you can keep one trial roll for me, I would like 2 m of it for our tear test.
1740 tang ^ Of course. Roll 2 is yours, I will cut it before it goes back to the store.
1742 marta Obrigada! 谢谢！
# -6
0914 he 有人看到我的红色笔记本吗
x 0915
0915 he 我想明天就把速度提到 120，25 µm 今天 100 跑得很稳
0922 tang 我有不同意见。才九卷，过程能力还算不出来，100 跑满 24 卷再提比较稳
0925 he 24 卷要多一天半，{d+4}审核前我想多攒点 18 µm 的数据
0929 tang 理解。但是如果 120 出一次断膜，赔进去的不止一天半
0931 he 断膜是张力问题，标定过了
0936 qin 我提个折中：明天上午 100 跑到第 16 卷，下午 120 跑两小时，每卷全检。数据好就留在 120，不好就退回来，谁也不用猜
+ 👍 tang he zhou
+ 💡 lin
0938 tang ^ 可以接受，两小时全检我来排人
0939 he 行，就按秦越说的来。小满说得也对，我是有点急
0940 zhou 这样很好。按这个做
> 0952 tang @he 全检的八卷我下午一点开始排，要两个人
> 0955 he 班里可以抽一个，另一个找四号线借
> 1003 zhou 四号线我去说
+ 👍 he
# -5
1412 he 下午 120，已经跑了一小时，没有断膜
1540 tang 两小时八卷，厚度极差 0.5 以内，Cpk 1.46。我收回意见，可以留在 120 😄
1541 he 没有你那两小时我心里也没这么踏实，谢谢
+ ❤️ tang
1544 qin 数据表：⏎'''⏎速度    卷数   极差 µm   Cpk⏎100     16     0.6       1.38⏎120      8     0.5       1.46⏎'''
1650 marta Very nice numbers. May I quote this table to the customer?
1656 tang ^ Yes, after Xie Rubing signs the report. Tomorrow morning your time.
# -4
0918 lin 18 µm 今天第一天，@qin 模唇间隙按哪一版？
0921 qin ^ 按第 4 版工艺卡，第 3 版的边缘补偿有错，别用
0922 lin 那第 3 版要作废，不然夜班会拿错
0924 qin 已经作废了，系统里只剩第 4 版，纸的我也收了
+ ✅ lin qiu
1105 he 18 µm 第一卷，膜面很好，就是左边 30 毫米偏薄
1109 qin 左边第 3、4 颗螺栓各松四分之一圈，等十分钟
1124 he 好了，偏差从 1.1 到 0.3
+ 👏 qin lin
> 1131 qiu 夜班也照这个来？
> 1134 he 对，第 4 颗别再动，标了红线
> 1136 qiu 明白，写进交接本
1640 han 托盘高度我改到 1.45 米，装车图在群里
1642 jonas Is 1.45 m the height with or without the pallet?
1644 han ^ with，托盘 0.15 在里面
# -3
0840 qiu 夜班 18 µm 跑了 11 卷，一卷因为接头降级，其余正常。交接本写好了
0843 zhou 国栋辛苦，接头那卷原因？
0845 he ^ 是收卷接头胶带受潮，换了一箱，仓库也查了，只有那一箱
0847 bai 那箱已经隔离，供应商换货单开了
1418 luo 复产的维修费用汇总：返磨、加热管、外协加班，合计 ¥38,640.00，在预算内
1420 zhou 好
# -2
0905 lin 第 {k+0} 周排产初稿发在文件里，请{w-1}中午前提意见
1131 gu 门禁的事和复产不在一个群里说，但三号车间的各位请注意：{d+2}起改用二维码，看公司通知
1133 qin ^ 刷脸机当天拆，对吧？
1135 gu 对，当天拆，数据当天清，您可以来看着清
1136 qin 好，我来
1610 tang 审核资料清单出来了，在审核群。这里只说一件：现场要挂的工艺卡必须是第 4 版
# -1
1002 lin 排产意见收到三条，都改了，现在是第 2 稿
1355 he 三号线连续第五天没有非计划停机
+ 👍 lin tang qin luo
+ 🎉 jonas marta
1356 zhou 👍
1701 marta For lot {lot-5:07} I have the tear test: 41 N against 38 N required. All good from Porto.
+ 💪 tang jonas
1841 jonas The Hamburg samples are packed. Can Line 3 run the 18 µm film before {D+3}? The customer audit is on {D+4}.
# 0
0903 zhou 早。Jonas 的问题今天上午回掉。@he 换辊安排在哪天？
0907 he 原计划{w+2}，可以提前到{w+1}
1008 he 二区烘箱刚才超温 12 ℃，已经降速，正在查热电偶。各工序先不用停
1011 qin 是热电偶接头松了，紧上就回来了，前后四分钟，这段膜我标出来了
1013 zhou 处理得快。标出来的那段不要入库
+ ✅ qin he
1016 tang ^6 @lin 来得及，{w+1}换辊。
1018 he 我这边也没问题，{w+1}上午换，下午就能开 18
+ 👍 zhou tang qin
1021 lin 好，就这么排。
`,
};
