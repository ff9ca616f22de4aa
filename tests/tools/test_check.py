"""Every rule of the check catches its bad example, at the line, with what to do."""

import re

import pytest

from tests.tools.conftest import ITEM, TEMPTING, Project
from tools.problem import Problems

ITEM_FILE = "quizzes/bank/tracking/one.toml"
PREDICT = ITEM.replace('type = "choice"', 'type = "predict"\ncode = "print(1)"')
ORDER = """\
type = "order"
objectives = ["mla-1.12"]
page = "tracking/runs.md#metrics"
level = "apply"
source = "https://mlflow.org/docs/latest/"
stem = "Put them in order."
lines = ["a", "b"]
extra = ["c"]
also = [["b", "a"]]
rationale = "A run has to be open before anything can be logged into it, so it comes first."
"""
SHORT = """\
type = "short"
objectives = ["mla-1.12"]
page = "tracking/runs.md#metrics"
level = "apply"
source = "https://mlflow.org/docs/latest/"
stem = "Which?"
answers = ["run_id"]
rationale = "A run has to be open before anything can be logged into it, so it comes first."

[[near]]
text = "id"
rationale = "It is a part of the name, but no attribute of the run's info is called that."
"""
CODE = """\
type = "code"
objectives = ["mla-1.12"]
page = "tracking/runs.md#metrics"
level = "apply"
source = "https://mlflow.org/docs/latest/"
stem = "Log a run."
starter = "..."
solution = "1"
also = ["2"]
hints = ["a", "b"]

[[mistake]]
code = "3"
says = "No."

[[mistake]]
code = "4"
says = "No."
"""
CHECK = "def check(store, names, output):\n    raise Wrong('No.')\n"
SAME_STEM = {"quizzes/bank/tracking/two.toml": ITEM, "quizzes/bank/tracking/two.py": "def proof():\n    assert 1\n"}


def test_a_faultless_project_has_no_problems(project: Project) -> None:
    assert project.problems() == []


@pytest.mark.parametrize("item", [PREDICT, ORDER, SHORT])
def test_every_type_can_be_faultless(project: Project, item: str) -> None:
    project.write(ITEM_FILE, item)
    assert project.problems() == []


