"""Under which tag a run's description is found."""

import mlflow


def proof():
    with mlflow.start_run(description="Without the northern shops"):
        pass
    found = {
        tag: len(mlflow.search_runs(filter_string=f"tags.`{tag}` LIKE '%northern%'", output_format="list"))
        for tag in (
            "mlflow.note.content",
            "description",
            "mlflow.description",
            "mlflow.note",
            "tags.mlflow.note.content",
        )
    }
    assert [tag for tag, count in found.items() if count] == ["mlflow.note.content"]
