// The exam's clock, and what its events add up to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asFiled, attemptOf, formLink, linkedForm, shownAs } from "../../web/src/practice/attempt.ts";
import { Clock, clockText, duration } from "../../web/src/practice/clock.ts";
import type { LogEvent } from "../../web/src/progress/log.ts";

const MINUTE = 60_000;

/** A clock of ten minutes, and the hands that turn the computer's and the tab's. */
function clockAt(seen = 0, now = 0): { clock: Clock; turn: (wall: number, tab: number) => void } {
  const hands = { wall: now, tab: 0 };
  const clock = new Clock(
    10 * MINUTE,
    seen,
    () => hands.wall,
    () => hands.tab,
  );
  return { clock, turn: (wall, tab) => Object.assign(hands, { wall, tab }) };
}

test("time runs by the computer's clock and by the tab's", () => {
  const { clock, turn } = clockAt();
  turn(MINUTE, MINUTE);
  assert.equal(clock.left, 9 * MINUTE);
  turn(5 * MINUTE, 2 * MINUTE); // asleep: the tab's clock stood
  assert.equal(clock.left, 5 * MINUTE);
  turn(11 * MINUTE, 3 * MINUTE);
  assert.equal(clock.left, 0);
});

test("a clock that is set back while the tab is open gains nothing", () => {
  const { clock, turn } = clockAt();
  turn(-30 * MINUTE, 4 * MINUTE);
  assert.equal(clock.left, 6 * MINUTE);
});

test("one that was set back while the tab was closed is noted, and gains nothing that is known to have been", () => {
  const { clock } = clockAt(4 * MINUTE, MINUTE);
  assert.equal(clock.setBack, true);
  assert.equal(clock.left, 6 * MINUTE);
  assert.equal(clockAt(MINUTE, MINUTE - 500).clock.setBack, false); // corrected by half a second
});

test("times are read easily", () => {
  assert.deepEqual([59_001, 60_000, 3_661_000].map(clockText), ["1:00", "1:00", "1:01:01"]);
  assert.deepEqual([400, 59_000, 60_000, 90_000, 3_720_000].map(duration), [
    "0 s",
    "59 s",
    "1 min",
    "1 min 30 s",
    "1 h 2 min",
  ]);
});

const FORM = {
  attempt: "a", size: 10, seed: 3, programs: false, bank: "b", end: 1000, missing: {},
  items: [["d/x", "x-1", "h"], ["d/y", "x-1", "h"]] as [string, string, string][], orders: { "d/x": [2, 0, 1] },
}; // biome-ignore format: as it is read

let made = 0;
function event(kind: string, item: string, at: number, data: object): LogEvent {
  return {
    v: 1,
    id: String(++made).padStart(8, "0"),
    at,
    device: "d",
    kind,
    item,
    hash: "h",
    data: { attempt: "a", ...data },
  } as unknown as LogEvent;
}

test("the last answer counts, an answer taken back is none, and none counts after the end", () => {
  const events = [
    event("exam-started", "mla", 0, FORM),
    event("exam-answered", "d/x", 10, { given: [1], ms: 5 }),
    event("exam-answered", "d/x", 20, { given: [0], ms: 9 }),
    event("exam-answered", "d/y", 30, { given: "text", ms: 1 }),
    event("exam-answered", "d/y", 40, { given: null, ms: 2 }),
    event("exam-answered", "d/y", 9000, { given: "late", ms: 2 }),
    event("exam-flagged", "d/x", 50, { flagged: true }),
    event("exam-flagged", "d/y", 50, { flagged: true }),
    event("exam-flagged", "d/y", 60, { flagged: false }),
  ];
  const attempt = attemptOf(events.toReversed());
  assert.deepEqual(
    [...(attempt?.answers ?? [])].map(([item, { given }]) => [item, given]),
    [["d/x", [0]]],
  );
  assert.deepEqual([...(attempt?.flagged ?? [])], ["d/x"]);
  assert.equal(attempt?.finished, undefined);
  assert.equal(attemptOf(events.slice(1)), undefined);
});

test("option numbers go to the screen's order and back", () => {
  const order = [2, 0, 3, 1];
  assert.deepEqual(shownAs([0, 3], order), [1, 2]);
  assert.deepEqual(asFiled(shownAs([0, 3], order), order), [0, 3]);
  assert.equal(asFiled("text", order), "text");
  assert.equal(shownAs(null, order), null);
  assert.deepEqual(asFiled([2, 1], undefined), [2, 1]); // lines that are put in order have none
});

test("a link names its form, and nothing else is one", () => {
  const link = formLink("mla", { size: 27, seed: 4, bank: "abc", programs: true });
  assert.deepEqual(linkedForm(link), { exam: "mla", size: 27, seed: 4, bank: "abc", programs: true });
  for (const bad of [
    "",
    "#exam=mla",
    "#exam=mla&size=-1&form=2",
    "#exam=mla&size=10&form=1e9",
    "#result=x",
    "#size=10&form=1",
  ])
    assert.equal(linkedForm(bad), undefined);
});
