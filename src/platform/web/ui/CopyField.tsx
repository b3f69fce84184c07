import { IconCheck, IconCopy, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { copyText } from '../copyText.ts';
import { useWords } from '../words.ts';
import { Button, IconButton } from './Button.tsx';
import { Field } from './Field.tsx';
import { words } from './words.ts';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  /** Hidden until asked for. */
  readonly secret?: boolean;
}

/** A value to take along: a link, a code. */
export function CopyField({ label, value, secret = false }: CopyFieldProps) {
  const t = useWords(words);
  const id = useId();
  const [shown, setShown] = useState(!secret);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const Eye = shown ? IconEyeOff : IconEye;
  return (
    <Field id={id} label={label}>
      <span className="tl-copy">
        <span className="tl-box">
          <input
            id={id}
            readOnly
            value={value}
            type={shown ? 'text' : 'password'}
            className="tl-mono"
            onFocus={(event) => event.target.select()}
          />
          {secret && (
            <IconButton
              icon={<Eye size={18} stroke={1.75} />}
              label={shown ? t.hide : t.show}
              size="sm"
              className="tl-box-button"
              onClick={() => setShown(!shown)}
            />
          )}
        </span>
        <Button
          icon={
            copied ? <IconCheck size={16} stroke={2} aria-hidden /> : <IconCopy size={16} stroke={1.75} aria-hidden />
          }
          onClick={() => void copyText(value).then(setCopied)}
        >
          <span aria-live="polite">{copied ? t.copied : t.copy}</span>
        </Button>
      </span>
    </Field>
  );
}
