import assert from "node:assert/strict";
import { test } from "node:test";
import { failure } from "../../web/src/live-code/trace.ts";

const trace = (...lines: string[]): string => ["Traceback (most recent call last):", ...lines, ""].join("\n");

test("the innermost frame of the code that ran says the line, the error's first line what is with it", () => {
  const error = trace(
    '  File "your_code_3.py", line 7, in <module>',
    "    f(",
    "",
    "        1)",
    '  File "your_code_3.py", line 2, in f',
    "    return 1 / 0",
    "           ~~^~~",
    "  [Previous line repeated 990 more times]",
    "ZeroDivisionError: division by zero",
    "",
    "Did you mean `1`?",
  );
  assert.deepEqual(failure(error), { line: 2, says: "ZeroDivisionError: division by zero" });
});

test("an error that comes out of another block marks no line of this one", () => {
  const frames = ['  File "your_code_2.py", line 1, in <module>', "    f()", '  File "your_code.py", line 2, in f'];
  assert.equal(failure(trace(...frames, "    1 / 0", "ZeroDivisionError: division by zero")), undefined);
});

test("a syntax error has no frames, and a line all the same", () => {
  const error = '  File "your_code_2.py", line 4\n    x ===\n        ^\nSyntaxError: invalid syntax\n';
  assert.deepEqual(failure(error), { line: 4, says: "SyntaxError: invalid syntax" });
  assert.equal(failure('  File "<string>", line 4\n    x ===\nSyntaxError: invalid syntax\n'), undefined);
});

test("a syntax error in what the code hands to exec is at the line that does so", () => {
  const error = trace(
    '  File "your_code.py", line 3, in <module>',
    '    exec("x ===")',
    '  File "<string>", line 1',
    "    x ===",
    "SyntaxError: invalid syntax",
  );
  assert.deepEqual(failure(error), { line: 3, says: "SyntaxError: invalid syntax" });
});

test("what a message says is no frame, and a long one is cut", () => {
  const forged = '  File "your_code.py", line 99, in <module>';
  const error = trace(
    '  File "your_code.py", line 1, in <module>',
    "    f()",
    `ValueError: ${"x".repeat(500)}`,
    forged,
  );
  assert.equal(failure(error)?.line, 1);
  assert.equal(failure(error)?.says.length, 161);
});

test("an error without a frame of the learner's has no line", () => {
  assert.equal(failure("MemoryError\n"), undefined);
  assert.equal(failure("The curve has the steps [1, 2, 3, 4]; the first epoch is 0."), undefined);
  assert.equal(failure(""), undefined);
});
