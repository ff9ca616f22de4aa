// Errors that are known by their words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { knownError } from "../../web/src/live-code/known-errors.ts";

const KNOWN = [
  { id: "deleted", message: "The run … must be in the 'active' state.", next: "" },
  { id: "changed", message: "MlflowException: Changing param values is not allowed.", next: "" },
];

test("an error is known by its words, whatever stands between them", () => {
  const trace =
    "Traceback:\nmlflow.exceptions.MlflowException: The run 6f2dc must be in the 'active' state. It is not.";
  assert.equal(knownError(trace, KNOWN)?.id, "deleted");
  assert.equal(
    knownError("mlflow.exceptions.MlflowException: Changing param values is not allowed. P", KNOWN)?.id,
    "changed",
  );
});

test("words in another order, a part of them, or none are another error", () => {
  for (const trace of [
    "must be in the 'active' state. The run ",
    "The run 6f2dc",
    "",
    "ZeroDivisionError: division by zero",
  ])
    assert.equal(knownError(trace, KNOWN), undefined, trace);
});
