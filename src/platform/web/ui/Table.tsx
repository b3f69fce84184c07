import type { KeyboardEvent, ReactNode } from 'react';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly width?: 'narrow' | 'auto' | 'wide';
  /** On a phone a row has a title, meta words below it, and something at the end. */
  readonly phone?: 'title' | 'meta' | 'end' | 'hide';
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onRow?: (row: Row) => void;
  readonly selected?: string | null;
  /** Instead of rows. */
  readonly empty?: ReactNode;
}

/** Dense rows on a desktop; on a phone each row is two lines. */
export function Table<Row>({ label, columns, rows, rowKey, onRow, selected, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  const onKey = (event: KeyboardEvent, row: Row) => {
    if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    onRow?.(row);
  };
  return (
    <div className="tl-table-scroll">
      {/* The roles stand here in words because a phone lays the cells out as a grid, which would take them away. */}
      <table className="tl-table" role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" data-align={column.align} data-width={column.width}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              data-on={rowKey(row) === selected ? '' : undefined}
              data-press={onRow === undefined ? undefined : ''}
              tabIndex={onRow === undefined ? undefined : 0}
              onClick={onRow === undefined ? undefined : () => onRow(row)}
              onKeyDown={onRow === undefined ? undefined : (event) => onKey(event, row)}
            >
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  role="cell"
                  data-align={column.align}
                  data-width={column.width}
                  data-phone={column.phone ?? (index === 0 ? 'title' : 'meta')}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
