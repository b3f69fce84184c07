import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import { useStore } from '#platform/web/store.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Progress } from '#platform/web/ui/Progress.tsx';
import { Table } from '#platform/web/ui/Table.tsx';
import { useWords } from '#platform/web/words.ts';
import type { directoryCalls, ImportRow, ImportState } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { loadDepartments } from '../departments.ts';
import { importProgress } from '../live.ts';
import { words as columnWords } from './importWords.ts';
import { words } from './words.ts';
import './admin.css';

export type ImportKind = 'members' | 'departments';
export type Preview = OutputOf<typeof directoryCalls.previewImport>;

/** A file as it goes to the server. */
export interface CsvFile {
  readonly name: string;
  readonly content: string;
  readonly kind: ImportKind;
}

const UPLOAD_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 1_000;

interface ImportPreviewProps {
  readonly csv: CsvFile;
  readonly preview: Preview;
  readonly onOther: () => void;
}

/** What a file holds and what is wrong with it; then the dry run, the import, and what came of it. */
export function ImportPreview({ csv, preview, onOther }: ImportPreviewProps) {
  const t = useWords(words);
  const [started, setStarted] = useState<ImportState | null>(null);
  const state = useFollowed(started);
  const start = useAct(async (dryRun: boolean) => {
    const { content, kind } = csv;
    setStarted(await directory.startImport({ content, kind, dryRun }, { timeoutMs: UPLOAD_WITHIN_MS }));
  });
  const running = state?.state === 'running';
  const finished = state !== null && !running && !state.dryRun;
  const good = goodRows(preview, state);
  const encoding = preview.encoding.toUpperCase();
  return (
    <div className="di-preview">
      <div className="di-preview-file">
        <span className="tl-grow">{t.fileRead(csv.name, encoding, preview.total)}</span>
        <Button size="sm" disabled={running} onClick={onOther}>
          {t.otherFile}
        </Button>
      </div>
      {state === null && (
        <>
          <FirstRows preview={preview} />
          <Faults faults={preview.errors} count={preview.errorCount} />
        </>
      )}
      {state !== null && <Outcome state={state} />}
      <FormError error={start.error} />
      {!finished && (
        <div className="di-buttons">
          <span className="tl-grow tl-small tl-text-3">{t.dryRunHint}</span>
          <Button busy={start.busy} disabled={running} onClick={() => void start.run(true)}>
            {t.dryRun}
          </Button>
          <Button kind="primary" busy={start.busy} disabled={running} onClick={() => void start.run(false)}>
            {good === null ? t.importGood : t.importNow(good)}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How many rows will come in, as far as that is known: a dry run knows, and a preview that shows all its faults. */
function goodRows(preview: Preview, tried: ImportState | null): number | null {
  if (tried?.state === 'done') return tried.created + tried.updated + tried.unchanged;
  if (preview.errorCount > preview.errors.length) return null;
  return preview.total - new Set(preview.errors.map((fault) => fault.row)).size;
}

/** The import as it goes on: by events, and by asking where the socket is away. */
function useFollowed(started: ImportState | null): ImportState | null {
  const told = useStore(importProgress);
  const [asked, setAsked] = useState<ImportState | null>(null);
  const candidates = [asked, told, started].filter((one): one is ImportState => one !== null && one.id === started?.id);
  const state = candidates.reduce<ImportState | null>(
    (best, one) => (best === null || further(one, best) ? one : best),
    null,
  );
  const id = started?.id ?? null;
  const running = state?.state === 'running';
  useEffect(() => {
    if (id === null || !running) return;
    const timer = setInterval(() => {
      void directory.importState({ id }).then(setAsked, () => null);
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [id, running]);
  useEffect(() => {
    if (state?.state === 'done' && !state.dryRun) void loadDepartments();
  }, [state?.state, state?.dryRun]);
  return state;
}

function further(a: ImportState, b: ImportState): boolean {
  if (a.state !== 'running' && b.state === 'running') return true;
  return a.done > b.done && !(a.state === 'running' && b.state !== 'running');
}

function FirstRows({ preview }: { readonly preview: Preview }) {
  const t = useWords(words);
  const names = useWords(columnWords);
  const nameOf = (field: string | null) =>
    field === null
      ? t.columnLeft
      : (((names as Readonly<Record<string, unknown>>)[field] as string | undefined) ?? field);
  return (
    <div className="di-sheet" role="region" aria-label={t.firstRows} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th
                key={`${column.header} ${column.field}`}
                scope="col"
                data-left={column.field === null ? '' : undefined}
              >
                {column.header}
                <small>{nameOf(column.field)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered(preview.rows.slice(0, 8)).map(({ number, cells }) => (
            <tr key={number}>
              {numbered(cells.map((cell) => [cell])).map(({ number: column, cells: [cell] }) => (
                <td key={column} data-left={preview.columns[column]?.field === null ? '' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rows of a sheet have no name but their place. */
function numbered(
  rows: readonly (readonly string[])[],
): { readonly number: number; readonly cells: readonly string[] }[] {
  return rows.map((cells, number) => ({ number, cells }));
}

interface FaultsProps {
  readonly faults: readonly ImportRow[];
  readonly count: number;
}

function Faults({ faults, count }: FaultsProps) {
  const t = useWords(words);
  const names = useWords(columnWords) as unknown as Readonly<Record<string, string>>;
  if (count === 0) {
    return (
      <Banner kind="work" icon={<IconCircleCheck size={18} stroke={1.75} aria-hidden />}>
        {t.allGood}
      </Banner>
    );
  }
  return (
    <>
      <Banner kind="danger">
        {t.problems(count)} {faults.length < count && t.problemsShown(faults.length)}
      </Banner>
      <div className="di-faults">
        <Table
          label={t.problem}
          rows={faults}
          rowKey={(fault) => `${fault.row} ${fault.field} ${fault.code} ${fault.value}`}
          columns={[
            { key: 'row', label: t.row, width: 'narrow', phone: 'end', cell: (fault) => fault.row },
            { key: 'field', label: t.column, phone: 'meta', cell: (fault) => names[fault.field] ?? fault.field },
            { key: 'value', label: t.value, phone: 'meta', cell: (fault) => fault.value },
            { key: 'code', label: t.problem, phone: 'title', cell: (fault) => names[fault.code] },
          ]}
        />
      </div>
    </>
  );
}

function Outcome({ state }: { readonly state: ImportState }) {
  const t = useWords(words);
  if (state.state === 'running') {
    return (
      <div className="di-outcome">
        <Progress label={state.dryRun ? t.trying : t.importing} value={state.done} max={Math.max(1, state.total)} />
        <p className="tl-small tl-text-3">{t.progress(state.done, state.total)}</p>
      </div>
    );
  }
  const counts = [
    [t.created, state.created],
    [t.updated, state.updated],
    [t.unchanged, state.unchanged],
    [t.failedRows, state.errorCount],
  ] as const;
  return (
    <div className="di-outcome" role="status">
      {state.state === 'failed' ? (
        <Banner kind="danger">{t.importFailed}</Banner>
      ) : (
        <b>{state.dryRun ? t.tried : t.imported}</b>
      )}
      <dl className="di-counts">
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {state.errorCount > 0 && <Faults faults={state.errors} count={state.errorCount} />}
    </div>
  );
}
