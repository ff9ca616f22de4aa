"""What a second run under the same name is."""

import mlflow


def proof():
    caught = []
    for depth in (0, 4):
        try:
            with mlflow.start_run(run_name="fold-3"):
                mlflow.log_param("depth", depth)
                mlflow.log_metric("share", 1 / depth)
        except Exception as error:  # whatever it raises
            caught.append(type(error))
    assert caught == [ZeroDivisionError], "neither a locked parameter nor an active run"
    runs = mlflow.search_runs(filter_string="run_name = 'fold-3'", output_format="list")
    found = sorted((run.info.status, run.data.params["depth"]) for run in runs)
    assert found == [("FAILED", "0"), ("FINISHED", "4")], "two runs"
