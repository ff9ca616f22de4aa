"""Every proof holds; every code item accepts right programs and refuses wrong ones with their own sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from quizzes.engine.item import Code
from tools.bank import load

BANK, PROBLEMS = load()
PROVEN = [name for name in BANK.proofs if not isinstance(BANK.items[name], Code)]
CODE = {name: item for name, item in BANK.items.items() if isinstance(item, Code)}
RIGHT = [(name, n) for name, item in CODE.items() for n in range(1 + len(item.also))]
MISTAKES = [(name, n) for name, item in CODE.items() for n in range(len(item.mistake))]
Apart = Callable[[Callable[[], Any]], Any]
Verdict = Callable[[str, str], Any]


def test_the_bank_is_not_empty() -> None:
    assert not PROBLEMS
    assert PROVEN
    assert CODE


@pytest.mark.parametrize("name", PROVEN)
def test_proof_holds(name: str, apart: Apart) -> None:
    def work() -> None:
        names: dict[str, Any] = {"__name__": "proof"}
        exec(compile(BANK.proofs[name], f"quizzes/bank/{name}.py", "exec"), names)
        names["proof"]()

    apart(work)


@pytest.mark.parametrize(("name", "number"), RIGHT)
def test_right_programs_pass(name: str, number: int, verdict: Verdict) -> None:
    program = [CODE[name].solution, *CODE[name].also][number]
    result = verdict(name, program)
    assert (result["verdict"], result["says"], result["error"]) == ("right", "", "")


@pytest.mark.parametrize("name", CODE)
def test_the_starter_fails(name: str, verdict: Verdict) -> None:
    result = verdict(name, CODE[name].starter)
    assert result["verdict"] == "wrong"
    assert result["says"]
    assert "could not read" not in result["says"]


@pytest.mark.parametrize(("name", "number"), MISTAKES)
def test_a_mistake_gets_its_own_sentence(name: str, number: int, verdict: Verdict) -> None:
    mistake = CODE[name].mistake[number]
    result = verdict(name, mistake.code)
    assert (result["verdict"], result["says"], result["error"]) == ("wrong", mistake.says, "")
