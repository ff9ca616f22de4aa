"""Reading and running the fences of a page."""

import multiprocessing
import re
from collections.abc import Callable
from typing import Any

import pytest

from tools.pages import Page, fences
from tools.running import fresh_place, run

EVERY_KIND = """\
```python title="first.py" linenums="1" hl_lines="2"
a = 1
b = a + 1
```

!!! note
    ```python
    assert b == 2
    ```

=== "Tab"

    ```{ .python .run }
    c = b + 1
    ```

1. In a list

    ```python
    assert c == 3
    ```

<!-- skip: next "needs a Databricks workspace" -->

```python
raise SystemExit("must not run")
```

``` { .python .annotate }
print(c)
```

``` { .text .output }
3
```
"""


def in_a_process_of_its_own(work: Callable[[], Any]) -> Any:
    """What `work` returns or the text of what it raises; it runs in a fork."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def child() -> None:
        try:
            with fresh_place():
                theirs.send(work())
        except BaseException as error:
            theirs.send(f"{type(error).__name__}: {error}")

    process = context.Process(target=child)
    process.start()
    process.join(60)
    assert ours.poll(1), "the process gave nothing"
    return ours.recv()


def test_every_kind_of_fence_is_found() -> None:
    found = [fence for fence in fences(EVERY_KIND) if fence.language == "python"]
    assert len(found) == len(re.findall(r"`{3} ?(?:python|\{ \.python)", EVERY_KIND)) == 6
    assert [fence.skip for fence in found] == [None, None, None, None, "needs a Databricks workspace", None]
    assert ["run" in fence.classes for fence in found] == [False, False, True, False, False, False]
    assert found[2].body == "c = b + 1\n"
    assert EVERY_KIND.splitlines()[found[2].line - 1].strip() == "c = b + 1"


def test_fences_share_one_namespace_and_outputs_are_compared() -> None:
    assert in_a_process_of_its_own(lambda: run(Page("p.md", EVERY_KIND))) == EVERY_KIND


def test_a_wrong_output_is_named_with_its_line() -> None:
    page = Page("p.md", EVERY_KIND.replace("\n3\n", "\n4\n"))
    line = page.text.splitlines().index("4") + 1
    assert in_a_process_of_its_own(lambda: run(page)).startswith(f"Differs: docs/p.md:{line}: the fence printed\n3")


def test_outputs_are_rewritten_and_nothing_else() -> None:
    page = Page("p.md", EVERY_KIND.replace("\n3\n", "\nold\nlines\n"))
    assert in_a_process_of_its_own(lambda: run(page, rewrite=True)) == EVERY_KIND


def test_outputs_in_a_list_keep_their_place() -> None:
    text = "1. One\n\n    ```python\n    print('a\\nb')\n    ```\n\n    ```{ .text .output }\n    x\n    ```\n\nEnd\n"
    assert in_a_process_of_its_own(lambda: run(Page("p.md", text), rewrite=True)) == text.replace(
        "    x\n", "    a\n    b\n"
    )


def test_a_failing_fence_is_named_with_its_line() -> None:
    def work() -> str:
        try:
            run(Page("p.md", "# P\n\n```python\nx = 1\n1 / 0\n```\n"))
        except ZeroDivisionError as error:
            assert error.__traceback__ is not None
            trace = error.__traceback__
            while trace.tb_next:
                trace = trace.tb_next
            return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return "nothing raised"

    assert in_a_process_of_its_own(work) == "docs/p.md:5"


def test_a_page_that_leaves_a_run_open_fails() -> None:
    page = Page("p.md", "```python\nimport mlflow\nmlflow.log_param('a', 1)\n```\n")
    assert "a run is still active" in in_a_process_of_its_own(lambda: run(page))


def test_shell_fences_run() -> None:
    page = Page("p.md", "```{ .console }\n$ echo one && echo two\n```\n\n```{ .text .output }\none\ntwo\n```\n")
    assert in_a_process_of_its_own(lambda: run(page)) == page.text


def test_a_fresh_place_has_a_store_and_none_of_the_users_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")

    def work() -> Any:
        import mlflow

        return [experiment.name for experiment in mlflow.search_experiments()]

    assert in_a_process_of_its_own(work) == ["Default"]


def test_a_fence_for_a_larger_library_waits_with_its_output_until_it_is_asked_for() -> None:
    waiting = "<!-- extra: torch -->\n```python\nprint(1)\n```\n\n```{ .text .output }\n2\n```\n"
    page = Page("a.md", waiting)
    assert in_a_process_of_its_own(lambda: run(page)) == waiting
    assert "printed\n1" in in_a_process_of_its_own(lambda: run(page, extra=True))
    wrong = Page(
        "a.md", '```python\nprint(1)\n```\n\n<!-- skip: next "no" -->\n```python\n```\n\n```{ .text .output }\n2\n```\n'
    )
    assert "printed\n1" in in_a_process_of_its_own(lambda: run(wrong)), "a skipped fence hides no output"
