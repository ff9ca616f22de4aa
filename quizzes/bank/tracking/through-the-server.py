"""Where a file goes that is logged through a tracking server: its own app, on a socket, in a thread of this process."""

import os
import threading
from pathlib import Path

import mlflow


def proof():
    cellar = Path("cellar").absolute()
    cellar.mkdir()
    os.environ |= {  # what `mlflow server` hands to its app
        "_MLFLOW_SERVER_FILE_STORE": f"sqlite:///{cellar}/team.db",
        "_MLFLOW_SERVER_ARTIFACT_ROOT": "mlflow-artifacts:/",
        "_MLFLOW_SERVER_SERVE_ARTIFACTS": "true",
        "_MLFLOW_SERVER_ARTIFACT_DESTINATION": str(cellar / "art"),
        "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    }
    from mlflow.server import app
    from werkzeug.serving import make_server

    asked = []

    def listening(environment, start):
        asked.append((environment["REQUEST_METHOD"], environment["PATH_INFO"]))
        return app.wsgi_app(environment, start)

    app.test_client().post(
        "/api/2.0/mlflow/experiments/search", json={"max_results": 1}
    )  # it sets the URI of its process
    server = make_server("127.0.0.1", 0, listening, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    laptop = Path("laptop")
    laptop.mkdir()
    os.chdir(laptop)
    try:
        mlflow.set_tracking_uri(f"http://127.0.0.1:{server.port}")
        mlflow.set_experiment("churn")
        with mlflow.start_run() as run:
            mlflow.log_text("seed 7", "notes.txt")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert run.info.artifact_uri.startswith("mlflow-artifacts:/")
    assert any(method == "PUT" and path.endswith("/notes.txt") for method, path in asked), "the client sends it"
    (written,) = (cellar / "art").rglob("notes.txt")
    assert written.read_text() == "seed 7"
    assert not list(Path.cwd().iterdir()), "nothing stays on the laptop"
    assert b"seed 7" not in (cellar / "team.db").read_bytes(), "nor does it go to the database"
