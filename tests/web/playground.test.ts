// The playground's parts that need no page: links, notebooks, what is believed of the sandbox, the chart's numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import zlib from "node:zlib";
import { described, drawable, ticks } from "../../web/src/playground/chart.ts";
import { fragment, hides, linked } from "../../web/src/playground/link.ts";
import { notebook } from "../../web/src/playground/notebook.ts";
import { parse, type Span, tree } from "../../web/src/playground/store.ts";

const packed = (bytes: Uint8Array | string): string => `#code=1.${zlib.deflateRawSync(bytes).toString("base64url")}`;

test("a program goes into a link and comes out of it as it was", async () => {
  for (const code of ["print(1)\n", "", 'print("né – 日本 🏆")\r\n\tx = 1\n', "\ufeffx", "x = 1\n".repeat(10_000)]) {
    const link = await fragment(code);
    assert.match(link ?? "", /^#code=1\.[\w-]+$/);
    assert.deepEqual(await linked(link ?? ""), { code });
  }
});

test("an address without code in it is no link", async () => {
  for (const hash of ["", "#", "#share", "#Code=1.a", "#run=1"]) assert.equal(await linked(hash), undefined);
});

test("a fragment that is broken, cut, of another version or no text gives a sentence", async () => {
  const whole = packed("print('whole')\n".repeat(5));
  for (const hash of [
    "#code=",
    "#code=print(1)",
    "#code=2.AAAA",
    "#code=1.",
    "#code=1.%3Cimg%3E",
    "#code=1.AAAAA",
    whole.slice(0, -5),
    packed(new Uint8Array([0xff, 0xfe, 0xfd])),
  ]) {
    const found = await linked(hash);
    assert.match(found && "fault" in found ? found.fault : "", /ask for it again\.$/, hash);
  }
});

test("a bomb is not unpacked beyond the limit, and neither it nor a long fragment is taken", async () => {
  const bomb = packed(Buffer.alloc(40_000_000, "#"));
  assert.ok(bomb.length < 60_000, "it is no longer a bomb");
  for (const hash of [bomb, packed("#".repeat(100_001)), `#code=1.${"A".repeat(60_000)}`]) {
    const found = await linked(hash);
    assert.match(found && "fault" in found ? found.fault : "", /more code than this page takes/);
  }
  assert.ok("code" in ((await linked(packed("#".repeat(100_000)))) ?? {}));
});

test("a program that is too long for a link gets none", async () => {
  assert.equal(await fragment("#".repeat(100_001)), undefined);
  let seed = 1;
  const next = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(35 + (seed % 64));
  };
  const noise = Array.from({ length: 90_000 }, next).join("");
  assert.equal(await fragment(noise), undefined);
  assert.ok(await fragment(noise.slice(0, 30_000)));
});

test("code that hides something is found out: direction marks, zero widths, control characters", () => {
  for (const code of ["x = 'a\u202eb'", "a\u200b = 1", "a\u0000", "\u2066x"])
    assert.ok(hides(code), JSON.stringify(code));
  for (const code of ["x = 1\n\ty = 'é 日本 🏆'\r\n", ""]) assert.ok(!hides(code), JSON.stringify(code));
});

test("a program becomes a notebook: a cell per # %%, after one that says what to install", () => {
  const cellsOf = (code: string): [string, string][] =>
    notebook(code, "mlflow==1.2.3").cells.map(({ cell_type, source }) => [cell_type, source.join("")]);
  assert.deepEqual(cellsOf("a = 1\n\nb = 2\n"), [
    ["code", "# This needs: pip install mlflow==1.2.3"],
    ["code", "a = 1\n\nb = 2"],
  ]);
  assert.deepEqual(
    cellsOf("a = 1\r\n# %%\nb = 2\n\n# %% [markdown]\n# # Title\n#\n# Text\n# %% the end\n# %%\n").slice(1),
    [
      ["code", "a = 1"],
      ["code", "b = 2"],
      ["markdown", "# Title\n\nText"],
      ["code", "# the end"],
    ],
  );
  assert.equal(cellsOf("").length, 1);
  const ids = notebook("# %%\na\n# %%\nb", "x").cells.map(({ id }) => id);
  assert.equal(new Set(ids).size, 3);
});

