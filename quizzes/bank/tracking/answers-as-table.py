"""Reads the table `answers.json` and the metrics of the run `night`."""

import json

QUESTIONS = {"refund?": True, "opening hours?": False, "warranty?": True, "sizes?": True}


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "night"]
    if not named:
        raise Wrong("There is no run named `night`. Keep the name that the script gives it.")
    run = named[0]
    tables = [entry["path"] for entry in json.loads(run.data.tags.get("mlflow.loggedArtifacts", "[]"))]
    listed = [entry.path for entry in store.list_artifacts(run.info.run_id)]
    if not tables and "answers.json" in listed:
        raise Wrong(
            "`answers.json` is a plain file, which `load_table` does not know. "
            "Write the rows with `log_table`, which adds to those that are there."
        )
    if not tables:
        raise Wrong("The run `night` has no table. Write the rows with `log_table`.")
    if tables != ["answers.json"]:
        raise Wrong(
            f"The rows are spread over {', '.join(sorted(tables))}. "
            "Give each call the one name `answers.json`: a table grows."
        )
    table = store.load_table(run.info.experiment_id, "answers.json", [run.info.run_id])
    if set(table.columns) != {"question", "right"}:
        raise Wrong(f"The columns are {', '.join(map(str, table.columns))}. They should be question and right.")
    if len(table) != len(QUESTIONS):
        raise Wrong(
            f"The table has {len(table)} rows, not 4. `log_table` adds what you hand over to what is there: "
            "hand over each row once."
        )
    if {row["question"]: bool(row["right"]) for row in table.to_dict("records")} != QUESTIONS:
        raise Wrong("A question or an answer in the table is not that of `batches`. Log them as they are.")
    metrics(run)


def metrics(run):
    """The run has the one metric `accuracy`, over all answers."""
    if "accuracy" not in run.data.metrics:
        raise Wrong("The run has no metric `accuracy`. Log the share of right answers once, after the loop.")
    if beyond := sorted(set(run.data.metrics) - {"accuracy"}):
        raise Wrong(
            f"Beside `accuracy` the run still has the metrics {', '.join(beyond)}. "
            "The answers are in the table: drop them."
        )
    value = run.data.metrics["accuracy"]
    if value == 1:  # the share of the last batch
        raise Wrong(
            "`accuracy` is 1.0, not 0.75. A run shows one value per metric, here that of the last batch: "
            "count over all four answers."
        )
    if value != 0.75:
        raise Wrong(f"`accuracy` is {value}, not 0.75: three of the four answers are right.")
