import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from '../copyText.ts';
import { useWords } from '../words.ts';
import { IconButton } from './Button.tsx';
import { CodeText } from './CodeText.tsx';
import { words } from './words.ts';
import './code.css';

interface CodeBlockProps {
  readonly text: string;
  readonly language: string;
}

/** A block of code in a text: what it is written in, and the way to take it along. */
export function CodeBlock({ text, language }: CodeBlockProps) {
  const t = useWords(words);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const [name = ''] = language.split(/\s/);
  return (
    <div className="tl-code">
      <div className="tl-code-head">
        <span>{name}</span>
        <IconButton
          size="sm"
          icon={
            copied ? (
              <IconCheck size={16} stroke={1.75} aria-hidden />
            ) : (
              <IconCopy size={16} stroke={1.75} aria-hidden />
            )
          }
          label={copied ? t.copied : t.copyCode}
          onClick={() => void copyText(text).then(setCopied)}
        />
      </div>
      <pre tabIndex={0}>
        <CodeText text={text} language={name} />
      </pre>
    </div>
  );
}
