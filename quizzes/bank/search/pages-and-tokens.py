"""How many runs each page holds, and which of them has a token."""

import mlflow
from mlflow import MlflowClient


def proof():
    for _ in range(5):
        with mlflow.start_run():
            pass
    client = MlflowClient()
    token, sizes, seen = None, [], []
    while True:
        page = client.search_runs(["0"], max_results=2, page_token=token)
        sizes.append(len(page))
        seen += [run.info.run_id for run in page]
        token = page.token
        if not token:
            break
    assert (sizes, token) == ([2, 2, 1], None)
    assert len(set(seen)) == 5
