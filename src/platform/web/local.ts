import { deleteDB, type IDBPDatabase, openDB } from 'idb';

/** Something written here that the server has not acknowledged yet. Ids are UUIDv7: their order is the order of writing. */
export interface OutboxItem<Body = unknown> {
  readonly id: string;
  readonly body: Body;
}

/** What this device keeps of one company for one account. */
export interface Local {
  get<Value>(key: string): Promise<Value | undefined>;
  keys(prefix: string): Promise<string[]>;
  /** Written a little later, all that is due in one transaction; a function is asked for its value only then. */
  put(key: string, value: unknown): void;
  remove(key: string): void;
  flush(): Promise<void>;
  readonly outbox: {
    /** Oldest first. */
    all<Body>(): Promise<OutboxItem<Body>[]>;
    /** Resolves when it is on disk. */
    put(item: OutboxItem): Promise<void>;
    remove(id: string): Promise<void>;
  };
  /** Files that wait to be brought; they go with the sign-out like all else. */
  readonly blobs: {
    get(id: string): Promise<Blob | undefined>;
    /** Resolves when it is on disk; where that has no room, it is kept until the page is left. */
    put(id: string, blob: Blob): Promise<void>;
    remove(id: string): Promise<void>;
  };
  /** Runs the work on one tab of this company at a time. */
  alone(name: string, work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const PREFIX = 'tautline-';
const NAMES_KEY = 'tautline.databases';
const FLUSH_AFTER_MS = 250;
const GONE = Symbol('gone');

/** Opens the store of an account in a company; without IndexedDB it keeps things in memory only. */
export async function openLocal(accountId: string, companyId: string): Promise<Local> {
  const name = `${PREFIX}${accountId}-${companyId}`;
  rememberName(name);
  const database = await openDB(name, 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('kv');
        db.createObjectStore('outbox', { keyPath: 'id' });
      }
      db.createObjectStore('blobs');
    },
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
  }).catch(() => null);
  return database === null ? inMemory() : onDisk(name, database);
}

function onDisk(name: string, database: IDBPDatabase): Local {
  const due = new Map<string, unknown>();
  /** Blobs that the disk has no room for. */
  const loose = new Map<string, Blob>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (due.size === 0) return;
    const batch = [...due].map(([key, value]) => [key, typeof value === 'function' ? value() : value] as const);
    due.clear();
    try {
      const transaction = database.transaction('kv', 'readwrite');
      for (const [key, value] of batch) {
        if (value === GONE) void transaction.store.delete(key);
        else void transaction.store.put(value, key);
      }
      // Without waiting for the answers: a page that is being left does not live to hear them.
      transaction.commit();
      await transaction.done;
    } catch (error) {
      console.warn('local store', error); // wiped by a sign-out, or the disk is full: the server has it all
    }
  }

  const flush = () => {
    writing = writing.then(write);
    return writing;
  };
  const onHide = () => void flush();
  addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', onHide);

  function put(key: string, value: unknown): void {
    due.set(key, value);
    timer ??= setTimeout(onHide, FLUSH_AFTER_MS);
  }

  return {
    async get<Value>(key: string) {
      if (due.has(key)) {
        const value = due.get(key);
        return (value === GONE ? undefined : typeof value === 'function' ? value() : value) as Value | undefined;
      }
      return (await database.get('kv', key)) as Value | undefined;
    },
    async keys(prefix) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      return (await database.getAllKeys('kv', range)) as string[];
    },
    put,
    remove: (key) => put(key, GONE),
    flush,
    outbox: {
      all: <Body>() => database.getAll('outbox') as Promise<OutboxItem<Body>[]>,
      async put(item) {
        const transaction = database.transaction('outbox', 'readwrite');
        const put = transaction.store.put(item);
        // At once, as above: a tab that is killed right after Enter has said it already.
        transaction.commit();
        await Promise.all([put, transaction.done]);
      },
      remove: (id) => database.delete('outbox', id),
    },
    blobs: {
      get: async (id) => loose.get(id) ?? ((await database.get('blobs', id)) as Blob | undefined),
      async put(id, blob) {
        try {
          await database.put('blobs', blob, id);
        } catch (error) {
          console.warn('local store', error);
          loose.set(id, blob);
        }
      },
      async remove(id) {
        loose.delete(id);
        await database.delete('blobs', id);
      },
    },
    async alone(what, work) {
      if (navigator.locks === undefined) return work();
      await navigator.locks.request(`${name}:${what}`, work);
    },
    async close() {
      removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onHide);
      await flush();
      database.close();
    },
  };
}

/** For browsers that refuse IndexedDB, and for tests. */
export function inMemory(): Local {
  const kv = new Map<string, unknown>();
  const outbox = new Map<string, OutboxItem>();
  const blobs = new Map<string, Blob>();
  return {
    get: async <Value>(key: string) => kv.get(key) as Value | undefined,
    keys: async (prefix) => [...kv.keys()].filter((key) => key.startsWith(prefix)).sort(),
    put: (key, value) => void kv.set(key, typeof value === 'function' ? value() : value),
    remove: (key) => void kv.delete(key),
    flush: async () => {},
    outbox: {
      all: async <Body>() => [...outbox.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) as OutboxItem<Body>[],
      put: async (item) => void outbox.set(item.id, item),
      remove: async (id) => void outbox.delete(id),
    },
    blobs: {
      get: async (id) => blobs.get(id),
      put: async (id, blob) => void blobs.set(id, blob),
      remove: async (id) => void blobs.delete(id),
    },
    alone: async (_name, work) => work(),
    close: async () => {},
  };
}

function databaseNames(): string[] {
  return JSON.parse(localStorage.getItem(NAMES_KEY) ?? '[]') as string[];
}

function rememberName(name: string): void {
  const names = databaseNames();
  if (!names.includes(name)) localStorage.setItem(NAMES_KEY, JSON.stringify([...names, name]));
}

/** What is shown outside the page, and the way by which more would come. */
async function silence(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await registration?.getNotifications?.()) ?? []) shown.close();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

/** Leaves nothing of anybody on this device: databases, caches, notifications, kept session. Language and theme stay: they tell nothing. */
export async function wipeDevice(): Promise<void> {
  await silence().catch((error: unknown) => console.warn('notifications', error));
  const listed = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const names = new Set([
    ...databaseNames(),
    ...listed.map((one) => one.name ?? '').filter((one) => one.startsWith(PREFIX)),
  ]);
  await Promise.all([...names].map((name) => deleteDB(name)));
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('tautline.') && key !== 'tautline.language' && key !== 'tautline.theme')
      localStorage.removeItem(key);
  }
  sessionStorage.clear();
  if ('caches' in globalThis) await Promise.all((await caches.keys()).map((key) => caches.delete(key)));
}