def test_a_code_item_can_be_faultless(project: Project) -> None:
    project.write(ITEM_FILE, CODE)
    project.write(ITEM_FILE.replace(".toml", ".py"), CHECK)
    assert project.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('stem = "Which', "stem = Which", "one.toml:7: no valid TOML"),
        ('stem = "Which call records the loss once per epoch?"\n', "", "one.toml:1: the file has no stem. Add `stem`."),
        ('level = "apply"', 'level = "hard"', "one.toml:4: the file: level: Input should be"),
        ('level = "apply"', 'level = "apply"\nlevle = "apply"', "one.toml:5: the file has an unknown field levle"),
        (f'text = "b"\nrationale = "{TEMPTING}"', 'text = "b"', "one.toml:14: option 2 has no rationale. Say why"),
        ('text = "c"', "text = 3", "one.toml:18: option 3: text: Input should be a valid string"),
        ('text = "c"', 'text = "b"', "one.toml:18: option 3 repeats another"),
        ("key = true\n", "", "one.toml:7: 4 options with 0 keys. Give four options with one key"),
        ('"mla-1.12"', '"mla-9.9"', "one.toml:2: no exam has an objective mla-9.9"),
        ('"mla-1.12"', '"dea-1.1"', "one.toml:2: dea-1.1 has nothing to do with MLflow"),
        ('"mla-1.12"', '"mla-1.12", "mla-4.5"', "one.toml:2: two sections of machine-learning-associate"),
        ('["mla-1.12"]', "[]", "one.toml:2: the item serves no objective"),
        ("runs.md#metrics", "walks.md#metrics", "one.toml:3: there is no page docs/tracking/walks.md"),
        ("#metrics", "#metric", "one.toml:3: docs/tracking/runs.md has no anchor #metric. It has metrics, runs."),
        ("mlflow.log_metric", "mlflow.log_metrik", "one.toml:5: the pinned mlflow has no mlflow.log_metrik"),
        (
            "https://mlflow.org",
            "https://blog.example",
            "one.toml:6: https://blog.example/docs/latest/ is no official page",
        ),
        ("https://mlflow.org", "http://mlflow.org", "is no official page"),
    ],
)
def test_a_spoiled_item_is_named_with_line_and_next_step(project: Project, old: str, new: str, message: str) -> None:
    project.spoil(ITEM_FILE, old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


def test_several_keys_must_be_announced_in_the_stem(project: Project) -> None:
    fifth = '\n[[option]]\ntext = "e"\nrationale = "It logs one more point for each epoch, at the place that its step names."\nkey = true\n'
    project.write(ITEM_FILE, ITEM + fifth)
    assert any("one.toml:7: the stem does not say that two options" in problem for problem in project.problems())
    project.write(ITEM_FILE, ITEM.replace("Which call", "Which two calls") + fifth)
    assert project.problems() == []


@pytest.mark.parametrize(
    ("item", "old", "new", "message"),
    [
        (ORDER, '"c"', '"a"', "an extra line is also one of the lines"),
        (ORDER, '"a", "b"]\nextra', '"a", "a"]\nextra', "two lines are equal"),
        (ORDER, '[["b", "a"]]', '[["b", "x"]]', "another right order has a line that is not in lines"),
        (ORDER, '[["b", "a"]]', '[["a", "b"]]', "another right order equals lines"),
        (SHORT, '"run_id"]', '"run_id", "RUN_ID "]', "an answer is empty or equals another once normalised"),
        (SHORT, 'text = "id"', 'text = "`run_id`"', "one.toml:10: this near miss is right once normalised"),
        (CODE, 'also = ["2"]', "also = []", "at least 1 also"),
        (CODE, '["a", "b"]', '["a"]', "at least 2 hints"),
        (CODE, '[[mistake]]\ncode = "4"\nsays = "No."', "", "at least 2 mistake"),
    ],
)
def test_a_spoiled_item_of_another_type(project: Project, item: str, old: str, new: str, message: str) -> None:
    project.write(ITEM_FILE, item)
    if item == CODE:
        project.write(ITEM_FILE.replace(".toml", ".py"), CHECK)
    project.spoil(ITEM_FILE, old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def prove():\n    assert 1\n", "one.py:1: it defines no proof()"),
        ("def proof():\n    print(1)\n", "one.py:1: proof can never fail"),
        ("def proof(:\n", "one.py:1: no valid Python"),
    ],
)
def test_a_proof_that_proves_nothing(project: Project, source: str, message: str) -> None:
    project.write("quizzes/bank/tracking/one.py", source)
    assert any(message in problem for problem in project.problems()), project.problems()


def test_an_item_about_an_api_has_a_proof(project: Project) -> None:
    (project.root / "quizzes/bank/tracking/one.py").unlink()
    assert any("there is no proof beside this item" in problem for problem in project.problems())


