import { IconPlus } from '@tabler/icons-react';
import { useMe } from '#identity/web/index.ts';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { SeatList } from '../company/SeatList.tsx';
import { words } from '../words.ts';

/** The companies of the account: switch, or create another. */
export function CompaniesSection() {
  const t = useWords(words);
  const me = useMe();
  if (me === null) return <Skeleton kind="list" rows={2} />;
  return (
    <>
      <SeatList seats={me.seats} markHere />
      <ButtonLink to="/companies/new" icon={<IconPlus size={18} stroke={1.75} aria-hidden />}>
        {t.anotherCompany}
      </ButtonLink>
    </>
  );
}
