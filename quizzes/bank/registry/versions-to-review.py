"""Compares `pending` with the tags of the versions."""


def check(store, names, output):  # noqa: ARG001
    pending = names.get("pending")
    tags = {str(version.version): version.tags for version in store.search_model_versions("name = 'draw'")}
    right = sorted(number for number in tags if tags[number].get("validation_status") != "approved")
    if right != ["2", "3", "4", "6"]:
        raise Wrong("The tags of the versions have changed. Only read them; nobody has reviewed anything yet.")
    if not isinstance(pending, list) or not all(isinstance(number, str) for number in pending):
        raise Wrong('`pending` should be a list of the numbers as text, such as `["1", "2"]`.')
    if pending == ["3"]:
        raise Wrong("`pending` has only version 3. A comparison finds no version that lacks the tag.")
    if sorted(pending) == ["1", "5"]:
        raise Wrong("`pending` holds the approved versions. Asked are the others.")
    if sorted(pending) == ["2", "4", "6"]:
        raise Wrong("`pending` lacks version 3. It was looked at and rejected, so it is not approved either.")
    if sorted(pending) == right and pending != right:
        raise Wrong("The right versions, but from the newest down. Sort them in ascending order.")
    if pending != right:
        raise Wrong(f"`pending` is {pending}. Four versions are not approved: one rejected, three without the tag.")
