"""Of all ways to order the lines, two do what the stem asks, and neither line that does not belong helps."""

from itertools import permutations

from mlflow import MlflowClient, MlflowException

BAD = 'bad = client.get_model_version_by_alias("kiosk", "champion").version'
GOOD = 'good = client.get_model_version_by_alias("kiosk", "previous").version'
BACK = 'client.set_registered_model_alias("kiosk", "champion", good)'
MARK = 'client.set_model_version_tag("kiosk", bad, "verdict", "prices wrongly")'
FREE = 'client.delete_registered_model_alias("kiosk", "previous")'
GAP = 'client.delete_registered_model_alias("kiosk", "champion")'
BY_NAME = 'client.set_registered_model_alias("kiosk", "champion", "previous")'


def left_by(lines):
    """Aliases and tags after each line; None if one raises."""
    client = MlflowClient()
    client.create_registered_model("kiosk")
    for number in (1, 2):
        client.create_model_version("kiosk", f"s3://kiosk/{number}")
    client.set_registered_model_alias("kiosk", "previous", "1")
    client.set_registered_model_alias("kiosk", "champion", "2")
    names = {"client": client}
    seen = []
    try:
        for line in lines:
            exec(line, names)  # noqa: S102  # the lines above
            tags = [client.get_model_version("kiosk", number).tags for number in ("1", "2")]
            seen.append((dict(client.get_registered_model("kiosk").aliases), tags))
    except (NameError, MlflowException):
        return None
    finally:
        client.delete_registered_model("kiosk")
    return seen


def does_it(lines):
    seen = left_by(lines)
    if seen is None or seen[-1] != ({"champion": 1}, [{}, {"verdict": "prices wrongly"}]):
        return False
    changes = [line for line in lines if line in (BACK, MARK, FREE)]
    return lines[:2] in ([BAD, GOOD], [GOOD, BAD]) and changes == [BACK, MARK, FREE]


def proof():
    right = [BAD, GOOD, BACK, MARK, FREE]
    found = [list(order) for order in permutations(right) if does_it(list(order))]
    assert sorted(found) == sorted([right, [GOOD, BAD, BACK, MARK, FREE]])
    assert left_by([BAD, GOOD, BY_NAME, MARK, FREE]) is None, "an alias is no version"
    gap = left_by([BAD, GOOD, GAP, BACK, MARK, FREE])
    assert "champion" not in gap[2][0], "for a moment nobody is champion"
