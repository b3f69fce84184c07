import { IconCheck, IconChevronRight } from '@tabler/icons-react';
import type { Me } from '#identity/model/contract.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { chooseCompany, useSession } from '#platform/web/session.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Role } from '../../model/roles.ts';
import { useRoleNames } from '../roles.ts';
import { words } from '../words.ts';
import './company.css';

type Seat = Me['seats'][number];

interface SeatListProps {
  readonly seats: readonly Seat[];
  /** Marks the company on the screen. */
  readonly markHere?: boolean;
}

/** The companies of an account; those that wait for approval cannot be entered. */
export function SeatList({ seats, markHere = false }: SeatListProps) {
  const t = useWords(words);
  const go = useGo();
  const { companyId } = useSession();
  return (
    <ul className="di-seats" aria-label={t.companies}>
      {seats.map((seat) => {
        const here = markHere && seat.companyId === companyId;
        if (seat.status === 'waiting' || here) {
          return (
            <li key={seat.companyId} className="di-seat">
              <SeatFace seat={seat} />
              {here ? (
                <Tag kind="accent" icon={<IconCheck size={12} stroke={2} aria-hidden />}>
                  {t.here}
                </Tag>
              ) : (
                <Tag kind="held">{t.waiting}</Tag>
              )}
            </li>
          );
        }
        return (
          <li key={seat.companyId}>
            <button
              type="button"
              className="di-seat"
              onClick={() => {
                chooseCompany(seat.companyId);
                go('/');
              }}
            >
              <SeatFace seat={seat} />
              <IconChevronRight size={18} stroke={1.75} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function SeatFace({ seat }: { readonly seat: Seat }) {
  const names = useRoleNames();
  return (
    <>
      <Avatar id={seat.companyId} name={seat.companyName} kind="group" size={36} />
      <span className="tl-grow">
        <b className="tl-one">{seat.companyName}</b>
        <small className="tl-one">
          {seat.memberName} {names[seat.role as Role] ?? ''}
        </small>
      </span>
    </>
  );
}
