import { handover, incoming as incomingTalk, lab, shift, store } from '../filling/plant.ts';
import type { Room } from '../room.ts';

export const production: Room = {
  key: 'production',
  kind: 'department',
  name: '生产部',
  members: ['zhou'],
  since: -83,
  filling: {
    exchanges: [...shift, ...handover],
    perDay: 1.43,
    from: -82,
    to: -1,
    speakers: ['zhou', 'lin', 'cheng', 'he', 'ma', 'sun', 'zhao', 'song', 'xu', 'shi', 'fang', 'qin'],
  },
  script: `
# -83
0930 zhou 生产部的群建好了，以后按部门进出，不用拉人。班次、停机、换型都在这里说，闲聊去午饭群
0932 ma 收到
0932 xu 收到
0935 shi 设备报修也在这里？
0937 zhou ^ 急的在这里，不急的走报修单，别让人翻聊天记录找
# -60
0912 shi 二号线减速机异响，中午换油看看，12:00 到 12:40 停机，@zhao 知道一下
0914 zhao 好，正好午休，人先去吃饭
1245 shi 换完了，油里有铜屑，建议下个月拆检，我先写进计划
1247 zhou ^ 写进去，别等它坏
# -38
0945 zhou 欢迎夏禾，管理培训生，前三个月在计划组跟林予安。三个车间都会去轮岗，大家多带带
0946 he 欢迎！
0947 xiahe 谢谢大家，我会先把工艺卡背熟 😂
0948 ma 工艺卡不用背，会查就行。安全要背
0949 song ^ 马主任说得对，来三号线第一件事是认急停
# -37
1004 xiahe 报告，三号线六个急停都找到了
1005 song 七个
1006 xiahe ……我再去找
1021 xiahe 第七个在收卷背面，找到了！
1022 song 👍 这个很多老员工都不知道
# -30
1630 zhou 小川今天最后一天，去他老家那边做了，谢谢他这几年在二号线
1632 ding 谢谢大家的照顾，有机会回来看你们
1633 zhao 保重！
1634 wutong 有空回来打球
# -11
0915 lin 四号线这两周顶了三号线的单子，@xu 班次够不够？
0918 xu 够，就是周末我不想排
0919 lin ^ 没有排周末，往后挪了两天，客户同意了
0920 xu 谢谢 🙏
# -4
1502 ma 一车间今天安全巡检，三项小问题：灭火器前堆了空托盘、踏板松、警示灯不亮。前两项已改，灯明天换
1505 zhou 好，空托盘是第二次了，明天班前会讲一下
# -1
0902 lin 本周产量：一号线 212 卷，二号线 198 卷，三号线 96 卷，四号线 240 卷。计划完成 97%
0904 zhou 三号线复产第一周有这个数，不错
1648 shi 下周设备计划：二号线拆检减速机{w+1}，四号线换网{w+3}，别的不动
1650 zhao ^ 减速机要停多久？
1653 shi 半天，备件都到了
1655 zhou {w+2} 8:00 到 12:00 全厂停电检修。下班前关机、关气、锁配电柜，三号线留一个人值守。看到请确认
! 5 ma song he zhao shi
# 0
0836 zhou 早会三件事：三号线{w+1}换辊，二号线{w+1}拆减速机，{w+4}客户来审核，现场从今天开始按审核的样子来
0841 lin 收到，排程已经错开，两条线不同时停
1009 song 三号线 10:08 降速，原因群里在查，计划先不动
1014 tang @lin 检验单缺一个批号，{lot+0:11} 那张，补一下我就能放行
`,
};

export const workshop2: Room = {
  key: 'workshop2',
  kind: 'department',
  name: '二车间',
  members: ['he'],
  since: -82,
  filling: {
    exchanges: [...handover, ...shift],
    perDay: 0.94,
    from: -81,
    to: -1,
    speakers: ['he', 'qin', 'song', 'jiang', 'yuan', 'xu', 'helan'],
    between: [8, 19],
  },
  script: `
# -82
0925 he 二车间群。交接班记录还是写本子上，这里只写下一班必须知道的
0926 qiu 好
0927 yuan 收到
# -43
0850 qin 提醒一下：排班表里{w-41}有人夜班下来第二天上早班，中间不到 11 小时，@he 这样不行
0853 he ^ 我看到了，排错了，袁野那天改中班
0854 yuan 谢谢秦越，我自己都没发现
0856 qin 应该的，大家以后看到也直接说
# -19
2214 qiu 三号线停了，二区加热掉了，料已经排空，人都没事。我在这里等设备的人
2216 he 我二十分钟到
2218 qiu 不用，石磊在路上了，你明早看就行，停都停了
2219 he 那我早点来，你们别硬修
# -7
0955 jiang 第一卷下来那一刻，全车间都在鼓掌哈哈
0956 helan 四号线表示终于可以不用替三号线打工了
0958 xu 话说早了，橙汀那单还在我们这
# 0
0822 qiu 夜班 14 卷，没有停机，收卷接头全换了新胶带。我下班了，早班加油
0825 song 好，好好睡
+ 🌙 qiu
1012 jiang 热电偶那个接头，建议三号线六个区都紧一遍
1013 he ^ 好主意，换辊那天一起做
`,
};

