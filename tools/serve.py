"""Serves the site as it will be published, and builds anew what changes."""

import errno
import http.server
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

from tools.fences import base
from tools.problem import ROOT, Fault
from tools.site import SITE, SOURCES, build, paths

TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".zst": "application/octet-stream",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves site/ under the site's base path, as it will be published."""

    base = "/"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, directory=str(SITE), **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file, or the reader to where the site is."""
        if self.path in ("/", self.base.rstrip("/")):
            self.send_response(302)
            self.send_header("Location", self.base)
            self.end_headers()
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """The file of an address; what is not under the base path is not there."""
        return super().translate_path(
            path.removeprefix(self.base.rstrip("/")) if path.startswith(self.base) else "/none"
        )

    def end_headers(self) -> None:
        """Let the browser ask again for what has no hash in its name."""
        if not re.search(r"\.[0-9a-f]{8,}\.|chunks/", self.path):
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def serve(port: int) -> None:
    """Build, serve on 127.0.0.1, and build anew what changes, until interrupted."""
    build()
    Handler.base = base()
    server = listen(port, Handler, "make serve PORT=")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"\n  Study at http://127.0.0.1:{server.server_port}{Handler.base}   (Ctrl+C to stop)\n", flush=True)
    try:
        watch()
    except KeyboardInterrupt:
        server.shutdown()


def listen(port: int, handler: type[Handler], again: str) -> http.server.ThreadingHTTPServer:
    """A server on 127.0.0.1. `again`: the command that takes another port, without its number."""
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Fault(f"port {port} is taken: {again}{port + 1}") from error
        raise


def watch() -> None:
    """Build anew when a source changes. Tools are read anew too: the building is done by a process of its own."""
    state = snapshot()
    while True:
        time.sleep(1)
        if (now := snapshot()) == state:
            continue
        changed = sorted(
            p.relative_to(ROOT).as_posix() for p in set(now) ^ set(state) | {p for p in now if now[p] != state.get(p)}
        )
        state = now
        print(f"  {changed[0]}{f' and {len(changed) - 1} more' if len(changed) > 1 else ''} changed", flush=True)
        subprocess.run([sys.executable, "-m", "tools", "build"], cwd=ROOT, check=False)


def snapshot() -> dict[Path, int]:
    """Of every source: when it was last written."""
    return {path: path.stat().st_mtime_ns for path in paths(SOURCES) if path.exists()}
