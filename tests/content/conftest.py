"""Checks of code items, in CPython."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from quizzes.engine.check import run
from tools.bank import load


@pytest.fixture
def verdict(apart: Callable[[Callable[[], Any]], Any]) -> Callable[[str, str], Any]:
    """What an item's check says of a program, which runs in a process of its own."""
    bank, _ = load()
    return lambda name, program: apart(lambda: asyncio.run(run(program, bank.proofs[name])))
