import { useEffect, useMemo, useState } from 'react';
import { CodeText } from '#platform/web/ui/CodeText.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../../model/contract.ts';
import { extensionOf } from '../../model/naming.ts';
import { rowsOf, showingOf } from '../../model/showing.ts';
import { filePath } from '../paths.ts';
import { words } from '../words.ts';
import { decodeText } from './decoding.ts';
import { NotShown } from './NotShown.tsx';
import './preview.css';

const ROWS_MAX = 500;

async function textOf(file: Attachment, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(filePath(file, 'whole'), { signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return decodeText(await answer.arrayBuffer());
}

/** A text as it is written: letters, never markup. */
export function TextPreview({ file }: { readonly file: Attachment }) {
  const t = useWords(words);
  const [text, setText] = useState<string | null | undefined>();
  const [failed, setFailed] = useState(false);
  // Not kept anywhere: what is taken back is gone from here too.
  useEffect(() => {
    const stop = new AbortController();
    textOf(file, stop.signal).then(setText, () => stop.signal.aborted || setFailed(true));
    return () => stop.abort();
  }, [file]);
  if (failed) return <NotShown file={file} why={t.notLoaded} />;
  if (text === undefined) return null;
  if (text === null) return <NotShown file={file} why={t.notText} />;
  if (showingOf(file) === 'table') return <Table text={text} name={file.name} />;
  return (
    <section className="fi-text" aria-label={file.name} tabIndex={0}>
      <CodeText text={text} language={extensionOf(file.name)} />
    </section>
  );
}

function Table({ text, name }: { readonly text: string; readonly name: string }) {
  const t = useWords(words);
  const { rows, more } = useMemo(() => rowsOf(text, ROWS_MAX), [text]);
  const [head = [], ...body] = rows;
  return (
    <section className="fi-table" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p>{t.firstRows(ROWS_MAX)}</p>}
    </section>
  );
}
