// The packed core layer under Node: what learners' code gives there, and each thing that a world without threads and
// sockets needs, with what happens when it is taken away.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { loadPyodide } from "pyodide";
import { archive, manifest, openTab, runtimeFolder } from "./tab.ts";

// For tests that leave nothing behind but runs and names.
const shared = await openTab();

const smoke = fs.readFileSync(new URL("../../web/python/smoke_core.py", import.meta.url), "utf8");

test("the manifest names files that are there, in their size, by their content", () => {
  const folder = runtimeFolder();
  const { files, mlflow, layers } = manifest(folder);
  assert.deepEqual(Object.keys(files).sort(), ["core", "stdlib", "wasm", ...Object.keys(layers)].sort());
  for (const { file, bytes } of Object.values(files)) {
    assert.equal(fs.statSync(`${folder}/${file}`).size, bytes);
    assert.match(file, /^[a-z]+\.[0-9a-f]{16}\./);
  }
  assert.match(mlflow, /^3\.\d+\.\d+$/);
});

test("what learners store is stored and read back", async () => {
  const { error, stdout, stderr } = await shared.names()(smoke);
  assert.equal(error, undefined);
  assert.match(stdout, new RegExp(`smoke ok, mlflow ${manifest().mlflow.replaceAll(".", "\\.")}\n$`));
  assert.doesNotMatch(stderr, /can't start new thread|Failed to/);
});

test("values, output, top-level await, and a namespace that lasts", async () => {
  const run = shared.names();
  assert.equal((await run("import asyncio\nawait asyncio.sleep(0)\nx = 1\nx + 1")).value, "2");
  assert.equal((await run("x + 10")).value, "11");
  const printed = await run("import sys\nprint('a', end='')\nprint('b', file=sys.stderr)");
  assert.deepEqual([printed.stdout, printed.stderr, printed.value], ["a", "b\n", undefined]);
  assert.equal((await run("sorted(globals().keys() - {'__builtins__'})")).value, "['__name__', 'asyncio', 'sys', 'x']");
});

test("a trace has the learner's own frames, with their lines, also in a later run", async () => {
  const run = shared.names();
  await run("def f():\n    return 1 / 0");
  const { error = "" } = await run("import mlflow\nf()");
  assert.match(error, /File "your_code_2.py", line 2, in <module>\n +f\(\)/);
  assert.match(error, /File "your_code.py", line 2, in f\n +return 1 \/ 0/);
  const refused = await run("with mlflow.start_run():\n    mlflow.log_param('a', 1)\n    mlflow.log_param('a', 2)");
  assert.match(
    refused.error ?? "",
    /^Traceback.*\n {2}File "your_code_3.py", line 3, in <module>\n.*MlflowException: /s,
  );
  assert.doesNotMatch(refused.error ?? "", /site-packages|_pyodide/);
});

test("sys.exit, KeyboardInterrupt and syntax errors end the run, not the tab", async () => {
  const run = shared.names();
  assert.match((await run("import sys\nsys.exit(3)")).error ?? "", /SystemExit: 3/);
  assert.match((await run("raise KeyboardInterrupt")).error ?? "", /KeyboardInterrupt/);
  assert.match((await run("x ===")).error ?? "", /SyntaxError: invalid syntax/);
  assert.equal((await run("6 * 7")).value, "42");
});

test("a check gives the verdict of quizzes.engine.check, and a program that stops says why", async () => {
  const check = `def check(store, names, output):
    if names.get("x") != 1 or output != "hi\\n":
        raise Wrong(f"x is {names.get('x')}.")
    if len(store.search_runs(["0"])) != 1:
        raise Wrong("There is no run.")`;
  const verdict = async (program: string) => JSON.parse(await (await openTab()).tab.check(program, check));
  assert.deepEqual(await verdict("x = 1\nprint('hi')\nimport mlflow\nmlflow.log_metric('a', 1)"), {
    verdict: "right",
    says: "",
    output: "hi\n",
    error: "",
  });
  const wrong = await verdict("x = 2");
  assert.deepEqual([wrong.verdict, wrong.says], ["wrong", "x is 2."]);
  const stopped = await verdict("import torch");
  assert.match(
    stopped.error,
    /ModuleNotFoundError: torch can't be imported in the browser tab: use the lab's notebook\./,
  );
});

test("a module that no layer has says what to do; to ask whether it is there is no error", async () => {
  const { run, do: also } = await openTab();
  assert.match(
    (await run("import torch")).error ?? "",
    /\nModuleNotFoundError: torch can't be imported in the browser tab: use the lab's notebook\.\n$/,
  );
  assert.match((await run("from tensorflow.keras import layers")).error ?? "", /tensorflow can't be imported/);
  assert.match((await run("import numpi")).error ?? "", /No module named 'numpi'\n\nDid you mean `numpy`\?\n$/);
  assert.equal((await run("import importlib.util\nimportlib.util.find_spec('torch')")).error, undefined);
  assert.equal((await run("try:\n    import torch\nexcept ImportError as e:\n    print(e.name)")).stdout, "torch\n");
  also("import sys, champion_tab; sys.meta_path.remove(champion_tab.layers)");
  assert.match((await run("import torch")).error ?? "", /No module named 'torch'/);
});

test("without an empty lock file, a missing module would send learners to micropip", async () => {
  const py = await loadPyodide();
  assert.throws(() => py.runPython("import numpy"), /micropip/);
});

test("a further layer is an entry: it comes when code names it, and in the middle of an import that it does not show", async () => {
  const toy = { asks: ["toy", "mlflow.play"], archive: archive("toy.py", "answer = 42\n") };
  const named = await openTab({ toy });
  const needed = (code: string) => named.tab.layers.needed(code).toJs();
  assert.deepEqual(needed("import toy.part"), ["toy"]);
  assert.deepEqual(needed("import mlflow\nmlflow.play.now()"), ["toy"]);
  assert.deepEqual(needed("from mlflow import play"), ["toy"]);
  assert.deepEqual(needed("import toys, mlflow.players\nx ==="), []);
  assert.equal((await named.run("import toy\ntoy.answer")).value, "42");
  assert.deepEqual(needed("import toy"), []);
  const hidden = await openTab({ toy });
  assert.equal((await hidden.run("import importlib\nimportlib.import_module('toy').answer")).value, "42");
});

// What is missing in the tab

const POOL = `
import mlflow
from concurrent.futures import ThreadPoolExecutor
@mlflow.trace
def inner(n): return n
@mlflow.trace
def outer():
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(inner, range(2)))
outer()
len(mlflow.search_traces(return_type="list"))`;

test("threads: pools run inline", async () => {
  const { run, do: also } = await openTab();
  assert.equal((await run(POOL)).value, "3");
  also(`
import concurrent.futures.thread, importlib, sys, champion_tab
importlib.reload(concurrent.futures.thread)
original = concurrent.futures.thread.ThreadPoolExecutor
concurrent.futures.ThreadPoolExecutor = original
`);
  assert.match((await run(POOL)).error ?? "", /RuntimeError: can't start new thread/);
});

test("threads: a call in a pool or thread has an empty context, so that its trace is its own", async () => {
  const { run, do: also } = await openTab();
  assert.equal((await run(POOL)).value, "3");
  const thread = POOL.replace(
    / {4}with Thread[\s\S]*range\(2\)\)\)/,
    "    t = threading.Thread(target=inner, args=(1,)); t.start(); t.join()",
  );
  assert.notEqual(thread, POOL);
  assert.equal((await run(`import threading\n${thread}`)).value, "5");
  const copied = POOL.replace("pool.map(inner, range(2))", "pool.map(contextvars.copy_context().run, [inner], [1])");
  assert.equal((await run(`import contextvars\n${copied}`)).value, "6");
  also(`
import champion_tab, types
direct = types.SimpleNamespace(run=lambda call, *args, **options: call(*args, **options))
champion_tab.contextvars = types.SimpleNamespace(Context=lambda: direct)
`);
  assert.equal((await run(POOL)).value, "7"); // one trace of three spans: the calls joined the caller's
});

test("threads: the learner's own run inside start; a library's endless one fails loudly", async () => {
  const { run, do: also } = await openTab();
  const own =
    "import threading\nseen = []\nt = threading.Thread(target=seen.append, args=(1,))\nt.start()\nt.join()\n(seen, t.is_alive())";
  assert.equal((await run(own)).value, "([1], False)");
  const raising = await run("t = threading.Thread(target=lambda: 1 / 0)\nt.start()\n'goes on'");
  assert.equal(raising.value, "'goes on'");
  assert.match(raising.stderr, /ZeroDivisionError/);
  assert.match((await run("t.start()")).error ?? "", /threads can only be started once/);
  const foreign = "import sched\nexec('import threading; threading.Thread(target=print).start()', vars(sched))";
  assert.match((await run(foreign)).error ?? "", /can't start new thread/);
  also("import threading, champion_tab; threading.Thread.start = champion_tab.start_thread");
  assert.match((await run(own)).error ?? "", /can't start new thread/);
});

test("threads: MLflow's own short ones run inside start", async () => {
  const prompts = `import mlflow
mlflow.genai.register_prompt(name="greet", template="Hi {{name}}")
mlflow.genai.load_prompt("prompts:/greet/1").version`;
  const { run, do: also } = await openTab();
  assert.equal((await run(prompts)).value, "1");
  also("import champion_tab; champion_tab.INLINE = ('nothing',)");
  assert.match((await run(prompts)).error ?? "", /can't start new thread/);
});

test("threads: what is logged without waiting is there after the wait", async () => {
  const later = `import mlflow
with mlflow.start_run() as run:
    mlflow.log_metric("a", 1.0, synchronous=False).wait()
mlflow.get_run(run.info.run_id).data.metrics`;
  const run = shared.names();
  assert.equal((await run(later)).value, "{'a': 1.0}");
  const without = await openTab();
  without.do("import champion_tab; champion_tab.QUEUES.clear()");
  assert.match((await without.run(later)).error ?? "", /can't start new thread/);
});

test("traces are written at once", async () => {
  const trace =
    "import mlflow\nmlflow.trace(lambda: 1)()\nmlflow.get_trace(mlflow.get_last_active_trace_id()) is not None";
  const run = shared.names();
  assert.equal((await run(trace)).value, "True");
  const without = await openTab();
  without.do("import os; os.environ['MLFLOW_ENABLE_ASYNC_TRACE_LOGGING'] = 'true'");
  const { value, error, stderr } = await without.run(trace);
  assert.ok(value !== "True", `${value} ${error} ${stderr}`);
});

test("the clock strictly increases", async () => {
  const run = shared.names();
  assert.equal(
    (await run("import time\nt = [time.time_ns() for _ in range(9999)]\nt == sorted(set(t))")).value,
    "True",
  );
  assert.equal((await run("abs(time.time_ns() / 1e9 - time.time()) < 5")).value, "True");
});

test("a store behind http fails at once, with a sentence of the network, not of urllib3's insides", async () => {
  const ask = "import mlflow\nmlflow.MlflowClient('http://127.0.0.1:9').search_experiments()";
  const run = shared.names();
  const began = Date.now();
  const { error = "" } = await run(ask);
  assert.match(error, /MlflowException: API request to http:\/\/127\.0\.0\.1:9.* failed with exception/);
  assert.doesNotMatch(error, /default_socket_options/);
  assert.ok(Date.now() - began < 10_000, "it waits between tries");
  const without = await openTab();
  without.do("import urllib3.connection; del urllib3.connection.HTTPConnection.default_socket_options");
  assert.match((await without.run(ask)).error ?? "", /default_socket_options/);
});

test("a trace has its cost, by MLflow's own prices", async () => {
  const cost = `import mlflow
@mlflow.trace(span_type="CHAT_MODEL")
def ask():
    span = mlflow.get_current_active_span()
    span.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15})
    span.set_attribute("mlflow.llm.model", "gpt-4o-mini")
    span.set_attribute("mlflow.llm.provider", "openai")
ask()
mlflow.get_trace(mlflow.get_last_active_trace_id()).info.cost`;
  const run = shared.names();
  assert.equal((await run(cost)).value, "{'input_cost': 1.5e-06, 'output_cost': 3e-06, 'total_cost': 4.5e-06}");
  const asking = await openTab();
  asking.do("import os; del os.environ['MLFLOW_MODEL_CATALOG_URI']");
  asking.do(
    "import mlflow.utils.providers as p; p.cloud_storage_http_request = lambda *a, **o: print('asks the network')",
  );
  assert.match((await asking.run(cost)).stdout, /asks the network/);
  const without = await openTab();
  without.do(
    "import mlflow.utils, pathlib, shutil; shutil.rmtree(pathlib.Path(mlflow.utils.__file__).with_name('model_catalog'))",
  );
  assert.equal((await without.run(cost)).value, undefined);
});

test("a trace does not try to import mlflow.pyfunc", async () => {
  const spy = `
import sys
class Spy:
    asked = []
    def find_spec(self, name, path=None, target=None):
        self.asked.append(name)
sys.meta_path.insert(1, Spy())`;
  const asked = "import mlflow, sys\nmlflow.trace(lambda: 1)()\n'numpy' in sys.meta_path[INDEX].asked";
  const { run, do: also } = await openTab();
  also(spy);
  assert.equal((await run(asked.replace("INDEX", "1"))).value, "False");
  also("import sys; del sys.meta_path[0]");
  assert.equal((await run(asked.replace("INDEX", "0"))).value, "True");
});
