"""Of all ways to order the lines, only one does what the stem asks."""

import textwrap
from itertools import permutations

from mlflow import MlflowClient, MlflowException

NUMBER = 'new = client.get_model_version_by_alias("coin", "challenger").version'
IF = 'if error("models:/coin@challenger") < error("models:/coin@champion"):'
TAG = '    client.set_model_version_tag("coin", new, "verdict", "better")'
MOVE = '    client.set_registered_model_alias("coin", "champion", new)'
FREE = 'client.delete_registered_model_alias("coin", "challenger")'
TAG_BY_ALIAS = '    client.set_model_version_tag("coin", "champion", "verdict", "better")'
DELETE = 'client.delete_model_version("coin", new)'


def left_by(lines, better):
    """The aliases and the tags of version 2 after the lines; None if they raise or tag after the move."""
    client = MlflowClient()
    client.create_registered_model("coin")
    for number in (1, 2):
        client.create_model_version("coin", f"s3://mint/{number}")
    client.set_registered_model_alias("coin", "champion", "1")
    client.set_registered_model_alias("coin", "challenger", "2")

    def error(address):
        client.get_model_version_by_alias("coin", address.partition("@")[2])
        return 1 if address.endswith("challenger") == better else 2

    try:
        exec(textwrap.dedent("\n".join(lines)), {"client": client, "error": error})  # noqa: S102  # the lines above
        return client.get_registered_model("coin").aliases, client.get_model_version("coin", "2").tags
    except (NameError, MlflowException):
        return None
    finally:
        client.delete_registered_model("coin")


def does_it(lines):
    """Whether both a better and a worse challenger end as they should, with the tag before the move."""
    text = textwrap.dedent("\n".join(lines))
    try:
        compile(text, "lines", "exec")
    except SyntaxError:
        return False
    if lines.index(TAG) > lines.index(MOVE):
        return False
    won = left_by(lines, better=True) == ({"champion": 2}, {"verdict": "better"})
    lost = left_by(lines, better=False) == ({"champion": 1}, {})
    return won and lost


def proof():
    right = [NUMBER, IF, TAG, MOVE, FREE]
    assert [order for order in permutations(right) if does_it(order)] == [tuple(right)], "one order only"
    assert left_by([NUMBER, IF, TAG_BY_ALIAS, MOVE, FREE], better=True) is None, "a tag wants a number"
    assert left_by([NUMBER, IF, TAG, MOVE, FREE, DELETE], better=True) is None, "the champion would be gone"
