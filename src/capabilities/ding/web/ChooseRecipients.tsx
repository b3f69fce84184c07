import { IconCheck, IconSitemap, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '#chat/web/index.ts';
import type { FoundDepartment } from '#directory/model/contract.ts';
import { MemberAvatar, useDepartmentSearch, useMembers, useMentionHits } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { usePhone } from '#platform/web/useMedia.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { SearchField } from '#platform/web/ui/Field.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

/** So many rows are drawn; the others are found by name. */
const ROWS_MOST = 100;
/** Before anything is asked for: on a phone what follows has to be seen, too. */
const DEPARTMENTS_SHOWN = { phone: 2, desk: 4 };
const DEPARTMENTS_FOUND = 12;

interface ChooseRecipientsProps {
  /** All others in the conversation, or, where anybody can be chosen, those who come to mind. */
  readonly everybody: readonly MemberId[];
  /** May be anybody of the company, found by name. */
  readonly isOpen: boolean;
  /** Null: everybody. */
  readonly chosen: readonly MemberId[] | null;
  readonly departments: readonly FoundDepartment[];
  readonly ready: boolean;
  readonly onChange: (chosen: readonly MemberId[] | null, departments: readonly FoundDepartment[]) => void;
}

/** Whom a ding asks: some of a group, or of all, and whole departments; or everybody in the group. */
export function ChooseRecipients({ everybody, isOpen, chosen, departments, ready, onChange }: ChooseRecipientsProps) {
  const t = useWords(words);
  const language = useLanguage();
  const phone = usePhone();
  const [text, setText] = useState('');
  const cards = useMembers(everybody);
  const wanted = text.trim();
  const me = useMe();
  const hits = useMentionHits(wanted === '' ? null : wanted, isOpen ? null : cards, ROWS_MOST);
  const search = useDepartmentSearch(
    text,
    wanted === '' ? DEPARTMENTS_SHOWN[phone ? 'phone' : 'desk'] : DEPARTMENTS_FOUND,
  );
  // A list that grew while its names come would move under the finger.
  const isWhole =
    ready && cards.length >= Math.min(everybody.length, ROWS_MOST) && (search.value !== null || search.error !== null);
  const listed = wanted === '' ? cards.filter(({ active }) => active) : hits.filter(({ id }) => id !== me);
  const found = [...listed].sort((a, b) => a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en'));
  const units = search.value ?? [];
  const toggle = (id: MemberId) => {
    const old = chosen ?? [];
    onChange(old.includes(id) ? old.filter((one) => one !== id) : [...old, id], departments);
  };
  const isIn = ({ id }: FoundDepartment) => departments.some((one) => one.id === id);
  const toggleUnit = (unit: FoundDepartment) =>
    onChange(chosen, isIn(unit) ? departments.filter(({ id }) => id !== unit.id) : [...departments, unit]);
  return (
    <div className="dg-choose">
      {isOpen ? (
        <span className="tl-label" aria-hidden>
          {t.to}
        </span>
      ) : (
        <Segmented
          label={t.to}
          value={chosen === null ? 'everybody' : 'choose'}
          wide
          options={[
            { value: 'choose', label: t.choose, count: (chosen?.length ?? 0) + departments.length },
            { value: 'everybody', label: t.everybody, count: everybody.length },
          ]}
          onChange={(next) => onChange(next === 'everybody' ? null : [], [])}
        />
      )}
      {chosen !== null && !isWhole && <Skeleton kind="list" rows={2} />}
      {chosen !== null && isWhole && (
        <>
          {departments.length > 0 && (
            <ul className="dg-chips" aria-label={t.chosenDepartments}>
              {departments.map((unit) => (
                <li key={unit.id} className="dg-chip dg-unit">
                  <IconSitemap size={16} stroke={1.75} aria-hidden />
                  <span className="tl-one">{unit.name}</span>
                  <span className="dg-unit-people">{t.peopleIn(unit.people)}</span>
                  <IconButton
                    icon={<IconX size={14} stroke={1.75} />}
                    label={t.removeOne(unit.name)}
                    size="sm"
                    onClick={() => toggleUnit(unit)}
                  />
                </li>
              ))}
            </ul>
          )}
          <SearchField label={t.findWhom} value={text} onChange={setText} />
          {found.length === 0 && units.length === 0 && !(isOpen && wanted === '') && (
            <p className="tl-hint">{wanted === '' ? t.nobodyHere : t.noneFound}</p>
          )}
          {found.length > 0 && (
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
          )}
          {units.length > 0 && (
            <ul className="dg-people dg-units" aria-label={t.departments}>
              {units.map((unit) => (
                <li key={unit.id}>
                  <label data-on={isIn(unit) ? '' : undefined} title={[...unit.above, unit.name].join(' / ')}>
                    <input type="checkbox" checked={isIn(unit)} onChange={() => toggleUnit(unit)} />
                    <IconSitemap size={18} stroke={1.75} aria-hidden className="dg-unit-icon" />
                    <span className="dg-unit-name">
                      <span className="tl-one">{unit.name}</span>
                      {unit.above.length > 0 && <small className="tl-one">{unit.above.join(' / ')}</small>}
                    </span>
                    <span className="dg-unit-people">{t.peopleIn(unit.people)}</span>
                    <IconCheck size={16} stroke={2} aria-hidden />
                  </label>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
