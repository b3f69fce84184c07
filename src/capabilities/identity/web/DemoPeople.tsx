import { IconChevronRight } from '@tabler/icons-react';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { FormError } from './FormError.tsx';
import type { Demo, DemoPerson } from './slots.ts';
import { useArrival } from './useArrival.ts';
import { words } from './words.ts';
import './identity.css';

interface DemoPeopleProps {
  readonly demo: Demo;
  readonly setup: string;
  readonly people: readonly DemoPerson[];
}

/** Whose eyes to look through in the invented company. */
export function DemoPeople({ demo, setup, people }: DemoPeopleProps) {
  const t = useWords(words);
  const arrive = useArrival();
  const enter = useAct(async (person: DemoPerson) => arrive(await demo.enter(setup, person.accountName)));
  const parts: Readonly<Record<string, string>> = {
    member: t.demoMember,
    manager: t.demoManager,
    admin: t.demoAdmin,
    representative: t.demoRepresentative,
  };
  return (
    <OpenPage title={t.demoTitle} subtitle={t.demoText}>
      <div className="id-ways">
        {people.map((person) => (
          <button
            key={person.accountName}
            type="button"
            className="id-way"
            aria-busy={enter.busy}
            onClick={() => void enter.run(person)}
          >
            <Avatar id={person.accountName} name={person.name} size={36} />
            <span className="tl-grow">
              <b>{person.name}</b>
              <small>{parts[person.part] ?? person.part}</small>
            </span>
            <IconChevronRight size={18} stroke={1.75} aria-hidden />
          </button>
        ))}
      </div>
      <FormError error={enter.error} />
    </OpenPage>
  );
}
