/**
 * Time left until `end` (ms, UTC). It runs by the computer's clock, so that sleep counts, and by the tab's own, so that
 * setting the computer's clock back gains nothing. `seen`: the latest time that is known to have been.
 */
export class Clock {
  /** The computer's clock says less than what has been: it was set back while nobody looked. */
  readonly setBack: boolean;
  readonly #end: number;
  readonly #left: number;
  readonly #began: number;
  readonly #now: () => number;
  readonly #ticks: () => number;

  constructor(end: number, seen: number, now: () => number = Date.now, ticks = (): number => performance.now()) {
    this.#now = now;
    this.#ticks = ticks;
    this.#end = end;
    this.#began = ticks();
    this.setBack = now() < seen - SLACK;
    this.#left = end - Math.max(now(), seen);
  }

  /** ms, never below 0. */
  get left(): number {
    return Math.max(0, Math.min(this.#end - this.#now(), this.#left - (this.#ticks() - this.#began)));
  }
}

const SLACK = 2000; // ms by which a clock may be corrected unnoticed

/** Minutes and seconds, with hours if there are any. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1))
    .map((part, place) => (place ? String(part).padStart(2, "0") : part))
    .join(":");
}

/** A span of time in words. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
