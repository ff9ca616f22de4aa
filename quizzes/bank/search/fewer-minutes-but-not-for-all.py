"""Reads the verdicts on the candidates, then the champion."""

RIGHT = {2: "blocked", 3: "passed", 4: "blocked", 5: "passed"}
WHY = {
    2: "it misses by 9.0 minutes for children, and version 1 by 4.0. The total hides that: block it.",
    3: "it is better in total and for children: it has passed.",
    4: "over all rows it misses by 5.8 minutes, and version 1 by 5.6. Most patients are adults: take the mean over the rows.",
    5: "for children it is equal to version 1, and not above. In total it is better: it has passed.",
}


def check(store, names, output):  # noqa: ARG001
    versions = {int(one.version): one.tags for one in store.search_model_versions("name = 'waiting'")}
    if set(versions) != {1, 2, 3, 4, 5}:
        raise Wrong("`waiting` should have its five versions. Leave the first loop as it is.")
    for version, verdict in RIGHT.items():
        given = versions[version].get("gate")
        if given is None:
            raise Wrong(f"Version {version} has no tag `gate`. Each candidate gets one, `passed` or `blocked`.")
        if given not in ("passed", "blocked"):
            raise Wrong(f"The tag `gate` of version {version} is `{given}`. Write `passed` or `blocked`.")
        if given != verdict:
            raise Wrong(f"Version {version} has the tag `{given}`, but {WHY[version]}")
    champion = int(store.get_registered_model("waiting").aliases.get("champion", 0))
    if champion == 3:
        raise Wrong(
            "The champion is version 3, but version 5 has passed too and its total error is lower. "
            "Children only decide who passes."
        )
    if champion in (2, 4):
        raise Wrong(
            f"The tags are right, but the champion is version {champion}, which is blocked. "
            "Choose from the versions that passed."
        )
    if champion != 5:
        raise Wrong("The tags are right. Now give the alias `champion` to the best of the versions that passed.")
