"""A logged model that was begun by hand stays PENDING."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        letters = mlflow.initialize_logged_model(name="letters", params={"tone": "plain"})
        mlflow.log_metric("complaints", 3, model_id=letters.model_id)
    assert mlflow.get_run(run.info.run_id).info.status == "FINISHED"
    stored = mlflow.get_logged_model(letters.model_id)
    assert stored.source_run_id == run.info.run_id
    assert str(stored.status) == "PENDING", "not READY, FINISHED or FAILED after the block"
    assert str(mlflow.finalize_logged_model(letters.model_id, "READY").status) == "READY"
    try:
        mlflow.finalize_logged_model(letters.model_id, "FINISHED")
    except ValueError:
        pass
    else:
        raise AssertionError("FINISHED is a status of runs")
