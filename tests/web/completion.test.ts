import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { accepts, completionCode } from "../../web/src/progress/completion.ts";

interface Vector {
  lab: string;
  version: string;
  code: string;
  accepted: string[];
  refused: string[];
}

const file = new URL("../vectors/completion.json", import.meta.url);
const vectors = JSON.parse(fs.readFileSync(file, "utf8")) as Vector[];

test("there are vectors, with spellings to accept and to refuse", () => {
  assert.ok(vectors.length > 3);
  assert.ok(vectors.some(({ accepted }) => accepted.length > 5));
  assert.ok(vectors.some(({ refused }) => refused.length > 5));
});

for (const { lab, version, code, accepted, refused } of vectors) {
  test(`the code of ${lab} ${version} is ${code}, as in Python`, async () => {
    assert.equal(await completionCode(lab, version), code);
    assert.ok(await accepts(code, lab, version));
  });
  for (const entered of accepted) {
    test(`${JSON.stringify(entered)} is accepted for ${code}`, async () => {
      assert.ok(await accepts(entered, lab, version));
    });
  }
  for (const entered of refused) {
    test(`${JSON.stringify(entered)} is refused for ${code}`, async () => {
      assert.equal(await accepts(entered, lab, version), false);
    });
  }
}

test("a code holds for its lab and its version only", async () => {
  const code = await completionCode("tracking/one", "0123");
  assert.equal(await accepts(code, "tracking/two", "0123"), false);
  assert.equal(await accepts(code, "tracking/one", "0124"), false);
});
