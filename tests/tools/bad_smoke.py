"""A smoke test that fails: test_runtime.py packs it and must be told."""

raise AssertionError("as it should")
