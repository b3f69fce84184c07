import { TextField } from '#platform/web/ui/Field.tsx';

interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether a recovery code is as good as digits. */
  readonly recovery?: boolean;
  readonly autoFocus?: boolean;
}

/** The digits of the authenticator app. */
export function CodeField({ recovery = false, ...rest }: CodeFieldProps) {
  return (
    <TextField
      {...rest}
      inputMode={recovery ? 'text' : 'numeric'}
      autoComplete="one-time-code"
      className="id-digits"
      maxLength={recovery ? 20 : 8}
    />
  );
}
