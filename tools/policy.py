"""The Content-Security-Policy of every page, and the last mending of its HTML."""

import base64
import hashlib
import html.parser
import re
from pathlib import Path

from tools.problem import Fault


class InlineScripts(html.parser.HTMLParser):
    """Collects the texts of a page's inline scripts; blocks of data are none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note that an inline script begins."""
        given = dict(attrs)
        self.inside = (
            tag == "script" and "src" not in given and given.get("type") in (None, "module", "text/javascript")
        )
        if self.inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        """Keep its text."""
        if self.inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """Note that it ends."""
        self.inside = self.inside and tag != "script"


def inline_scripts(text: str) -> list[str]:
    """The texts of the inline scripts of a page."""
    parser = InlineScripts()
    parser.feed(text)
    return parser.found


def policy(scripts_: set[str]) -> str:
    """The policy of every page: nothing from elsewhere, and of inline scripts these only.

    The same on all pages, because instant navigation runs the next page's scripts under the first page's policy.
    """
    hashes = sorted(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts_)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
        ]
    )


# What the theme and its plugin leave invalid: an empty tabindex; a style sheet printed as a Python list.
INVALID = re.compile(r' tabindex=""|\s*<style>\s*\[\'.*?</style>', re.DOTALL)


def add_policy(folder: Path) -> None:
    """Write the policy into every page, and mend its HTML; the sandbox's page has a policy of its own."""
    pages = [page for page in folder.rglob("*.html") if not page.name.startswith("sandbox.")]
    texts = {page: INVALID.sub("", page.read_text("utf-8")) for page in pages}
    content = policy({script for text in texts.values() for script in inline_scripts(text)})
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    for page, text in texts.items():
        new, count = re.subn(
            r'<meta charset="utf-8"\s*/?>', lambda match: match[0] + meta, text, count=1, flags=re.IGNORECASE
        )
        if count != 1:
            raise Fault(f"{page.relative_to(folder)} has no <meta charset> to put the policy behind")
        page.write_text(new, "utf-8")
