import { betweenDesks, betweenDesksEn } from '../filling/talk.ts';
import { direct, type Filling, type Room } from '../room.ts';

const quiet = (from = -80, perDay = 0.18, to = -3): Filling => ({ exchanges: betweenDesks, perDay, from, to });
const quietEn = (from = -78, perDay = 0.17, to = -3): Filling => ({
  exchanges: betweenDesksEn,
  perDay,
  from,
  to,
  between: [16, 19],
});

const ofLin: readonly Room[] = [
  direct(
    'lin',
    'zhou',
    -83,
    `
# -83
0942 lin 周经理，新的排产模板我放在文件里了，您看看字段够不够
0958 zhou 够了，备注栏再宽一点，夜班爱写长
# -47
1733 zhou 今天早点走，你昨天也走得晚
1734 lin 好，收完这一单就走
# -18
1105 zhou 三号线的排程你直接对销售，我不转一道手了，有分歧再找我
1107 lin 好的，谢谢信任
# -12
1620 lin 四号线顶单那件事，许冬青没有说累，但是我看他们连续两周满班，建议下周松一天
1623 zhou 同意，你排，我跟他说
# -1
1614 lin 第 {k+0} 周第 2 稿好了，您有空看
1702 zhou 看了，没问题。周末好好休息
+ 🙏 lin
# 0
0857 lin 早，二号线拆减速机和三号线换辊我错开了，一个上午一个下午
0901 zhou 好
1018 zhou 排产表十一点前给你，我还差二号线一个数
`,
    quiet(-80, 0.28),
  ),
  direct(
    'lin',
    'tang',
    -82,
    `
# -82
1141 tang 中午一起吃饭？
1142 lin 走，11:45 楼下
# -40
1912 tang 从恒岳回来了，路上堵了两小时
1913 lin 辛苦，明天晚点来，我跟谢经理说一声
1914 tang 已经说啦，谢谢
# -15
1025 lin 审核那天我翻译，你站我旁边，术语卡住了捞我一把
1027 tang 你捞我还差不多
# -6
1146 tang 我早上说话是不是有点冲？
1148 lin 没有，你说的是数据，嘉树也知道。后来不是挺好的吗
1149 tang 那就好。秦越那个折中真聪明
# 0
0949 tang 报销单我交了，杭州三天，住宿超了六十，写了原因
0952 lin 展会那几天都涨价，写清楚就行
`,
    quiet(-80, 0.3),
  ),
  direct(
    'lin',
    'he',
    -80,
    `
# -80
1320 he 排产能不能按换型时间最短来排，别按下单顺序
1324 lin 可以混着来：急单按交期，其余按换型。我做一版你看
# -26
1033 lin 明天三号线换启明的料，模温要降 2 度，沈星河说的
1035 he 知道了，写到交接本上
# -2
1655 he 换辊我想提前到{w+1}，你那边动得了吗
1658 lin 动得了，等 Jonas 那边定了我就挪
`,
    quiet(-78, 0.19),
  ),
  direct(
    'lin',
    'marta',
    -60,
    `
# -60
1602 marta Hello Lin, could you tell me which lots are going to Porto this month?
1608 lin Three lots, I will write the list for you tomorrow morning. It is easier to read than my memory.
1609 marta Thank you! No hurry.
# -37
1544 marta The list you make is so good that our customer asked who makes it.
1551 lin Tell them it is a person with tea. 🍵
# -5
1624 lin The lab report for lot {lot-5:07} is in Files.
1627 marta Got it, obrigada.
# -2
1712 marta Customer asks for 6 more rolls too, it seems {M+0} is the month of six. Is 18 µm possible this week?
1716 lin Daniel asked the same. I look into both tomorrow.
# -1
1010 lin 可以，{w+2}首卷送检。Sorry, in English: yes, first roll goes to the lab on {W+2}.
1622 marta I could read it! 首卷送检 is my new favourite.
+ 😄 lin
`,
    quietEn(-58, 0.17),
  ),
  direct(
    'lin',
    'jonas',
    -75,
    `
# -75
1533 jonas Hi Lin, thank you for the plan in two languages. It saves me an evening a week.
1541 lin It costs me ten minutes, so that is a good trade.
# -18
1620 jonas How sure are you about two weeks, between us?
1624 lin Eight out of ten. The grinding is the open question. I would not promise it to anybody yet.
1626 jonas Then I will not.
# -1
1512 jonas Samples left Hamburg this noon. I also put in two metres from the old lot, so that they can compare.
1515 lin Good idea, thank you. 周末愉快
1516 jonas 周末愉快!
`,
    quietEn(-73, 0.19),
  ),
  direct(
    'lin',
    'qin',
    -66,
    `
# -66
1013 qin 夜班津贴的说明我改了一版，想请你从排班的角度看看
1020 lin 看完了，第三段“连续夜班”建议写清楚是几天
1022 qin 对，写成“连续三个及以上”
# -29
1402 qin 加班要事先申请这条，班组里有人担心急修不算
1405 lin 急修在例外里，第 4 条，当班班长事后一小时内补就行
1406 qin 那我去解释，谢谢
# -1
1708 qin 台账我看过了，没有问题
1710 lin 好，辛苦
`,
    quiet(-64, 0.14),
  ),
  direct(
    'lin',
    'han',
    -72,
    `
# -72
0931 han 成品区这周进得猛，能不能让发货早半天
0934 lin 我跟任远航说，{w-71}起下午那趟提到十一点
0935 han 救命了
# -4
1608 han 托盘高度我改到 1.45 米，装车图在群里。
1612 lin 收到，谢谢。
`,
    quiet(-70, 0.17),
  ),
  direct(
    'lin',
    'luo',
    -55,
    `
# -55
1422 luo 这个月三号线的报废成本比预算高 4%，你那边有头绪吗
1430 lin 换型次数多了六次，小单拼得不好，下个月改
# -3
1009 luo 你的差旅报销我同意了，¥1,286.40
1010 lin 谢谢罗经理
`,
    quiet(-53, 0.08),
  ),
  direct(
    'lin',
    'gu',
    -39,
    `
# -39
1040 gu 夏禾明天到，带教手册我放她桌上了，你安排第一天就行，不用陪全程
1043 lin 好，上午我带她转一圈，下午跟宋知远
# -20
1533 gu 夏禾的一个月小结我看了，写得很具体，带教辛苦
1535 lin 她自己肯学
`,
    quiet(-37, 0.07),
  ),
  direct(
    'lin',
    'bai',
    -68,
    `
# -68
1108 bai 姐，三号线下线的卷芯有两种直径，标签贴的位置不一样，扫码老扫不到
1112 lin 我来统一，都贴在离端面 10 厘米
1113 bai 太好了
`,
    quiet(-66, 0.11),
  ),
  direct(
    'lin',
    'cheng',
    -82,
    `
# -82
0911 cheng 我把四号线的在制数导出来了
0912 lin 好，放共享表第二页
# -10
1518 cheng 下周我想请半天，孩子家长会，{w-6}下午
1519 lin 去吧，四号线我看着
# 0
0853 cheng 二号线昨晚少了 3 卷，是换型，不是停机
0855 lin 好，我改到表里
`,
    quiet(-80, 0.3),
  ),
  direct(
    'lin',
    'xiahe',
    -38,
    `
# -38
0933 xiahe 予安姐，我到楼下了，应该走哪个门？
0934 lin 二号门，我下来接你
# -31
1716 lin 今天先到这，排产不是一天学会的
1717 xiahe 好！我把今天的问题写成了清单，明天再问，不占你晚上
1718 lin 👍 这个习惯好
# -10
1540 xiahe 谢谢你检查完才告诉我没改，要是先说我肯定会紧张
1542 lin 哈哈，我第一次也是这样被检查的
`,
    quiet(-36, 0.39),
  ),
  direct(
    'lin',
    'lu',
    -61,
    `
# -61
1333 lin 计划组想要一块旧显示器，有富余吗
1336 lu 有，下午让小默送过去
# -8
1021 lu 三号车间的门禁名单，计划组谁要进？
1024 lin 我、程一帆、夏禾
1025 lu 好，三个人，其他人刷不开
`,
    quiet(-59, 0.07),
  ),
];