def test_a_check_takes_store_names_and_output(project: Project) -> None:
    project.write(ITEM_FILE, CODE)
    project.write(ITEM_FILE.replace(".toml", ".py"), CHECK.replace("names, ", ""))
    assert any("check takes other arguments" in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (SAME_STEM, "two.toml:1: the stem equals that of tracking/one"),
        ({"quizzes/bank/tracking/notes.txt": ""}, "notes.txt:1: this file is no item"),
        ({"quizzes/bank/tracking/Two.toml": ITEM}, "Two.toml:1: this file is no item"),
        ({"quizzes/bank/two.toml": ITEM}, "two.toml:1: this file is no item"),
        ({"quizzes/bank/tracking/two.py": ""}, "two.py:1: this proof has no item"),
        ({"docs/lost.md": "---\ntitle: x\ndescription: x\n---\n"}, "docs/lost.md:1: the page is not in nav"),
        ({"labs/tracking/data.csv": ""}, "data.csv:1: this file is no lab"),
        ({"labs/one.py": ""}, "labs/one.py:1: this file is no lab"),
    ],
)
def test_files_that_are_too_many(project: Project, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        project.write(name, text)
    assert any(message in problem for problem in project.problems()), project.problems()


def test_an_old_id_is_not_an_item_of_its_own(project: Project) -> None:
    for name, text in SAME_STEM.items():
        project.write(name, text.replace("once per epoch", "twice per epoch"))
    project.spoil(ITEM_FILE, 'level = "apply"', 'level = "apply"\nformerly = ["tracking/two"]')
    assert any("tracking/two is an item of its own" in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("weight = 38", "weight = 39", "the weights add up to 101"),
        ('id = "mla-1.2"', 'id = "mlb-1.2"', "the id mlb-1.2 is out of place"),
        ('id = "mla-1.2"', 'id = "mla-1.1"', "the id mla-1.1 is out of place"),
        ('relevance = "related"', 'relevance = "some"', "relevance: Input should be"),
        ("minutes = 90\n", "", "the file has no minutes"),
    ],
)
def test_a_spoiled_blueprint(project: Project, old: str, new: str, message: str) -> None:
    project.spoil("quizzes/blueprints/machine-learning-associate.toml", old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Runs\n", "", "runs.md:1: the front matter has no title"),
        ("[mla-1.12]", "[mla-9.9]", "runs.md:1: no exam has an objective mla-9.9"),
        ("guide: []", "guide: [H99]", "it settles row H99 of the guide, which is another page's"),
        ("tracking/one\n", "tracking/none\n", "runs.md:20: the bank has no item tracking/none"),
        ("tracking/one\n", "domain: tracking\nn: 2\n", "runs.md:20: the domain tracking has 1 items, not 2"),
        ("tracking/one\n", "domain: tracking\n", "runs.md:20: a quiz is item ids"),
        ("guide: []", "guide: []\ndomain: walking", "runs.md:1: the bank has no domain walking"),
        ("```quiz\n", "```objectives\n", "runs.md:20: this objectives fence names another page"),
        ("```quiz\ntracking/one", "```objectives\nall", "runs.md:20: this objectives fence names another page"),
        ("```quiz\n", "```blueprint\n", "runs.md:20: no exam tracking/one"),
        ("```{ .python .run }\nprint(1 + 1)\n```\n\n", "", "an output follows no code"),
        ("```{ .python .run }", "<!-- skip: next -->\n\n```{ .python .run }", "a fence is skipped without a reason"),
        ("tracking/one\n```\n", "tracking/one\n", "runs.md:20: this fence is never closed"),
    ],
)
def test_a_spoiled_page(project: Project, old: str, new: str, message: str) -> None:
    project.spoil("docs/tracking/runs.md", old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


def test_a_page_that_nav_names_is_there(project: Project) -> None:
    project.spoil("mkdocs.yml", "  - tracking/runs.md\n", "  - tracking/runs.md\n  - tracking/none.md\n")
    assert any("nav names docs/tracking/none.md, which is not there" in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("one.py", "#     minutes: 5\n", "", "its header has no minutes"),
        ("one.py", "tab: full", "tab: perhaps", "tab is 'perhaps'"),
        ("one.py", "mla-1.12", "mla-9.9", "no exam has an objective mla-9.9"),
        ("one.py", "check:add", "check:sub", "don't pair"),
        ("one.py", ', "result"', "", "one cell with the tag result"),
        ("one.py", "#     builds: One.\n", "", "its header has no builds"),
        ("one.py", "# BEGIN SOLUTION\n", "", "a task has no solution"),
        ("one.mutants.toml", 'task = "add"', 'task = "sub"', "one.mutants.toml:1: no task is called sub"),
        ("one.mutants.toml", 'task = "add"', 'task = "sub"', "task add has no mutant"),
        ("one.mutants.toml", 'says = "The total is not 2 yet."\n', "", "Give task, code and says"),
    ],
)
def test_a_spoiled_lab(project: Project, name: str, old: str, new: str, message: str) -> None:
    project.spoil(f"labs/tracking/{name}", old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


def test_a_lab_is_in_nav_and_has_mutants(project: Project) -> None:
    project.spoil("mkdocs.yml", "  - labs/tracking/one.ipynb\n", "")
    (project.root / "labs/tracking/one.mutants.toml").unlink()
    found = project.problems()
    assert any("the lab is not in nav" in problem for problem in found)
    assert any("there are no mutants" in problem for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('raises = "division by zero"\n', "", "forms.toml:1: fields are missing or unknown"),
        ('["H01"]', '["H99"]', "the guide has no row H99"),
        ("#metrics", "#none", "there is no docs/tracking/runs.md#none"),
        ('now = "1 / 1"\n', "", "names and now go together"),
        ('".divide"', '"divide"', "divide is no name that code can be told by"),
        ('".divide"', '".multiply"', "the old code has no .multiply"),
        ('".divide"', '".divide", ".divide"', "the name .divide belongs to another form too"),
    ],
)
def test_a_spoiled_form(project: Project, old: str, new: str, message: str) -> None:
    project.spoil("docs/old-and-new/forms.toml", old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("errors", 'next = "Divide by one."\n', "", "errors.toml:1: fields are missing or unknown"),
        ("errors", "#metrics", "#none", "there is no docs/tracking/runs.md#none"),
        ("calls", "#metrics", "#none", "calls.toml:5: there is no docs/tracking/runs.md#none"),
        ("calls", 'does = "divides"\n', "", "calls.toml:5: fields are missing or unknown"),
        ("glossary", 'page = "tracking/runs.md#metrics"', 'page = "none.md"', "there is no docs/none.md"),
        ("glossary", 'term = "metric"', 'name = "metric"', "glossary.toml:1: fields are missing or unknown"),
    ],
)
def test_a_spoiled_row_of_the_reference(project: Project, name: str, old: str, new: str, message: str) -> None:
    project.spoil(f"docs/reference/{name}.toml", old, new)
    assert any(message in problem for problem in project.problems()), project.problems()


