import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { uuid7Maker } from "./uuid.ts";

export type Verdict = "right" | "wrong" | "partly";

/** What was given: option numbers in the file's order, line numbers as shown, or text; null when the answer was read instead. */
export type Given = number[] | string | null;

export interface Answered {
  given: Given;
  verdict: Verdict;
  ms: number;
  guessed: boolean;
  mode: "page" | "exam" | "review";
  /** The answer had been read before this was given. */
  seen: boolean;
}

export interface Checked {
  verdict: Verdict;
  says: string;
  /** What was checked: the verdict is about no other program. */
  program: string;
}

/** All checks of a lab passed, in the version that is the event's hash; the lab's name is its item. */
export interface LabChecked {
  tasks: string[];
}

/** Whether a page was read; the mark can be taken back. The page's path is the item, what it said then the hash. */
export interface Read {
  done: boolean;
}

/** `data` by kind; those of later screens are their own business. */
export interface Data {
  answered: Answered;
  checked: Checked;
  "exam-started": unknown;
  "exam-answered": unknown;
  "exam-flagged": unknown;
  "exam-finished": unknown;
  read: Read;
  "lab-checked": LabChecked;
  reviewed: unknown;
  settings: unknown;
}

export type Kind = keyof Data;

interface Of<K extends Kind> {
  v: 1;
  id: string; // UUIDv7: sorts by time
  at: number; // ms, UTC
  device: string;
  kind: K;
  item: string;
  hash: string;
  data: Data[K];
}

export type LogEvent = { [K in Kind]: Of<K> }[Kind];

/** What is being written; `base` is what it was written on (an item's hash, a block's code). */
export interface Draft {
  key: string;
  at: number;
  text: string;
  base: string;
}

interface Schema extends DBSchema {
  events: { key: string; value: LogEvent; indexes: { item: string } };
  drafts: { key: string; value: Draft };
  meta: { key: string; value: string };
}

/**
 * The append-only log and the drafts, in IndexedDB. Where the browser refuses storage, or has no room, both go on in
 * memory and `volatile` says so, with a "volatile" event. "append" events tell of what other tabs appended.
 */
export class Log extends EventTarget {
  volatile = false;
  #database: Promise<IDBPDatabase<Schema>> | undefined;
  #events: LogEvent[] = []; // only what could not be stored
  #drafts = new Map<string, Draft>();
  #device: Promise<string> | undefined;
  #id = uuid7Maker(Date.now, (bytes) => crypto.getRandomValues(bytes));
  #tabs = new BroadcastChannel("champion");

  constructor() {
    super();
    this.#tabs.onmessage = (message: MessageEvent<LogEvent>) =>
      this.dispatchEvent(new CustomEvent("append", { detail: message.data }));
  }

  async append<K extends Kind>(kind: K, item: string, hash: string, data: Data[K]): Promise<void> {
    const made = { v: 1, id: this.#id(), at: Date.now(), kind, item, hash, data };
    const event = { ...made, device: await this.device() } as LogEvent;
    await this.#store(
      (database) => database.add("events", event),
      () => this.#events.push(event),
    );
    this.#tabs.postMessage(event);
  }

  /** The newest event of an item among these kinds. */
  async last<K extends Kind>(item: string, ...kinds: K[]): Promise<Of<K> | undefined> {
    const wanted = (event: LogEvent): boolean => event.item === item && (kinds as Kind[]).includes(event.kind);
    const events = await this.#read((database) => database.getAllFromIndex("events", "item", item), []);
    return [...events, ...this.#events].findLast(wanted) as Of<K> | undefined;
  }

  async events(): Promise<LogEvent[]> {
    return [...(await this.#read((database) => database.getAll("events"), [])), ...this.#events];
  }

  async draft(key: string): Promise<Draft | undefined> {
    return this.#drafts.get(key) ?? (await this.#read((database) => database.get("drafts", key), undefined));
  }

  async drafts(): Promise<Draft[]> {
    const stored = await this.#read((database) => database.getAll("drafts"), []);
    return [...stored.filter((draft) => !this.#drafts.has(draft.key)), ...this.#drafts.values()];
  }

  async keep(key: string, text: string, base: string): Promise<void> {
    const draft = { key, at: Date.now(), text, base };
    this.#drafts.delete(key);
    await this.#store(
      (database) => database.put("drafts", draft),
      () => this.#drafts.set(key, draft),
    );
  }

  async drop(key: string): Promise<void> {
    this.#drafts.delete(key);
    await this.#store(
      (database) => database.delete("drafts", key),
      () => undefined,
    );
  }

  /** A random id of this browser, made once. */
  device(): Promise<string> {
    this.#device ??= this.#read(async (database) => {
      const transaction = database.transaction("meta", "readwrite");
      const known = await transaction.store.get("device");
      const device = known ?? crypto.randomUUID();
      if (!known) await transaction.store.put(device, "device");
      await transaction.done;
      return device;
    }, crypto.randomUUID());
    return this.#device;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const forget = (): void => {
      this.#database = undefined;
    };
    this.#database ??= openDB<Schema>("champion", 1, {
      upgrade(database) {
        database.createObjectStore("events", { keyPath: "id" }).createIndex("item", "item");
        database.createObjectStore("drafts", { keyPath: "key" });
        database.createObjectStore("meta");
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close(); // a tab with a newer version waits
        forget();
      },
      terminated: forget,
    });
    return this.#database;
  }

  async #read<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work(await this.#open());
    } catch {
      this.#refused();
      return otherwise;
    }
  }

  async #store(work: (database: IDBPDatabase<Schema>) => Promise<unknown>, remember: () => unknown): Promise<void> {
    try {
      await work(await this.#open());
    } catch {
      remember();
      this.#refused();
    }
  }

  #refused(): void {
    if (this.volatile) return;
    this.volatile = true;
    this.dispatchEvent(new Event("volatile"));
  }
}

export const log = new Log();
