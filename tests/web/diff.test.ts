import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, same } from "../../web/src/live-code/diff.ts";

const signs = (before: string, after: string): string[] => diff(before, after).map(({ sign, text }) => sign + text);

test("equal programs have no difference, spaces at the ends aside", () => {
  assert.ok(same(diff("a\nb", "a  \nb\n\n")));
  assert.ok(same(diff("", "\n")));
});

test("a changed line is taken out and put in", () => {
  assert.deepEqual(signs("a\nb\nc", "a\nB\nc"), ["=a", "-b", "+B", "=c"]);
});

test("lines only before are taken out, lines only after put in", () => {
  assert.deepEqual(signs("a\nb", "b"), ["-a", "=b"]);
  assert.deepEqual(signs("a", "a\nb"), ["=a", "+b"]);
  assert.deepEqual(signs("", "a\nb"), ["+a", "+b"]);
  assert.deepEqual(signs("a\nb", ""), ["-a", "-b"]);
});

test("indentation counts", () => {
  assert.deepEqual(signs("if x:\n    y", "if x:\ny"), ["=if x:", "-    y", "+y"]);
});

test("as many lines as can be are kept", () => {
  const kept = diff("a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc").filter(({ sign }) => sign === "=");
  assert.equal(kept.length, 4);
});
