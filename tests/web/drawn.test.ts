// What the page takes from a sandbox as drawings: anything can be said there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnIn } from "../../web/src/runtime/sandbox.ts";

const PNG = "iVBORw0KGgoAAAA=";

test("a picture and a table are taken", () => {
  const said = JSON.stringify([
    ["png", PNG, "Loss"],
    ["html", "<table></table>", "DataFrame"],
  ]);
  assert.deepEqual(drawnIn(said), [
    { kind: "png", data: PNG, words: "Loss" },
    { kind: "html", data: "<table></table>", words: "DataFrame" },
  ]);
});

test("what is no drawing is left out", () => {
  for (const said of [
    undefined,
    7,
    "",
    "{",
    "7",
    '{"length": 1}',
    JSON.stringify([["png", 'iVBORw0KGgo"><script>', ""]]),
    JSON.stringify([["png", "PHN2Zz4=", ""]]),
    JSON.stringify([["svg", "<svg/>", ""]]),
    JSON.stringify([["html", "<p>"]]),
    JSON.stringify([null, ["html", 1, ""]]),
    JSON.stringify([["html", "x".repeat(2_000_000), ""]]),
  ])
    assert.deepEqual(drawnIn(said), [], String(said).slice(0, 50));
});

test("no more than twenty, and no long words", () => {
  const many = drawnIn(JSON.stringify(Array.from({ length: 30 }, () => ["html", "<p>", "w".repeat(9000)])));
  assert.equal(many.length, 20);
  assert.equal(many[0]?.words.length, 500);
});
