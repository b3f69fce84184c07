import { IconArrowsDownUp, IconScale, IconUsersGroup } from '@tabler/icons-react';
import { RadioCards } from '#platform/web/ui/Choice.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Preset } from '../../model/contract.ts';
import { words } from '../words.ts';

interface StyleCardsProps {
  readonly value: Preset;
  readonly onChange: (preset: Preset) => void;
  readonly columns?: 1 | 3;
  /** Where a title above says what it is. */
  readonly bare?: boolean;
}

/** The three management styles, each with what members will notice. */
export function StyleCards({ value, onChange, columns = 1, bare = false }: StyleCardsProps) {
  const t = useWords(words);
  return (
    <RadioCards
      label={t.style}
      bare={bare}
      value={value}
      onChange={onChange}
      columns={columns}
      options={[
        {
          value: 'top-down',
          label: t.topDown,
          hint: t.topDownHint,
          icon: <IconArrowsDownUp size={18} stroke={1.75} aria-hidden />,
        },
        {
          value: 'balanced',
          label: t.balanced,
          hint: t.balancedHint,
          icon: <IconScale size={18} stroke={1.75} aria-hidden />,
        },
        {
          value: 'self-managed',
          label: t.selfManaged,
          hint: t.selfManagedHint,
          icon: <IconUsersGroup size={18} stroke={1.75} aria-hidden />,
        },
      ]}
    />
  );
}
