"""Processes of their own for pages, proofs and programs: MLflow keeps state per process."""

import multiprocessing
import traceback
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(scope="session")
def apart() -> Callable[[Callable[[], Any]], Any]:
    """Runs a function in a fork, in a fresh place with an empty store; gives what it returns.

    MLflow and scikit-learn are imported once, before forking: that takes longer than most proofs.
    """
    from tools.running import fresh_place, preload

    preload()
    context = multiprocessing.get_context("fork")

    def run(work: Callable[[], Any], limit: int = 180) -> Any:
        ours, theirs = context.Pipe(duplex=False)

        def child() -> None:
            try:
                with fresh_place():
                    theirs.send((True, work()))
            except BaseException:
                theirs.send((False, traceback.format_exc()))

        process = context.Process(target=child)
        process.start()
        theirs.close()
        try:
            worked, result = ours.recv() if ours.poll(limit) else (False, f"no answer in {limit} s")
        except EOFError:
            worked, result = False, "the process died"
        process.join(5)
        process.kill()
        assert worked, result
        return result

    return run
