import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { uuid7Maker } from "./uuid.ts";

export type Verdict = "right" | "wrong" | "partly";

/** What was given: option numbers in the file's order, line numbers as shown, or text; null when the answer was read instead. */
export type Given = number[] | string | null;

/** Where: on a page or in a practice set's own screen, in a mock exam. */
export type Mode = "page" | "exam" | "review";

export interface Answered {
  given: Given;
  verdict: Verdict;
  ms: number;
  guessed: boolean;
  mode: Mode;
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

/** A form was begun; the exam is the item, the bank's version the hash. `items`: id, section, hash of each; `end`: ms, UTC. */
export interface ExamStarted {
  attempt: string;
  size: number;
  seed: number;
  programs: boolean;
  bank: string;
  end: number;
  items: [string, string, string][];
  orders: Record<string, number[]>;
  missing: Record<string, number>;
}

/** `ms`: how long the item has been on screen in all. */
export interface ExamAnswered {
  attempt: string;
  given: Given;
  ms: number;
}

export interface ExamFlagged {
  attempt: string;
  flagged: boolean;
}

/** `verdicts`: of what was answered; `unchecked`: programs that could not be run; `clock`: it was set back unseen. */
export interface ExamFinished {
  attempt: string;
  how: "handed in" | "time";
  verdicts: Record<string, Verdict>;
  ms: Record<string, number>;
  unchecked: string[];
  clock: boolean;
  report: Report;
}

/** The engine's report. */
export interface Report {
  exam: string;
  right: number;
  items: number;
  missing: Record<string, number>;
  sections: {
    section: string;
    name: string;
    weight: number;
    right: number;
    items: number;
    objectives: { objective: string; right: number; items: number }[];
    revisit: string[];
  }[];
}

/** `data` by kind, as quizzes/engine/event.py has it. */
export interface Data {
  answered: Answered;
  checked: Checked;
  "exam-started": ExamStarted;
  "exam-answered": ExamAnswered;
  "exam-flagged": ExamFlagged;
  "exam-finished": ExamFinished;
  read: Read;
  "lab-checked": LabChecked;
}

export type Kind = keyof Data;

export interface Of<K extends Kind> {
  v: 1;
  id: string; // UUIDv7: sorts by time
  at: number; // ms, UTC
  device: string;
  kind: K;
  item: string;
  hash: string;
  data: Data[K];
}

/** What `append` makes an event of. */
export type Happened = { [K in Kind]: { kind: K; item: string; hash: string; data: Data[K] } }[Kind];

export type LogEvent = { [K in Kind]: Of<K> }[Kind];

/** What is being written; `base` is what it was written on (an item's hash, a block's code). */
export interface Draft {
  key: string;
  at: number;
  text: string;
  base: string;
}

interface Schema extends DBSchema {
  events: { key: string; value: LogEvent; indexes: { item: string; kind: string; attempt: string } };
  drafts: { key: string; value: Draft };
  meta: { key: string; value: string };
}

const VERSION = 2; // of the database; `upgrade` brings each older one here

/**
 * The append-only log and the drafts, in IndexedDB. Where the browser refuses storage, or has no room, both go on in
 * memory and `volatile` says so, with a "volatile" event. While a tab with an older version of this script keeps
 * the database, everything waits, and a "blocked" event says so. "append" events tell of what other tabs appended.
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
    this.#tabs.onmessage = ({ data }: MessageEvent<LogEvent | null>) => {
      if (data) this.dispatchEvent(new CustomEvent("append", { detail: data }));
    };
  }

  async append<K extends Kind>(kind: K, item: string, hash: string, data: Data[K]): Promise<void> {
    await this.appendAll([{ kind, item, hash, data } as Happened]);
  }

  /** Several at once: all of them are kept, or none. */
  async appendAll(happened: Happened[]): Promise<void> {
    const made = happened.map((one) => ({ v: 1, id: this.#id(), at: Date.now(), ...one }));
    const device = await this.device();
    const events = made.map((one) => ({ ...one, device }) as LogEvent);
    await this.#store(
      async (database) => {
        const transaction = database.transaction("events", "readwrite");
        await Promise.all([...events.map((event) => transaction.store.add(event)), transaction.done]);
      },
      () => this.#events.push(...events),
    );
    for (const event of events) this.#tabs.postMessage(event);
  }

  /** What another browser has: events that are not here, or replace what is; drafts where they are newer. Throws when there is no room. */
  async take(events: LogEvent[], drafts: Draft[]): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(["events", "drafts"], "readwrite");
    const written = transaction.objectStore("drafts");
    const known = new Map((await written.getAll()).map((draft) => [draft.key, draft.at]));
    const newer = drafts.filter(({ key, at }) => at > (known.get(key) ?? -1));
    await Promise.all([
      ...events.map((event) => transaction.objectStore("events").put(event)),
      ...newer.map((draft) => written.put(draft)),
      transaction.done,
    ]);
    for (const draft of newer) this.#drafts.delete(draft.key);
  }

  /** Deletes events, and drafts with these keys. Throws when it could not. */
  async forget(events: string[], drafts: string[]): Promise<void> {
    const [gone, keys] = [new Set(events), new Set(drafts)];
    const database = await this.#open();
    const transaction = database.transaction(["events", "drafts"], "readwrite");
    await Promise.all([
      ...events.map((id) => transaction.objectStore("events").delete(id)),
      ...drafts.map((key) => transaction.objectStore("drafts").delete(key)),
      transaction.done,
    ]);
    this.#events = this.#events.filter(({ id }) => !gone.has(id));
    for (const key of keys) this.#drafts.delete(key);
  }

  /** The newest event of an item among these kinds. */
  async last<K extends Kind>(item: string, ...kinds: K[]): Promise<Of<K> | undefined> {
    const wanted = (event: LogEvent): boolean => event.item === item && (kinds as Kind[]).includes(event.kind);
    const events = await this.#read((database) => database.getAllFromIndex("events", "item", item), []);
    return [...events, ...this.#events].findLast(wanted) as Of<K> | undefined;
  }

  async ofKind<K extends Kind>(kind: K): Promise<Of<K>[]> {
    const stored = await this.#read((database) => database.getAllFromIndex("events", "kind", kind), []);
    return [...stored, ...this.#events.filter((event) => event.kind === kind)] as Of<K>[];
  }

  /** What belongs to one exam, in order. */
  async ofAttempt(attempt: string): Promise<LogEvent[]> {
    const mine = (event: LogEvent): boolean => "attempt" in event.data && event.data.attempt === attempt;
    const stored = await this.#read((database) => database.getAllFromIndex("events", "attempt", attempt), []);
    return [...stored, ...this.#events.filter(mine)];
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
    const wait = (): unknown => this.dispatchEvent(new Event("blocked"));
    const open = (): Promise<IDBPDatabase<Schema>> =>
      openDB<Schema>("champion", VERSION, {
        upgrade(database, before, _now, transaction) {
          if (before < 1) {
            database.createObjectStore("events", { keyPath: "id" }).createIndex("item", "item");
            database.createObjectStore("drafts", { keyPath: "key" });
            database.createObjectStore("meta");
          }
          if (before < 2) {
            const events = transaction.objectStore("events");
            events.createIndex("kind", "kind");
            events.createIndex("attempt", "data.attempt"); // only what has one
          }
        },
        blocked: wait,
        blocking(_current, _blocked, event) {
          (event.target as IDBDatabase).close(); // a tab with a newer version waits
          forget();
        },
        terminated: forget,
      });
    this.#database ??= this.#knocking(open());
    return this.#database;
  }

  /**
   * A page that is left while it opens the database may be frozen by the browser, for Back, and hold it for ever. A message
   * to it makes the browser give it up.
   */
  async #knocking<T>(opening: Promise<T>): Promise<T> {
    const knock = setInterval(() => this.#tabs.postMessage(null), 500);
    try {
      return await opening;
    } finally {
      clearInterval(knock);
    }
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
