// A static server as plain as GitHub Pages, under a sub-path, that remembers what it was asked; and a second origin.
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};
const COMPRESSED = new Set([".html", ".js", ".css", ".svg", ".json", ".xml", ".txt", ".wasm"]);

type Failure = "missing" | "cut" | "half" | "altered";

export interface Served {
  origin: string;
  /** Where the site is: ends in the sub-path. */
  url: string;
  /** Path and query of every request that arrived, web sockets included. */
  asked: string[];
  /** The address of the file that is lent to tests. */
  lent: string;
  /** Bytes sent as bodies, after compression. */
  sent: () => number;
  /**
   * From now on give 404, as after a redeployment; close every connection, as without network; send half of a file, or
   * another one of its size.
   */
  fail: (how: Failure | undefined, matching?: RegExp) => void;
  close: () => Promise<void>;
}

const LENT = "/lent-to-tests";

/** Serves `folder` under /champion/; without a folder everything is a 404, but is remembered. `lends`: a file beside it; `takes`: where to write what is posted there. */
export async function serve(
  folder?: string,
  { lends, takes }: { lends?: string; takes?: string } = {},
): Promise<Served> {
  const base = "/champion/";
  const asked: string[] = [];
  const compressed = new Map<string, Buffer>();
  let sent = 0;
  let failing: { how: Failure; matching: RegExp } | undefined;

  const find = (url: string): string | undefined => {
    const wanted = path.posix.normalize(decodeURIComponent(url.split("?")[0] ?? ""));
    if (!folder || !wanted.startsWith(base)) return undefined;
    const file = path.join(folder, wanted.slice(base.length), wanted.endsWith("/") ? "index.html" : "");
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  };

  const server = http.createServer((request, response) => {
    const url = request.url ?? "/";
    if (lends && url === LENT) {
      response.writeHead(200, { "cache-control": "no-store", "content-length": fs.statSync(lends).size });
      return fs.createReadStream(lends).pipe(response);
    }
    if (takes && url === LENT) {
      pipeline(request, fs.createWriteStream(takes)).then(() => response.end(), console.error);
      return response;
    }
    asked.push(url);
    const failure = failing?.matching.test(url) ? failing.how : undefined;
    if (failure === "cut") return request.socket.destroy();
    const file = failure === "missing" ? undefined : find(url);
    if (!file) return response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    const ending = path.extname(file);
    const headers: http.OutgoingHttpHeaders = {
      "content-type": TYPES[ending] ?? "application/octet-stream",
      "cache-control": "max-age=600",
    };
    let body = compressed.get(file);
    if (!body) {
      body = fs.readFileSync(file);
      if (COMPRESSED.has(ending)) body = zlib.gzipSync(body);
      compressed.set(file, body);
    }
    if (failure === "half") body = body.subarray(0, body.length / 2);
    if (failure === "altered") body = Buffer.from(body.map((byte) => byte ^ 1));
    if (COMPRESSED.has(ending)) headers["content-encoding"] = "gzip";
    sent += body.length;
    return response.writeHead(200, headers).end(body);
  });
  server.on("upgrade", (request, socket) => {
    asked.push(request.url ?? "/");
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: origin + base,
    asked,
    lent: origin + LENT,
    sent: () => sent,
    fail: (how, matching = /./) => {
      failing = how && { how, matching };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
