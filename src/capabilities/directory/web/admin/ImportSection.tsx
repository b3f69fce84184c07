import { IconDownload, IconFileTypeCsv } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { refuse, Refused } from '#platform/model/refusal.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { useWords } from '#platform/web/words.ts';
import { directory } from '../api.ts';
import { base64Of } from '../base64.ts';
import { type CsvFile, type ImportKind, ImportPreview, type Preview } from './ImportPreview.tsx';
import { words } from './words.ts';
import './admin.css';

/** The server takes 12 MB of base64: nine of file. */
const LARGEST = 9_000_000;
const UPLOAD_WITHIN_MS = 120_000;

/** Lists of members and departments: in from CSV with a preview and a dry run, and out again. */
export function ImportSection() {
  const t = useWords(words);
  const [kind, setKind] = useState<ImportKind>('members');
  const [file, setFile] = useState<{ csv: CsvFile; preview: Preview } | null>(null);
  const read = useAct(async (chosen: File) => {
    if (chosen.size > LARGEST) throw new Refused(refuse('directory.csvTooLong'));
    const content = await base64Of(chosen);
    const preview = await directory.previewImport({ content, kind }, { timeoutMs: UPLOAD_WITHIN_MS });
    setFile({ csv: { name: chosen.name, content, kind }, preview });
  });
  return (
    <>
      <PageHeader title={t.importExport} back="/admin" />
      <PageBody width="text">
        <Card
          title={t.importTitle}
          aside={
            file === null && (
              <Segmented
                label={t.importKind}
                value={kind}
                onChange={setKind}
                options={[
                  { value: 'members', label: t.members },
                  { value: 'departments', label: t.departments },
                ]}
              />
            )
          }
        >
          {file === null ? (
            <>
              <DropBox busy={read.busy} onFile={(chosen) => void read.run(chosen)} />
              <p className="di-note">{kind === 'members' ? t.csvHintMembers : t.csvHintDepartments}</p>
              <FormError error={read.error} />
            </>
          ) : (
            <ImportPreview csv={file.csv} preview={file.preview} onOther={() => setFile(null)} />
          )}
        </Card>
        <ExportCard />
      </PageBody>
    </>
  );
}

interface DropBoxProps {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

function DropBox({ busy, onFile }: DropBoxProps) {
  const t = useWords(words);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && !busy) onFile(file);
  }

  return (
    <div
      className="di-drop"
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileTypeCsv size={32} stroke={1.5} aria-hidden />
      <span className="tl-only-desk tl-text-2">{t.dropHere}</span>
      <Button busy={busy} onClick={() => input.current?.click()}>
        {t.chooseFile}
      </Button>
      <input
        ref={input}
        type="file"
        className="tl-hidden"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={t.chooseFile}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </div>
  );
}

function ExportCard() {
  const t = useWords(words);
  const step = useAct(async (kind: ImportKind) => {
    const { fileName, content } = await directory.exportCsv({ kind }, { timeoutMs: UPLOAD_WITHIN_MS });
    save(fileName, content);
  });
  return (
    <Card title={t.exportTitle}>
      <p className="di-note">{t.exportText}</p>
      <FormError error={step.error} />
      <div className="di-buttons">
        <Button
          icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
          busy={step.busy}
          onClick={() => void step.run('members')}
        >
          {t.exportMembers}
        </Button>
        <Button
          icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
          busy={step.busy}
          onClick={() => void step.run('departments')}
        >
          {t.exportDepartments}
        </Button>
      </div>
    </Card>
  );
}

function save(fileName: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
