import { IconLock } from '@tabler/icons-react';
import { defineWords, useWords } from '#platform/web/words.ts';
import './floors.css';

const words = defineWords({
  floors: { zh: '底线，没有开关', en: 'Floors: no switch' },
  hint: { zh: '预设、角色、接口都不能低于它们。', en: 'No style, role or interface goes below them.' },
  off: { zh: '下班后不响，上班时一次送达', en: 'Nothing notifies after work; it arrives once, when work starts' },
  override: {
    zh: '紧急放行要理由，每人 30 天 2 次，写进本人台账',
    en: 'An override needs a reason, is had twice in 30 days, and stands in the ledger of whom it reached',
  },
  gate: { zh: '所有通知都过同一道闸口，没有旁路', en: 'Every notification passes one gate; there is no way around it' },
  times: { zh: '不记录阅读时间、在线时间', en: 'No reading times, no last seen' },
  reading: { zh: '下班后的阅读，上班才算数', en: 'Reading after work shows only when work starts' },
  ranks: { zh: '回复快慢、在线多少，不进考核和排名', en: 'How fast somebody answers enters no review and no ranking' },
  place: { zh: '没有后台定位，打卡只存结果', en: 'No background location; a punch keeps its result only' },
  body: { zh: '指纹和人脸不上服务器', en: 'No fingerprints or faces on the server' },
  keys: { zh: '没有键盘、截屏、步数', en: 'No keystrokes, screenshots or steps' },
  exports: { zh: '导出会话，有自己的话的人都看得到', en: 'Who has words in an export of conversations sees it' },
});

const floors = [
  ['off', 'R2'],
  ['override', 'R4, R5'],
  ['gate', 'R14'],
  ['times', 'R17'],
  ['reading', 'R18'],
  ['ranks', 'R20'],
  ['place', 'R21, R22'],
  ['body', 'R23'],
  ['keys', 'R26'],
  ['exports', 'R30'],
] as const;

/** What no company switches: locks and no control at all. */
export function Floors() {
  const t = useWords(words);
  return (
    <section className="di-floors" aria-label={t.floors}>
      <header>
        <span className="di-floors-lock">
          <IconLock size={18} stroke={1.75} aria-hidden />
        </span>
        <span>
          <b>{t.floors}</b>
          <small>{t.hint}</small>
        </span>
      </header>
      <ul>
        {floors.map(([text, rule]) => (
          <li key={rule}>
            <IconLock size={16} stroke={1.75} aria-hidden />
            <span className="tl-grow">{t[text]}</span>
            <span className="tl-mono tl-small tl-text-3">{rule}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
