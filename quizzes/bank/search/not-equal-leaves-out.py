"""What `!=` does with runs that lack the tag."""

import mlflow


def count(condition):
    return len(mlflow.search_runs(filter_string=condition, output_format="list"))


def proof():
    for number in range(30):
        tags = {"stage": "draft"} if number < 10 else {"stage": "final"} if number < 15 else {}
        with mlflow.start_run(tags=tags):
            pass
    assert count("tags.stage != 'draft'") == 5
    assert count("tags.stage != 'draft'") not in (20, 15, 0)
    assert count("tags.stage IS NULL") == 15
