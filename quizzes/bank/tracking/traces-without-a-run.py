"""Two traces with two spans each, of which one is linked to the only run."""

import mlflow


def proof():
    mlflow.set_experiment("helpdesk")

    @mlflow.trace
    def find(word):
        return word.upper()

    @mlflow.trace
    def answer(question):
        return find(question)

    with mlflow.start_run() as run:
        answer("open?")
    answer("closed?")

    traces = mlflow.search_traces(return_type="list")
    assert len(mlflow.search_runs(output_format="list")) == 1
    assert [len(trace.data.spans) for trace in traces] == [2, 2]
    assert len(mlflow.search_traces(run_id=run.info.run_id, return_type="list")) == 1
    assert mlflow.active_run() is None
