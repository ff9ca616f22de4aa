// node web/build.mjs RUNTIME OUT [TOLD]: the site's scripts and styles, and beside them all that Python in the tab needs.
// RUNTIME: the folder that tools.runtime wrote. OUT: what the site serves as assets/champion/. TOLD: as JSON,
// what learners are told of in their code: old forms, and errors that are known.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const SOURCE = fileURLToPath(new URL("src/", import.meta.url));
const PYODIDE = fileURLToPath(new URL("../node_modules/pyodide/", import.meta.url));
const HASHED = /\.[0-9a-f]{16}\./;

/** Writes everything to `out`; gives what is baked in about the runtime. */
export async function build(runtime, out, entry = path.join(SOURCE, "main.ts"), told = { forms: [], errors: [] }) {
  const manifest = JSON.parse(fs.readFileSync(path.join(runtime, "manifest.json"), "utf8"));
  clear(out);
  const { lock, absent, layers, named_only, hints, lacking, ...baked } = manifest;
  for (const asset of Object.values(baked.files)) {
    const content = fs.readFileSync(path.join(runtime, asset.file));
    fs.writeFileSync(path.join(out, asset.file), content);
    asset.sha256 = sha256(content).toString("base64");
  }
  baked.files.worker = hashed(
    out,
    "python.js",
    await workerScript("worker.ts", {
      LOCK_INFO: JSON.stringify(lock),
      LAYERS: JSON.stringify(JSON.stringify({ layers, after: baked.after, named_only, absent })),
    }),
  );
  baked.engine = await engine(runtime, out);
  baked.layers = hints; // a page need not know each module
  baked.files.frame = hashed(out, "sandbox.html", sandboxPage());
  await esbuild.build({
    entryPoints: { main: entry },
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    entryNames: "[name]",
    chunkNames: "chunks/[name]-[hash]",
    assetNames: "chunks/[name]-[hash]",
    loader: { ".py": "text" },
    define: {
      RUNTIME: JSON.stringify(baked),
      LACKING: JSON.stringify(lacking),
      OLD_FORMS: JSON.stringify(told.forms),
      KNOWN_ERRORS: JSON.stringify(told.errors),
    },
    logLevel: "warning",
  });
  return baked;
}

/** An earlier build's files would be served for ever: their names are never written again. */
function clear(out) {
  fs.mkdirSync(out, { recursive: true });
  fs.rmSync(path.join(out, "chunks"), { recursive: true, force: true });
  for (const name of fs.readdirSync(out)) if (HASHED.test(name)) fs.rmSync(path.join(out, name));
}

function hashed(out, name, content) {
  const digest = sha256(content);
  const hash = digest.toString("hex").slice(0, 16);
  const [stem, ending] = name.split(".");
  const file = `${stem}.${hash}.${ending}`;
  fs.writeFileSync(path.join(out, file), content);
  return { file, bytes: Buffer.byteLength(content), sha256: digest.toString("base64") };
}

const sha256 = (content) => createHash("sha256").update(content).digest();

/** The engine's wheels, and its worker, which has their lock file in it. */
async function engine(runtime, out) {
  const lock = fs.readFileSync(path.join(runtime, "engine/pyodide-lock.json"), "utf8");
  const wheels = {};
  for (const { name, file_name } of Object.values(JSON.parse(lock).packages))
    wheels[file_name] = hashed(out, `${name}.whl`, fs.readFileSync(path.join(runtime, "engine", file_name)));
  const script = await workerScript("engine-worker.ts", { LOCK: JSON.stringify(lock) });
  return { worker: hashed(out, "engine.js", script), wheels };
}

/**
 * A worker of web/src/runtime as one classic script, with Pyodide's loader in it: the sandbox's policy has no source for
 * scripts, so there is nothing to import. `source`: other text than that of the file. `mend`:
 * what to do to the loader.
 */
