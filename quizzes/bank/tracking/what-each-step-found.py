"""What tag, parameter, metric and trace keep of two questions in one run."""

import mlflow
from mlflow import MlflowException

NOTES = {"open?": "At nine.", "closed?": "At six."}


def both(record):
    """The run in which an agent searches for two questions; `record` gets each question's notes."""

    def search(question):
        record(NOTES[question])
        return NOTES[question]

    with mlflow.start_run() as run:
        for question in NOTES:
            search(question)
    return mlflow.get_run(run.info.run_id)


def proof():
    assert both(lambda notes: mlflow.set_tag("notes", notes)).data.tags["notes"] == "At six.", "the last one only"

    counted = both(lambda notes: mlflow.log_metric("notes", len(notes)))
    points = mlflow.MlflowClient().get_metric_history(counted.info.run_id, "notes")
    assert sorted(point.value for point in points) == [7, 8], "numbers only"

    refused = ""
    try:
        both(lambda notes: mlflow.log_param("notes", notes))
    except MlflowException as error:
        refused = error.message
    assert "Changing param values is not allowed" in refused, "the second question raises"

    @mlflow.trace
    def search(question):
        return NOTES[question]

    @mlflow.trace
    def agent(question):
        return search(question)

    with mlflow.start_run() as run:
        for question in NOTES:
            agent(question)
    traces = mlflow.search_traces(run_id=run.info.run_id, return_type="list")
    found = {}
    for trace in traces:
        (span,) = [span for span in trace.data.spans if span.name == "search"]
        found[span.inputs["question"]] = span.outputs
    assert found == NOTES
