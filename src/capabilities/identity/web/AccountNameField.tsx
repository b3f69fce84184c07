import type { ReactNode } from 'react';
import { TextField } from '#platform/web/ui/Field.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

interface AccountNameFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly autoComplete: string;
  readonly autoFocus?: boolean;
}

/** The e-mail address or phone number of an account. */
export function AccountNameField(props: AccountNameFieldProps) {
  const t = useWords(words);
  return (
    <TextField
      {...props}
      label={t.accountName}
      autoCapitalize="none"
      spellCheck={false}
      inputMode="email"
      required
      minLength={3}
      maxLength={254}
    />
  );
}