@pytest.mark.parametrize(
    ("old", "new", "message"), [("= ", "", "no valid TOML"), ("[[error]]", "[[fault]]", "has no [[error]]")]
)
def test_data_that_cannot_be_read_are_a_problem_and_no_trace(
    project: Project, old: str, new: str, message: str
) -> None:
    project.spoil("docs/reference/errors.toml", old, new)
    with pytest.raises(Problems, match=re.escape(message)):
        project.problems()


def test_errors_are_shown_and_rows_are_there_once(project: Project) -> None:
    for name in ("errors", "glossary"):
        path = f"docs/reference/{name}.toml"
        project.write(path, (project.root / path).read_text("utf-8") * 2)
    project.spoil("docs/reference/errors.md", "tracking/runs.md", "tracking/other.md")
    project.spoil("docs/reference/calls.md", "```calls\nOne\n```", "")
    found = project.problems()
    assert any("calls.md:1: it shows no calls of One" in problem for problem in found)
    assert any("division is there twice" in problem for problem in found)
    assert any("metric is there twice" in problem for problem in found)
    assert any("errors.md:1: it shows no errors of tracking/runs.md" in problem for problem in found)


def test_an_item_is_shown_somewhere(project: Project) -> None:
    project.spoil("docs/tracking/runs.md", "```quiz\ntracking/one\n```", "")
    assert any("one.toml:1: no page shows this item" in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("tracking/runs.md#none", "guide.toml:1: row H01: there is no docs/tracking/runs.md#none"),
        ("tracking/runs.md#", "guide.toml:1: row H01: there is no docs/tracking/runs.md#."),
        ("tracking/planned.md#metrics", "guide.toml:1: row H01: there is no docs/tracking/planned.md#metrics"),
    ],
)
def test_a_row_of_the_guide_names_an_anchor_that_is_there(project: Project, page: str, message: str) -> None:
    project.spoil("docs/reference/guide.toml", "tracking/runs.md", page)
    assert any(message in problem for problem in project.problems()), project.problems()


@pytest.mark.parametrize("page", ["tracking/runs.md", "tracking/runs.md#metrics", "tracking/planned.md"])
def test_a_row_of_the_guide_may_leave_the_anchor_out_and_its_page_be_planned(project: Project, page: str) -> None:
    project.spoil("docs/reference/guide.toml", "tracking/runs.md", page)
    if "planned" not in page:
        project.spoil("docs/tracking/runs.md", "guide: []", "guide: [H01]")
    assert project.problems() == []


def test_ids_of_forms_and_rows_are_unique(project: Project) -> None:
    for name in ("docs/old-and-new/forms.toml", "docs/reference/guide.toml"):
        project.write(name, (project.root / name).read_text("utf-8") * 2)
    found = project.problems()
    assert any("the id one is taken" in problem for problem in found)
    assert any("row H01 is there twice" in problem for problem in found)