const ofOthers: readonly Room[] = [
  direct(
    'zhou',
    'shen',
    -80,
    `
# -18
0926 zhou 三号线的情况我在例会群说，先给您打个招呼：两周，人没事，料没损失
0928 shen 人没事就好。两周我来跟客户那边打招呼，需要我出面就说
# -7
0955 zhou 第一卷下来了
0956 shen 👏
`,
    quiet(-78, 0.11, -1),
  ),
  direct(
    'zhou',
    'he',
    -81,
    `
# -19
2225 he 三号线停了，我明早六点到，今晚不让夜班硬修
2227 zhou 对，先睡
# -6
1005 zhou 你和小满早上的讨论很好，两个人都说数据
1008 he 我确实急了，下次先看数
# 0
1014 he 热电偶处理完了，六个区换辊那天一起紧
1015 zhou 好
`,
    quiet(-79, 0.28, -1),
  ),
  direct(
    'jonas',
    'marta',
    -79,
    `
# -79
1722 jonas Marta, do you have the tear tests of the spring lots somewhere?
1725 marta All of them, in a folder called “spring”. I am that kind of person.
# -1
1627 marta Lin says first roll goes to the lab on {W+2}. I tell my customer now.
1629 jonas Perfect.
`,
    quietEn(-77, 0.33, -1),
  ),
  direct(
    'jonas',
    'qiao',
    -77,
    `
# -77
1511 jonas Could you check the Chinese on this label? I do not want to ship “keep away from happiness” again.
1514 qiao 😂 That was “防潮”. I check it now.
1526 qiao Checked, one character wrong, corrected.
`,
    quietEn(-75, 0.28, -1),
  ),
  direct(
    'jonas',
    'daniel',
    -45,
    `
# -45
1603 jonas Daniel, for things that are not about the order you can write to me here.
1606 daniel Good. First question: where do I get the tea that Lin always talks about?
1608 jonas I bring a box next time.
# -2
1618 daniel Are you with us tomorrow?
1620 jonas Today until noon, then back to Hamburg for the samples.
`,
    quietEn(-43, 0.14, -3),
  ),
  direct('jonas', 'lena', -78, '', quietEn(-77, 0.39, -1)),
  direct(
    'han',
    'bai',
    -81,
    `
# -2
0853 han 退货区那排大标签做得好
0854 bai 昨天找那两卷找怕了
`,
    quiet(-80, 0.28, -1),
  ),
  direct(
    'he',
    'qiu',
    -80,
    `
# -14
0914 he 冷却水那个你看得真细
0921 qiu 夜里安静，听得出来
`,
    quiet(-79, 0.19, -1),
  ),
  direct(
    'qin',
    'gu',
    -78,
    `
# -6
1603 qin 刷脸机的数据清除，我想在场
1606 gu 当然，{w+2}上午十点，机房，陆鸣操作，您和我签字
1608 qin 好，谢谢
`,
    quiet(-76, 0.14, -1),
  ),
  direct('xie', 'tang', -81, '', quiet(-80, 0.3, -1)),
  direct('luo', 'meng', -80, '', quiet(-79, 0.25, -1)),
  direct(
    'lu',
    'yan',
    -84,
    `
# -84
0902 lu 今天服务台会很热闹，你看电脑我看手机
0903 yan 准备好了，咖啡也准备好了
# 0
0912 lu {w+2}早上六点我来开门，你八点到就行
0914 yan 不行，要来一起来
0915 lu 那你带早饭
`,
    quiet(-82, 0.3, -1),
  ),
];

export const directs: readonly Room[] = [...ofLin, ...ofOthers];