export const quality: Room = {
  key: 'quality',
  kind: 'department',
  name: '质量部',
  members: ['xie'],
  since: -82,
  filling: { exchanges: [...lab, ...incomingTalk], perDay: 1.04, from: -81, to: -1 },
  script: `
# -82
1010 xie 质量部群。放行、判级、偏差在这里说清楚依据，不写“应该没问题”
1011 tang 哈哈，收到
1012 ye 收到
# -22
0920 xie 欢迎凌子墨，实习到年底，跟苏念做力学
0921 ling 大家好，请多指教
0923 su 今天先认设备，下午教你夹样，夹歪了全白测
# -9
0838 su 三号线返磨的压辊到了？拿来我测硬度
0839 tang 在门口了，两个人抬着呢
# -1
1440 xie 审核要用的校准证书，谁手上有电子秤 3 号的？
1442 weilan 在我这，有效期到明年三月
1443 xie ^ 放到审核文件夹，谢谢
`,
};

export const warehouse: Room = {
  key: 'warehouse',
  kind: 'department',
  name: '华东仓',
  members: ['han'],
  since: -82,
  filling: { exchanges: store, perDay: 1.16, from: -81, to: -1 },
  script: `
# -82
0840 han 仓库群建好了，出入库异常、库位、盘点都在这里
0841 duan 收到
# -10
0905 han {m-1}盘点安排：{d-3}下午三点停出库，四点开始，两人一组，白露和彭城一组，我和小武一组
0907 peng 好
0908 bai 标签纸够吗？上次盘到一半没了
0910 han ^ 领了十卷
# -3
1505 han 停出库了，开始
1712 bai A、B 区盘完，账实一致
1731 peng C 区少两卷，25 µm 的，{lot-30:14}
1733 han 先别改账，明天白天找
1734 duan 我怀疑在退货区，上周有一托退货混进去过
# -2
0848 duan 找到了，就在退货区最里面，标签被挡住了
0849 han 👏 账实一致了。小武记性真好
+ 👏 duan peng bai
0852 bai 我把退货区的货架加了一排大标签
# -1
1702 han {m-1}盘点结果：4,316 卷，差异 0。表放在文件里：{m-1}盘点.xlsx
1704 bai 收工
`,
};

export const research: Room = {
  key: 'research',
  kind: 'department',
  name: '研发',
  members: ['du'],
  since: -81,
  filling: { exchanges: lab, perDay: 0.66, from: -80, to: -1 },
  script: `
# -81
1015 du 研发群，实验结果先贴数据再贴结论
# -33
1420 wen 低温热封的配方，B4 样 105 度就封上了，强度 9.2 N
1423 du ^ 重复几次？
1424 wen 六次，最低 8.8
1426 du 好，那可以和销售说了，但是只说“样品阶段”
1431 jifeng 涂层那边正好可以配 B4，附着力我下周测
# -12
0930 xinghe 18 µm 的卷曲，试了三档冷却温度，28 度最平
0933 jifeng 28 度能耗会高一点，换得来
0934 du 换得来。写成工艺卡建议给秦越
`,
};

export const incoming: Room = {
  key: 'incoming',
  kind: 'group',
  name: '来料与供应商',
  description: '来料异常、供应商回复、换货。',
  members: ['feng', 'zeng', 'tian', 'ye', 'xie', 'tang', 'lin', 'han', 'bai', 'xinghe'],
  since: -78,
  filling: { exchanges: incomingTalk, perDay: 0.66, from: -77, to: -1 },
  script: `
# -26
0918 ye 泽远树脂 {lot-27:03} 这批，晶点超标，每平方米 14 个，标准是 6。已经挂了红牌
0920 feng 量有多大？
0921 ye 两吨，只开了一袋
0924 zeng 我联系泽远，先让他们看自己留样
0926 lin 三号线本来明天要用，我先换成启明的料，排程不变
0928 xinghe 启明的熔指偏高 0.2，模温降 2 度就行
1505 zeng 泽远回复：留样没问题，怀疑是运输受潮，要派人来看
1509 ye 袋子内层是干的，不像受潮。我拍了照
1512 feng 让他们来，来了当面切片，不用在电话里争
# -24
1032 zeng 泽远的人到了，态度不错，带了显微镜
1148 ye 当面切了五片，晶点里面是凝胶，是他们换网后没排干净，对方承认了
1150 xie 好，要一份书面的 8D
1622 zeng 处理结果：两吨全换，运费他们出，8D 一周内给。另外这次的配合我觉得可以，不建议降级
1625 feng ^ 同意，出了错认得快，比从来不出错但不认的好
# -18
1420 zeng 泽远 8D 收到了，根因：换网后排料少了 40 分钟，现在写进作业指导书，并且前三袋加检
1424 xie 可以关闭
# -2
1010 tian 启明通知{w+5}起涨价 3%，我先压着没回
1013 feng 等我回来谈，别急
`,
};
