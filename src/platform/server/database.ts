import pg from 'pg';

type Run = <Row extends object = Record<string, unknown>>(
  strings: TemplateStringsArray,
  ...values: unknown[]
) => Promise<Row[]>;

/** A tagged template that runs SQL inside one transaction. Rows come back with camelCase keys; int8 as number, timestamptz as Date. */
export interface Tx extends Run {
  /**
   * Plans the statement at every run, which costs a fraction of a millisecond. For a table that grows by thousands within a minute: the plan
   * that is otherwise kept was made when it was small, and reads it from end to end.
   */
  readonly anew: Run;
}

const INT8 = 20;
const TIMESTAMPTZ = 1184;
pg.types.setTypeParser(INT8, Number);
pg.types.setTypeParser(TIMESTAMPTZ, (text) => new Date(text));

interface Prepared {
  readonly name: string;
  readonly text: string;
}

// A template's strings array is one object per place in the source, so it identifies the statement.
const preparedByTemplate = new WeakMap<TemplateStringsArray, Prepared>();
let statements = 0;

function prepare(strings: TemplateStringsArray): Prepared {
  let prepared = preparedByTemplate.get(strings);
  if (prepared === undefined) {
    const text = strings.reduce((sql, part, index) => `${sql}$${index}${part}`);
    prepared = { name: `s${++statements}`, text };
    preparedByTemplate.set(strings, prepared);
  }
  return prepared;
}

const keysByName = new Map<string, string>();

function camelCase(name: string): string {
  let key = keysByName.get(name);
  if (key === undefined) {
    key = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    keysByName.set(name, key);
  }
  return key;
}

/** Counts statements, for tests that hold a use-case to a budget. */
export interface StatementCount {
  statements: number;
}

export function txOf(client: pg.ClientBase, count?: StatementCount): Tx {
  return Object.assign(runOn(client, count, true), { anew: runOn(client, count, false) });
}

function runOn(client: pg.ClientBase, count: StatementCount | undefined, keepsPlan: boolean): Run {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]) => {
    if (count !== undefined) count.statements += 1;
    const { name, text } = prepare(strings);
    const statement = { text, values, rowMode: 'array' } as const;
    const result = await client.query<unknown[]>(keepsPlan ? { ...statement, name } : statement);
    const keys = result.fields.map((field) => camelCase(field.name));
    return result.rows.map((cells) => {
      const row: Record<string, unknown> = {};
      for (let index = 0; index < keys.length; index++) row[keys[index] as string] = cells[index];
      return row as Row;
    });
  };
}

export class CommitFailed extends Error {}

/** `read`: one snapshot for all its statements, so that what is read and the clock beside it agree. */
export type Mode = 'write' | 'read';

const BEGIN = {
  write: { name: 'begin', text: 'begin' },
  read: { name: 'begin_read', text: 'begin isolation level repeatable read read only' },
};

/** The pool of ordinary connections. The message path has lanes of its own (see chat). */
export class Database {
  readonly url: string;
  readonly count: StatementCount = { statements: 0 };
  readonly #pool: pg.Pool;

  /** `url` names the app's own role, which neither owns the tables nor passes row-level security. */
  constructor(url: string, max = 10) {
    this.url = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max,
      idleTimeoutMillis: 30_000,
      pipeline: true,
    });
    this.#pool.on('error', () => {}); // an idle connection died; the pool has already dropped it
    // One in use died: its query fails. Unheard, the event would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /**
   * Runs `work` in one transaction, committed when it resolves and rolled back when it throws.
   * With a company, row-level security is set to it for this transaction only; without, every tenant table is an error.
   */
  async transaction<T>(companyId: string | null, work: (tx: Tx) => Promise<T>, mode: Mode = 'write'): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      const begun = [client.query(BEGIN[mode])];
      if (companyId !== null) begun.push(setCompany(client, companyId));
      const opened = Promise.all(begun);
      opened.catch(() => {});
      const result = await work(txOf(client, this.count));
      await opened;
      const committed = await client.query({ name: 'commit', text: 'commit' });
      // A COMMIT of a failed transaction "succeeds" with the tag ROLLBACK.
      if (committed.command !== 'COMMIT') throw new CommitFailed('the transaction was rolled back at commit');
      return result;
    } catch (error) {
      await client.query({ name: 'rollback', text: 'rollback' }).catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A connection outside the pool, for a lane. The caller ends it. */
  async connect(options?: string): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      pipeline: true,
      ...(options === undefined ? {} : { options }),
    });
    client.on('error', () => {}); // its query fails; who keeps it may listen as well
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** Sets row-level security to a company until the transaction ends. */
export function setCompany(client: pg.ClientBase, companyId: string): Promise<pg.QueryResult> {
  return client.query({ name: 'company', text: "select set_config('app.company', $1, true)", values: [companyId] });
}
