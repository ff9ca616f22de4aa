// The page of the sandbox's tests: the runtime as the site has it, and beside it what the attacks are after.
import "../../../web/src/runtime/console.ts";
import { type Outcome, python } from "../../../web/src/runtime/python.ts";

export interface Probe {
  python: typeof python;
  /** The states that the page has seen, in order, without repetition. */
  states: string[];
  later: Outcome | undefined;
  /** Messages and broadcasts that reached this page. */
  heard: string[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

const probe: Probe = { python, states: [python.status.state], later: undefined, heard: [] };
python.addEventListener("status", () => {
  if (probe.states.at(-1) !== python.status.state) probe.states.push(python.status.state);
});
addEventListener("message", ({ data }) => probe.heard.push(JSON.stringify(data)));
new BroadcastChannel("champion").onmessage = ({ data }) => probe.heard.push(JSON.stringify(data));

localStorage.setItem("progress", "secret");
// biome-ignore lint/suspicious/noDocumentCookie: the attack is after an ordinary cookie
document.cookie = "progress=secret";
await new Promise<void>((done, fail) => {
  const request = indexedDB.open("progress", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("events").put("secret", "event");
  };
  request.onsuccess = () => {
    request.result.close();
    done();
  };
  request.onerror = () => fail(request.error);
});
await (await caches.open("progress")).put("event", new Response("secret"));
window.probe = probe;
