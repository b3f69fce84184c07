import { useState } from 'react';
import { MemberAvatar, useMembers } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { SearchField } from '#platform/web/ui/Field.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { IconCheck } from '@tabler/icons-react';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

/** So many rows are drawn; the others are found by name. */
const ROWS_MOST = 100;
const FIND_ABOVE = 6;

interface ChooseRecipientsProps {
  /** All others in the conversation. */
  readonly everybody: readonly MemberId[];
  /** Null: everybody. */
  readonly chosen: readonly MemberId[] | null;
  readonly ready: boolean;
  readonly onChange: (chosen: readonly MemberId[] | null) => void;
}

/** Whom of a group a ding asks: some of them, or everybody. */
export function ChooseRecipients({ everybody, chosen, ready, onChange }: ChooseRecipientsProps) {
  const t = useWords(words);
  const language = useLanguage();
  const [text, setText] = useState('');
  const cards = useMembers(everybody);
  // A list that grew while its names come would move under the finger.
  const isWhole = ready && cards.length >= Math.min(everybody.length, ROWS_MOST);
  const wanted = text.trim().toLowerCase();
  const found = cards
    .filter(({ name, active }) => active && name.toLowerCase().includes(wanted))
    .sort((a, b) => a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en'));
  const toggle = (id: MemberId) => {
    const old = chosen ?? [];
    onChange(old.includes(id) ? old.filter((one) => one !== id) : [...old, id]);
  };
  return (
    <div className="dg-choose">
      <Segmented
        label={t.to}
        value={chosen === null ? 'everybody' : 'choose'}
        wide
        options={[
          { value: 'choose', label: t.choose, count: chosen?.length ?? 0 },
          { value: 'everybody', label: t.everybody, count: everybody.length },
        ]}
        onChange={(next) => onChange(next === 'everybody' ? null : [])}
      />
      {chosen !== null && !isWhole && <Skeleton kind="list" rows={2} />}
      {chosen !== null && isWhole && (
        <>
          {everybody.length > FIND_ABOVE && <SearchField label={t.findMember} value={text} onChange={setText} />}
          {found.length === 0 && (
            <p className="tl-hint">{everybody.length === 0 ? t.nobodyHere : wanted === '' ? t.loading : t.noneFound}</p>
          )}
          <ul className="dg-people" aria-label={t.to}>
            {found.slice(0, ROWS_MOST).map(({ id, name }) => (
              <li key={id}>
                <label data-on={chosen.includes(id) ? '' : undefined}>
                  <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
                  <MemberAvatar id={id} size={22} />
                  <span className="tl-one">{name}</span>
                  <IconCheck size={16} stroke={2} aria-hidden />
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
