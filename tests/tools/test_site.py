"""The policy of pages, and what serving does with addresses."""

import base64
import hashlib
from pathlib import Path

import pytest

from tools import policy, serve, site
from tools.problem import Fault

PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body><script>one()</script>{}</body></html>'


def hash_of(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def test_inline_scripts_are_found_and_data_is_none() -> None:
    html = PAGE.format(
        '<script src="a.js"></script><script type="application/json">{"a": "<b>"}</script><script type="module">two()</script>'
    )
    assert policy.inline_scripts(html) == ["one()", "two()"]


def test_every_page_gets_the_same_policy_with_the_hashes_of_all(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(""))
    (tmp_path / "b.html").write_text(PAGE.format("<script>two()</script>"))
    (tmp_path / "sandbox.0123.html").write_text(PAGE.format(""))
    policy.add_policy(tmp_path)
    for name in ("a.html", "b.html"):
        text = (tmp_path / name).read_text()
        for script in ("one()", "two()"):
            assert f"'sha256-{hash_of(script)}'" in text
        assert "default-src 'none'" in text
        assert "unsafe-eval" not in text
        assert text.index("Content-Security-Policy") < text.index("<script>")
    assert "Content-Security-Policy" not in (tmp_path / "sandbox.0123.html").read_text()


def test_what_the_theme_leaves_invalid_is_mended(tmp_path: Path) -> None:
    bad = """<label tabindex="">a</label> <style>\n['pre { line-height: 125%; }\\n']\n</style> <style>p { color: red }</style>"""
    (tmp_path / "a.html").write_text(PAGE.format(bad))
    policy.add_policy(tmp_path)
    assert "<label>a</label> <style>p { color: red }</style>" in (tmp_path / "a.html").read_text()


def test_a_page_that_cannot_take_the_policy_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>")
    with pytest.raises(Fault, match=r"a\.html has no <meta charset>"):
        policy.add_policy(tmp_path)


def test_a_taken_port_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(serve, "build", lambda: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Fault, match=f"port {port} is taken"):
            serve.serve(port)


def test_the_sources_of_the_site_are_there() -> None:
    for names in (site.SOURCES, site.WEB, site.PAGES):
        assert site.paths(names)
        assert all((site.ROOT / name).exists() for name in names)
