"""The playground's fence."""

from pathlib import Path

import pytest

from tools.fences.playground import EXAMPLES, examples, playground


def test_the_fence_draws_each_example_to_read_without_a_script() -> None:
    names = sorted(path.stem for path in EXAMPLES.glob("*.py"))
    drawn = playground("\n".join(names), "playground", "", {}, None)
    for name in names:
        assert f'id="example-{name}"' in drawn
    assert drawn.count('<div class="highlight">') == len(names)
    assert '"install": "mlflow==' in drawn


@pytest.mark.parametrize(
    ("files", "body", "says"),
    [
        ({"a.py": "# A\n", "b.py": "# B\n"}, "a", "it names a; .* has a, b"),
        ({"a.py": "# A\n"}, "a\nc", "it names a, c; .* has a"),
        ({"a.py": "# A\n"}, "a\na", "it names a, a; .* has a"),
        ({"a.py": "import mlflow\n"}, "a", "a.py does not begin with a comment"),
    ],
)
def test_examples_that_are_not_those_of_the_folder_or_have_no_title_are_refused(
    tmp_path: Path, files: dict[str, str], body: str, says: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ValueError, match=says):
        examples(body, tmp_path)
