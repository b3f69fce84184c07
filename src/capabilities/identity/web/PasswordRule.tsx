import { IconCheck } from '@tabler/icons-react';
import { useWords } from '#platform/web/words.ts';
import { PASSWORD_MIN, weaknessOf } from '../model/passwordRule.ts';
import { words } from './words.ts';

interface PasswordRuleProps {
  readonly password: string;
  readonly accountName: string;
}

/** The rule for passwords in one line, ticked once it is met. */
export function PasswordRule({ password, accountName }: PasswordRuleProps) {
  const t = useWords(words);
  const met = weaknessOf(password, accountName) === null;
  return (
    <span className="id-rule" data-met={met ? '' : undefined}>
      {met && <IconCheck size={14} stroke={2} aria-hidden />}
      {met ? t.passwordGood : t.passwordHint(PASSWORD_MIN)}
    </span>
  );
}
