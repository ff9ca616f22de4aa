// A lab's notebook as a file: what is written can be read, and what is no notebook of the lab is refused with a sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isWritten, type LabData, Refused, read, write } from "../../web/src/lab/notebook.ts";

const LAB: LabData = {
  name: "tracking/one",
  version: "v2",
  checks: "c1",
  cells: [
    { id: "start_text-1", kind: "markdown", source: "# One\n\nAdd." },
    { id: "start_code-1", kind: "code", source: "import mlflow" },
    { id: "task-add", kind: "code", source: "# Your code here\n...", role: "task", task: "add" },
    { id: "check-add", kind: "code", source: "assert total == 2", role: "check", task: "add" },
    { id: "check-add_code-1", kind: "code", source: "serve()", role: "local", why: "It is a server." },
  ],
};
type Notebook = {
  cells: { id?: string; cell_type: string; source: string[] | string; metadata: { tags?: string[] } }[];
  metadata: { champion: { lab?: string; version?: string } };
  nbformat: number;
  nbformat_minor: number;
};
const made = (texts: Record<string, string> = {}): Notebook =>
  JSON.parse(write(LAB, new Map(Object.entries(texts)))) as Notebook;
const reading = (change: (notebook: Notebook) => void): ReturnType<typeof read> => {
  const notebook = made({ "task-add": "total = 2" });
  change(notebook);
  return read(JSON.stringify(notebook), LAB);
};
const refused = (text: string): string => {
  try {
    read(text, LAB);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  assert.fail("it was taken");
};

test("the learner may write in code, but for checks and what can't run here", () => {
  assert.deepEqual(
    LAB.cells.filter(isWritten).map(({ id }) => id),
    ["start_code-1", "task-add"],
  );
});

test("what is written is read back, letter by letter", () => {
  for (const text of ["total = 1 + 1\n\nprint(total)", "", 'print("é\\n")  # "quoted" </script>'])
    assert.equal(read(write(LAB, new Map([["task-add", text]])), LAB).texts.get("task-add"), text);
});

test("a notebook names its lab, version and cells, and has their texts and tags", () => {
  const { cells, metadata, nbformat, nbformat_minor } = made({ "task-add": "total = 2\nprint(total)" });
  assert.deepEqual([nbformat, nbformat_minor], [4, 5]);
  assert.deepEqual(metadata.champion, { lab: "tracking/one", version: "v2" });
  assert.deepEqual(
    cells.map(({ id }) => id),
    LAB.cells.map(({ id }) => id),
  );
  assert.deepEqual(cells[2]?.source, ["total = 2\n", "print(total)"]);
  assert.deepEqual(cells[2]?.metadata.tags, ["task:add"]);
  assert.deepEqual(cells[0]?.source, ["# One\n", "\n", "Add."]);
});

test("only cells that the learner may write in are taken", () => {
  const { texts } = reading(({ cells }) => {
    for (const cell of cells) cell.source = "changed";
  });
  assert.deepEqual([...texts.keys()], ["start_code-1", "task-add"]);
});

test("a text in one piece, and Windows' line ends, are read too", () => {
  const { texts } = reading(({ cells }) => {
    for (const cell of cells) cell.source = "a\r\nb\r\n";
  });
  assert.equal(texts.get("task-add"), "a\nb");
});

test("cells of the learner's own are counted, if they have code", () => {
  const { others } = reading(({ cells }) => {
    cells.push({ id: "x1", cell_type: "code", source: "1", metadata: {} });
    cells.push({ id: "x2", cell_type: "code", source: " ", metadata: {} });
    cells.push({ id: "x3", cell_type: "markdown", source: "note", metadata: {} });
  });
  assert.equal(others, 1);
});

test("a notebook of another version is taken and known as such", () => {
  assert.equal(reading(() => undefined).current, true);
  const old = reading(({ metadata }) => {
    metadata.champion.version = "v1";
  });
  assert.equal(old.current, false);
  assert.equal(old.texts.get("task-add"), "total = 2");
});

test("what is no notebook of this lab is refused with a sentence", () => {
  const whole = write(LAB, new Map());
  const spoiled = (change: (notebook: Notebook) => void): string => {
    const notebook = made();
    change(notebook);
    return JSON.stringify(notebook);
  };
  for (const [text, says] of [
    ["", /no JSON/],
    [whole.slice(0, -40), /only a part of one/],
    ["null", /not a notebook/],
    ["[1]", /not a notebook/],
    ['{"nbformat": 3, "worksheets": []}', /not a notebook of format 4/],
    ['{"nbformat": 4, "cells": [], "metadata": null}', /does not say of which lab/],
    [whole.replace("tracking/one", "models/two"), /another lab, models\/two/],
    [
      spoiled(({ cells }) => {
        for (const cell of cells) delete cell.id;
      }),
      /none of this lab's cells/,
    ],
    [
      spoiled(({ cells }) => {
        (cells as unknown[])[2] = null;
        (cells as unknown[])[1] = 7;
      }),
      /none of this lab's cells/,
    ],
  ] as const)
    assert.match(refused(text), says, text.slice(0, 60));
});
