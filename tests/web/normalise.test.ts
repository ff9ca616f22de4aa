import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { normalise } from "../../web/src/quiz/normalise.ts";

const file = new URL("../vectors/normalise.json", import.meta.url);
const vectors = JSON.parse(fs.readFileSync(file, "utf8")) as { given: string; normalised: string }[];

test("there are vectors, and some change what they are given", () => {
  assert.ok(vectors.filter(({ given, normalised }) => given !== normalised).length > 10);
});

for (const { given, normalised } of vectors) {
  test(`${JSON.stringify(given)} is ${JSON.stringify(normalised)}, as in Python`, () => {
    assert.equal(normalise(given), normalised);
  });
}
