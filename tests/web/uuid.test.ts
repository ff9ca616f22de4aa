import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid7Maker } from "../../web/src/progress/uuid.ts";

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const chance = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);
const full = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => bytes.fill(255);

function make(count: number, now: () => number, random = chance): string[] {
  const next = uuid7Maker(now, random);
  return Array.from({ length: count }, next);
}

function assertRising(ids: string[]): void {
  assert.deepEqual(ids, [...new Set(ids)].sort());
}

test("an id is a UUID of version 7 that carries the time", () => {
  const [id = ""] = make(1, () => 0x0123456789ab);
  assert.match(id, FORM);
  assert.ok(id.startsWith("01234567-89ab-7"));
});

test("ids of one millisecond rise, also past the 4,096 that it has room for", () => {
  const ids = make(10_000, () => 1_700_000_000_000);
  assertRising(ids);
  for (const id of ids) assert.match(id, FORM);
});

test("ids rise when the clock steps back", () => {
  let time = 1_700_000_000_000;
  assertRising(make(500, () => (time -= 7)));
});

test("ids rise with the clock whatever the random bytes are", () => {
  let time = 1_700_000_000_000;
  assertRising(make(500, () => ++time, full));
});

test("two devices do not make the same id", () => {
  const now = (): number => 1_700_000_000_000;
  assert.notEqual(make(1, now)[0], make(1, now)[0]);
});