test("what is not JSON, or no object, is no store; anything else is one with nothing of the wrong shape in it", () => {
  for (const said of ["", "{", "null", "[]", "1", '"x"']) assert.equal(parse(said), undefined, said);
  const empty = { experiments: [], runs: [], models: [], registered: [], traces: [], says: [], faults: [] };
  assert.deepEqual(parse("{}"), empty);
  assert.deepEqual(parse('{"runs": 1, "traces": {"length": 3}, "says": "x", "models": [null, 3, "x"]}'), empty);
  const [run] =
    parse(
      JSON.stringify({
        runs: [
          {
            id: 3,
            name: { toString: "x" },
            ms: "1",
            params: [["a", "b", "c"], "x", null],
            metrics: [{ key: "loss", value: "NaN", points: [[0, 1], ["1", 2], [2, "NaN"], null] }],
          },
        ],
      }),
    )?.runs ?? [];
  assert.deepEqual(run, {
    id: "",
    name: "",
    experiment: "",
    status: "",
    ms: undefined,
    parent: "",
    params: [
      ["a", "b"],
      ["", ""],
      ["", ""],
    ],
    tags: [],
    metrics: [
      {
        key: "loss",
        value: "NaN",
        points: [
          [0, 1],
          [2, "NaN"],
        ],
      },
    ],
  });
});

test("a forged store is cut to what a page can show", () => {
  const said = JSON.stringify({
    runs: Array.from({ length: 1000 }, () => ({ name: "x".repeat(100_000).slice(0, 3000), params: [] })),
    traces: [{ spans: Array.from({ length: 1000 }, () => ({})) }],
    says: Array.from({ length: 1000 }, () => "x"),
  });
  const store = parse(said);
  assert.equal(store?.runs.length, 50);
  assert.equal(store?.runs[0]?.name.length, 1000);
  assert.equal(store?.traces[0]?.spans.length, 100);
  assert.equal(store?.says.length, 10);
});

test("spans become a tree, also when the child comes first; a forged circle does not hang", () => {
  const span = (id: string, parent: string): Span => ({
    id,
    parent,
    name: id,
    type: "",
    status: "",
    ms: 1,
    inputs: "",
    outputs: "",
  });
  const shape = (spans: Span[]): unknown =>
    tree(spans).map(function outline({ span: { id }, children }): unknown {
      return [id, children.map(outline)];
    });
  assert.deepEqual(shape([span("b", "a"), span("a", ""), span("c", "a"), span("d", "gone")]), [
    [
      "a",
      [
        ["b", []],
        ["c", []],
      ],
    ],
    ["d", []],
  ]);
  assert.deepEqual(shape([span("a", "b"), span("b", "a"), span("c", "c")]), [
    ["a", []],
    ["b", []],
    ["c", []],
  ]);
});

test("the chart has round numbers on its axes, and says in words what it draws", () => {
  assert.deepEqual(ticks(0, 1, 4), [0, 0.5, 1]);
  assert.deepEqual(ticks(0, 19, 5), [0, 5, 10, 15]);
  assert.deepEqual(ticks(3, 3, 4), [3]);
  assert.deepEqual(ticks(-1e300, 1e308, 4).length > 0, true);
  const metric = {
    key: "loss",
    value: 0.25,
    points: [
      [0, 1],
      [1, "NaN"],
      [2, 0.25],
    ] as [number, number | string][],
  };
  assert.equal(
    described(metric, drawable(metric)),
    "loss over 2 points: from 1 at step 0 to 0.25 at step 2; lowest 0.25, highest 1",
  );
});
