"""Reads which version of each line is the champion."""


def check(store, names, output):  # noqa: ARG001
    champion = {}
    for line in ("blue", "green", "grey", "red"):
        found = [model for model in store.search_registered_models() if model.name == line]
        if not found or len(store.search_model_versions(f"name = '{line}'")) != 2:
            raise Wrong(f"`{line}` should have its two versions. Leave the first loop as it is.")
        if "champion" not in found[0].aliases:
            raise Wrong(f"`{line}` has no `champion`. A line that fails the gate keeps the one it had.")
        champion[line] = int(found[0].aliases["champion"])
    if champion["green"] == 2:
        raise Wrong(
            "The new version of `green` is its champion, but it misses by 6.0 minutes. "
            "A version that fails must not reach the call that moves the alias."
        )
    if champion["blue"] == 2 and champion["red"] == 1:
        raise Wrong(
            "`blue` has a new champion and `red` has none: you compare with the numbers of last year. "
            "Score both versions on this week's rows."
        )
    if champion["blue"] == 2:
        raise Wrong(
            "The new version of `blue` is its champion, but both versions miss by 3.0 minutes. "
            "A tie keeps the champion: ask for a change too."
        )
    if champion["grey"] == 2:
        raise Wrong(
            "The new version of `grey` is its champion, but it is better by 0.25 minutes only. The gate wants 0.5."
        )
    if champion["red"] == 1:
        raise Wrong(
            "`red` has kept version 1, which misses by 4.0 minutes this week, while version 2 misses by 2.0. "
            "Which of the two results is the candidate?"
        )