export async function workerScript(
  name,
  define,
  source = fs.readFileSync(path.join(SOURCE, "runtime", name), "utf8"),
  mend = (loader) => keptLinks(quickDlopen(loader)),
) {
  const loader = fs.readFileSync(path.join(PYODIDE, "pyodide.js"), "utf8"); // the classic build: sets globalThis.loadPyodide
  const asm = swap(mend(fs.readFileSync(path.join(PYODIDE, "pyodide.asm.mjs"), "utf8")), [
    ["import.meta.url", '"https://pyodide.invalid/"', 3],
    ["export default _createPyodideModule;", "return _createPyodideModule;", 1],
  ]);
  const { outputFiles } = await esbuild.build({
    stdin: { contents: source, resolveDir: path.join(SOURCE, "runtime"), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    minify: true,
    define,
    logLevel: "warning",
  });
  // Pyodide asks by importScripts whether this is a classic worker, and would refuse it; Firefox would log the question.
  const script = `(() => {
"use strict";
self.importScripts = () => { throw new Error("No script can be imported here"); };
const { loadPyodide } = (() => {${loader}
return loadPyodide; })();
delete globalThis.loadPyodide;
const createPyodideModule = (() => {${asm}})();
${outputFiles[0].text}})();
`;
  return script.replace(/^\/\/# sourceMappingURL.*$/gm, "");
}

/**
 * Emscripten's loader, with its work per library no longer growing with the libraries that are there: for each of them it
 * walks the symbols of all and grows the function table, which doubles the time that scikit-learn takes to import.
 */
export function quickDlopen(loader) {
  return swap(loader, [
    [
      "var GOT={};",
      `var GOT={};var newInGOT=[];var tableUsed=0;var reserveTable=size=>{tableUsed||=wasmTable.length;
if(tableUsed+size>wasmTable.length)wasmTable.grow(Math.max(size,32768));tableUsed+=size;return tableUsed-size};`,
      1,
    ],
    [
      'rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},-1)',
      'rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},-1);newInGOT.push([symName,rtn])',
      1,
    ],
    ["of Object.entries(GOT)){if(entry.value==-1)", "of newInGOT.splice(0)){if(entry.value==-1)", 1],
    ['return wasmTable["grow"](1)', "return reserveTable(1)", 1],
    [
      "var tableBase=metadata.tableSize?wasmTable.length:0",
      "var tableBase=metadata.tableSize?reserveTable(metadata.tableSize):0",
      1,
    ],
    ["if(metadata.tableSize){wasmTable.grow(metadata.tableSize)}", "", 1],
  ]);
}

/** What quickDlopen gives, which notes in `Module.links` what it links, and links again what it is told: see runtime/memory.ts. */
export function keptLinks(loader) {
  const base = "alignMemory(getMemory(metadata.memorySize+memAlign),memAlign)";
  return swap(loader, [
    [
      "var GOT={};",
      `var GOT={};var slot=(size,take)=>{var links=Module.links;var at=links?.again?.length?links.again.pop()[0]:take();
links?.slots.push([at,size]);return at};
var table={get used(){return tableUsed},free:()=>freeTableIndexes,set(used,free){
if(used>wasmTable.length)wasmTable.grow(used-wasmTable.length);tableUsed=used;freeTableIndexes.splice(0,Infinity,...free)}};`,
      1,
    ],
    [
      `var memoryBase=metadata.memorySize?${base}:0;`,
      `var link=Module.links?.now;var memoryBase=link?link.base:metadata.memorySize?${base}:0;
Module.links?.done.push({path:libName,handle,base:memoryBase,global:!!flags.global,nodelete:!!flags.nodelete});`,
      1,
    ],
    [
      "metadata.tableSize?reserveTable(metadata.tableSize):0",
      "metadata.tableSize?slot(metadata.tableSize,()=>reserveTable(metadata.tableSize)):0",
      1,
    ],
    ["var ret=getEmptyTableSlot();", "var ret=slot(1,getEmptyTableSlot);", 1],
    [
      "var module=binary instanceof WebAssembly.Module?binary:",
      "var module=link?link.module:binary instanceof WebAssembly.Module?binary:",
      1,
    ],
    // Memory holds what these would write.
    ["if(applyRelocs){if(runtimeInitialized)", "if(applyRelocs&&!link){if(runtimeInitialized)", 1],
    ["if(init){if(runtimeInitialized)", "if(init&&!link){if(runtimeInitialized)", 1],
    [
      "result=addFunction(result,result.sig);",
      "result=addFunction(result,result.sig);Module.links?.done.push({handle,symbol});",
      1,
    ],
    // A getter of the worker's own wants the worker, not Pyodide's view of it.
    ["i=Reflect.get(...arguments),", "i=Reflect.get(r,n),", 1],
    ['Module["LDSO"]=LDSO;', 'Module["LDSO"]=LDSO;Module.table=table;', 1],
  ]);
}

/** Replaces texts of Pyodide's loader, each of which must be there so many times. */
function swap(text, changes) {
  for (const [from, to, count] of changes) {
    const found = text.split(from).length - 1;
    if (found !== count)
      throw new Error(`Pyodide's loader has ${found} of ${from} instead of ${count}: is this another version?`);
    text = text.replaceAll(from, () => to);
  }
  return text;
}

/** The frame, with the hash of its own script in its policy: no formatter may touch it after this. */
function sandboxPage() {
  const page = fs.readFileSync(path.join(SOURCE, "runtime/sandbox.html"), "utf8");
  const [, script] = page.match(/<script>([\s\S]*)<\/script>/);
  return page.replace("sha256-HASH", `sha256-${sha256(script).toString("base64")}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [runtime, out, told] = process.argv.slice(2);
  await build(runtime, out, undefined, told && JSON.parse(told));
}
