import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, choose } from "../../web/src/quiz/compare.ts";

test("a choice is right when it is the set of keys, in any order", () => {
  assert.equal(choose([1, 3], [1, 3]), "right");
  assert.equal(choose([3, 1], [1, 3]), "right");
});

test("some keys and nothing wrong is partly; anything else is wrong", () => {
  assert.equal(choose([1], [1, 3]), "partly");
  assert.equal(choose([1, 2], [1, 3]), "wrong");
  assert.equal(choose([1, 2, 3], [1, 3]), "wrong");
  assert.equal(choose([0], [1]), "wrong");
  assert.equal(choose([], [1]), "wrong");
});

test("an order is right when it is one of the right ones", () => {
  const orders = [
    ["a", "b", "c"],
    ["b", "a", "c"],
  ];
  assert.deepEqual(arrange(["a", "b", "c"], orders), { verdict: "right", inPlace: 3 });
  assert.deepEqual(arrange(["b", "a", "c"], orders), { verdict: "right", inPlace: 3 });
});

test("a wrong order tells how far from the top it agrees with a right one", () => {
  const orders = [
    ["a", "b", "c"],
    ["b", "a", "c"],
  ];
  assert.deepEqual(arrange(["c", "a", "b"], orders), { verdict: "wrong", inPlace: 0 });
  assert.deepEqual(arrange(["b", "a"], orders), { verdict: "wrong", inPlace: 2 });
  assert.deepEqual(arrange(["a", "b", "c", "x"], orders), { verdict: "wrong", inPlace: 3 });
  assert.deepEqual(arrange([], orders), { verdict: "wrong", inPlace: 0 });
});
