# ---
# jupyter:
#   champion:
#     title: "A tracking server for a team"
#     objectives: [mla-1.13, mlp-2.7, mla-1.12]
#     builds: "A tracking server to which two colleagues log, and a display without MLflow that reads the best run from it."
#     result: "All runs on the server, with who logged them."
#     minutes: 35
#     tab: partly
#     uses: [MLflow server]
#   jupytext:
#     notebook_metadata_filter: champion
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A tracking server for a team
#
# Mia and Leo share one question: how many bikes stand at the station in the course of a day? Each of them tries
# curves on a computer of their own, and each has a list of runs that the other cannot see. You give them one server:
# both log to it, and a display in the hall, on which no MLflow is installed, reads the best run from it.
#
# You learn to
#
# - start a tracking server with a database and a folder for the files;
# - send two programs to it without a change in their code;
# - ask it over http, as a program without MLflow does;
# - know which page of its user interface answers which question.
#
# There are four tasks. Your copy of the notebook has the line `# Your code here` where a task wants code. The cell
# after each task checks what your code left on the server, and says in one sentence what is missing. If you run the
# set-up again, run everything below it again.
#
# A server and two programs are processes of their own, which a browser tab does not have. There the tasks 1 and 2
# stand as they ran; the tasks 3 and 4 can be done.
#
# For all four you need a Jupyter of your own, with MLflow 3 and pandas:
#
# ```console
# pip install mlflow pandas jupyter
# ```

# %% [markdown]
# ## Set-up
#
# The next cell makes a fresh folder for you and one for the server, and finds a free port. A setting of
# `MLFLOW_TRACKING_URI` that you may have plays no part here.
#
# You get these helpers. `start(options)` stops the server that it started before, starts one in an empty folder and
# waits until it answers. `stop()` ends it, and it also ends when this notebook's Python ends, however that happens.
# `fresh(name)` gives the name of an experiment that the server does not have yet, so you may run a task as often as
# you like.

# %%
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "ERROR")  # hides MLflow's notices, not its errors
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "1"  # a dead server is told at once, not after four minutes
os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"  # no links after each run

import mlflow
import pandas as pd

place = Path(tempfile.mkdtemp(prefix="shared-server-"))
server_folder = Path(tempfile.mkdtemp(prefix="server-", dir=place))
(place / "work").mkdir()
os.chdir(place / "work")
mlflow.set_tracking_uri("sqlite:///mlflow.db")  # the notebook's own store, which stays empty

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    PORT = probe.getsockname()[1]  # a free one; write a number here to have a certain one
ADDRESS = f"http://127.0.0.1:{PORT}"
client = mlflow.MlflowClient(tracking_uri=ADDRESS)
NO_ANSWER = f"No server answers at {ADDRESS}: run the cell of task 1, with start(options) in it."

# Runs the server, and ends it as soon as the notebook's Python is gone and closes the pipe.
KEEPER = """
import subprocess, sys, threading

server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)

def end():
    sys.stdin.read()
    server.terminate()

threading.Thread(target=end, daemon=True).start()
sys.exit(server.wait())
"""
keeper = None


def answers():
    """Whether the server answers."""
    try:
        with urllib.request.urlopen(f"{ADDRESS}/health", timeout=10) as answer:
            return answer.read() == b"OK"
    except OSError:
        return False


def taken():
    """Whether some program listens at the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", PORT)) == 0


def stop():
    """End the server, if there is one."""
    global keeper
    if keeper is not None:
        keeper.stdin.close()
        keeper.wait(60)
        keeper = None


def start(options):
    """Start the server in an empty folder, with these options; come back when it answers."""
    global keeper, server_folder
    stop()
    for _ in range(60):
        if not taken():
            break
        time.sleep(0.5)
    else:
        raise RuntimeError(
            f"Another program listens at port {PORT}: give PORT another number in the set-up, and run it again."
        )
    server_folder = Path(tempfile.mkdtemp(prefix="server-", dir=place))
    settings = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")}
    settings |= {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    command = [sys.executable, "-m", "mlflow", "server", "--workers", "1", "--port", str(PORT)]
    with (server_folder / "log.txt").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER, *command, *options],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=server_folder,
            env=settings,
            start_new_session=True,  # Kernel > Interrupt shall not end the server
        )
    for _ in range(400):
        if answers():
            return
        if keeper.poll() is not None:
            *_, last = (server_folder / "log.txt").read_text().strip().splitlines() or ["nothing"]
            raise RuntimeError(f"The server has ended at once. It said: {last}")
        time.sleep(0.25)
    stop()
    raise RuntimeError("The server has not answered for 100 s, so it was stopped: look into log.txt in its folder.")


def fresh(name):
    """The name of an experiment that the server does not have yet: name-1, name-2 …"""
    number = 1
    while client.get_experiment_by_name(f"{name}-{number}"):
        number += 1
    return f"{name}-{number}"


# %% [markdown]
# ## Task 1: start the server
#
# In a terminal you would write `mlflow server` and options after it. Here `start` writes the first part, with the
# port; you give the rest, as a list of texts: each option and each value is one element. Paths are seen from the
# server's folder, because there it is started.
#
# - `--backend-store-uri` says where values go: a database, as a URI such as `sqlite:///some.db`.
# - `--artifacts-destination` says where the server puts the files that clients send to it.
#
# **Put into the list `options` what it takes so that values go to the SQLite file `team.db` and files to the folder
# `art`. Then call `start(options)`.** It takes some seconds.

# %% tags=["task:start", "local"] why="It starts a server, which is a process of its own."
# BEGIN SOLUTION
options = ["--backend-store-uri", "sqlite:///team.db", "--artifacts-destination", "art"]
start(options)
# END SOLUTION

# %% tags=["check:start", "local"] why="It asks that server."
assert answers(), NO_ANSWER
assert (server_folder / "team.db").exists(), (
    "The server has no file team.db: name it with --backend-store-uri, as the URI sqlite:///team.db."
)
trial = client.get_experiment(client.create_experiment(fresh("trial")))
assert trial.artifact_location.startswith("mlflow-artifacts:"), (
    "The server hands out a path instead of mlflow-artifacts:, so each client would have to reach that path: "
    "give --artifacts-destination, and neither --no-serve-artifacts nor --default-artifact-root."
)
run = client.create_run(trial.experiment_id, run_name="hello")
client.log_text(run.info.run_id, "hello", "hello.txt")
client.set_terminated(run.info.run_id)
(landed,) = [path.relative_to(server_folder).parts[0] for path in server_folder.rglob("hello.txt")]
assert landed == "art", f"A file went to the folder {landed}, not to art: name art with --artifacts-destination."
print("Right: the server answers,", trial.artifact_location, "is where files of the experiment go.")

# %% [markdown]
# ## Task 2: two people, one experiment
#
# This is the program that both run. It fits a curve of each degree that it is given and logs how far off it is. It
# says nothing of a server, an experiment or a person: it takes all three from its environment.

# %%
Path("train.py").write_text("""
import sys

import mlflow
import numpy as np

chance = np.random.default_rng(7)
hour = chance.uniform(0, 24, 50)
bikes = 12 + 7 * np.sin(hour / 24 * 2 * np.pi) + chance.normal(0, 1.5, 50)
hour = hour / 12 - 1  # from -1 to 1

for degree in [int(text) for text in sys.argv[1:]]:
    with mlflow.start_run(run_name=f"degree-{degree}"):
        curve = np.polyfit(hour[:20], bikes[:20], degree)
        missed = np.polyval(curve, hour[20:]) - bikes[20:]
        mlflow.log_param("degree", degree)
        mlflow.log_metric("rmse", float(np.sqrt(np.mean(missed**2))))
        mlflow.log_dict({"coefficients": curve.tolist()}, "curve.json")
""")


def train(settings, *degrees):
    """Run train.py in a process and a folder of its own, with these settings added to its environment."""
    kept = {name: value for name, value in os.environ.items() if name != "MLFLOW_TRACKING_URI"}
    done = subprocess.run(
        [sys.executable, Path("train.py").absolute(), *map(str, degrees)],
        cwd=tempfile.mkdtemp(dir="."),
        env=kept | settings,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"train.py has failed: {done.stderr.strip().splitlines()[-1]}")


# %% [markdown]
# Three variables of the environment are enough:
#
# | variable | says |
# |---|---|
# | `MLFLOW_TRACKING_URI` | which store or server |
# | `MLFLOW_EXPERIMENT_NAME` | which experiment; MLflow makes it if it is missing |
# | `LOGNAME` | who: MLflow writes the name of the account into the tag `mlflow.user` |
#
# On two computers the third would be there by itself. Here one computer plays both. (So the tag is a note and no
# proof of who it was: a server that must know asks for a password.)
#
# **Call `train(settings, …)` twice, with a dictionary of these variables: once as `mia` with the degrees 1, 2 and 3,
# once as `leo` with the degrees 4, 6 and 9. Both log to the server, to the experiment whose name is in `survey`.**

# %% tags=["task:team", "local"] why="It starts two programs."
survey = fresh("survey")
# BEGIN SOLUTION
shared = {"MLFLOW_TRACKING_URI": ADDRESS, "MLFLOW_EXPERIMENT_NAME": survey}
train({**shared, "LOGNAME": "mia"}, 1, 2, 3)
train({**shared, "LOGNAME": "leo"}, 4, 6, 9)
# END SOLUTION

# %% tags=["check:team", "local"] why="It asks the server for their runs."
assert answers(), NO_ANSWER
experiment = client.get_experiment_by_name(survey)
assert experiment, (
    f"The server has no experiment {survey}: give both programs MLFLOW_TRACKING_URI with ADDRESS "
    "and MLFLOW_EXPERIMENT_NAME with survey; without the first they write a mlflow.db of their own."
)
runs = client.search_runs([experiment.experiment_id], order_by=["start_time ASC"])
users = {run.data.tags["mlflow.user"] for run in runs}
assert len(users) > 1, (
    f"All runs are those of {', '.join(users) or 'nobody'}: "
    "start the program twice, with another LOGNAME, the server and the same experiment each time."
)
assert users == {"mia", "leo"}, f"The runs are those of {' and '.join(sorted(users))}: LOGNAME is mia once, leo once."
for who, wanted in {"mia": {"1", "2", "3"}, "leo": {"4", "6", "9"}}.items():
    found = {run.data.params["degree"] for run in runs if run.data.tags["mlflow.user"] == who}
    assert found == wanted, f"{who} has tried the degrees {', '.join(sorted(found))}, not {', '.join(sorted(wanted))}."
assert len(runs) == 6, f"There are {len(runs)} runs, not 6: call train once for each of the two."
files = list((server_folder / "art" / experiment.experiment_id).rglob("curve.json"))
assert len(files) == 6, "The files are not in the server's folder art: do task 1 once more, then this one."
print("Right: three runs of mia and three of leo, and their six files lie with the server.")

# %% [markdown]
# ## Task 3: ask without MLflow
#
# The display in the hall speaks JSON over http and nothing else. `post(path, body)` below does what it does: it sends
# a dictionary as JSON, and gives the answer as a dictionary. (In the browser tab the server's own application
# answers, without a network.)
#
# The display shows the runs of last month, which somebody has logged in the same way: nothing of MLflow was needed
# there either.

# %%
API = "/api/2.0/mlflow"

if sys.platform == "emscripten":  # a browser tab
    os.environ |= {
        "_MLFLOW_SERVER_FILE_STORE": f"sqlite:///{server_folder}/team.db",
        "_MLFLOW_SERVER_ARTIFACT_ROOT": "mlflow-artifacts:/",
        "_MLFLOW_SERVER_SERVE_ARTIFACTS": "true",
        "_MLFLOW_SERVER_ARTIFACT_DESTINATION": f"{server_folder}/art",
    }
    from mlflow.server import app

    client = mlflow.MlflowClient(tracking_uri=os.environ["_MLFLOW_SERVER_FILE_STORE"])

    def post(path, body):
        """The server's answer to a dictionary."""
        answer = app.test_client().post(path, json=body)
        if answer.status_code != 200:
            raise RuntimeError(f"The server refuses with {answer.status_code}: {answer.text}")
        return answer.json

else:

    def post(path, body):
        """The server's answer to a dictionary."""
        head = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{ADDRESS}{path}", json.dumps(body).encode(), head)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            raise RuntimeError(f"The server refuses with {problem.code}: {problem.read().decode()}") from None
        except OSError:
            raise RuntimeError(NO_ANSWER) from None


def remember(name, rmse, status):
    """Log a run of last month."""
    new = {"experiment_id": archive, "run_name": name, "start_time": 1}
    run_id = post(f"{API}/runs/create", new)["run"]["info"]["run_id"]
    point = {"key": "rmse", "value": rmse, "timestamp": 1, "step": 0}
    post(f"{API}/runs/log-batch", {"run_id": run_id, "metrics": [point]})
    post(f"{API}/runs/update", {"run_id": run_id, "status": status, "end_time": 2})


archive = post(f"{API}/experiments/create", {"name": f"last-month-{time.time_ns()}"})["experiment_id"]
remember("spline", 1.74, "FINISHED")
remember("forest", 1.61, "FINISHED")
remember("network", 1.02, "FAILED")  # it broke off, and its score is that of half a day
remember("average", 4.95, "FINISHED")
print("Four runs of last month are on the server.")

# %% [markdown]
# To find runs, post to `/api/2.0/mlflow/runs/search`. The body takes these fields:
#
# | field | value |
# |---|---|
# | `experiment_ids` | a list of ids |
# | `filter` | a text, as in `mlflow.search_runs` |
# | `order_by` | a list of texts, such as `["metrics.rmse DESC"]` |
# | `max_results` | a number |
#
# **Post a search for the one `FINISHED` run of the experiment `archive` with the lowest `rmse`. Keep the whole answer
# in the variable `answer`.**

# %% tags=["task:rest"]
# BEGIN SOLUTION
question = {
    "experiment_ids": [archive],
    "filter": "status = 'FINISHED'",
    "order_by": ["metrics.rmse ASC"],
    "max_results": 1,
}
answer = post("/api/2.0/mlflow/runs/search", question)
# END SOLUTION

# %% tags=["check:rest"]
answer = globals().get("answer")
assert isinstance(answer, dict), "There is no answer of the server in the variable answer: assign what post returns."
assert answer.get("runs"), "The server has found no run: look at the fields of the body, at upper and lower case."
assert len(answer["runs"]) == 1, f"The server sent {len(answer['runs'])} runs, not 1: say max_results in the body."
chosen = answer["runs"][0]["info"]
assert chosen["experiment_id"] == archive, "The run is of another experiment: the list experiment_ids holds archive."
assert chosen["status"] == "FINISHED", (
    "The run has FAILED, and its score with it: ask for the status FINISHED, in the field filter."
)
finished = client.search_runs([archive], "status = 'FINISHED'", order_by=["metrics.rmse ASC"])
assert chosen["run_id"] == finished[0].info.run_id, (
    f"The run is {chosen['run_name']}, but another finished one has a lower rmse: order by metrics.rmse ASC."
)
print("Right:", chosen["run_name"], "by the answer in JSON, and by MLflow's client too.")

# %% [markdown]
# ## Task 4: which page answers it?
#
# The server's address, opened in a browser, shows its user interface. These pages are in it:
#
# - `"run page"`: all about one run;
# - `"compare view"`: several runs that you have selected in the list, side by side and in charts;
# - `"models tab"`: the logged models of an experiment, whichever run made them;
# - `"traces tab"`: calls of an application, step by step;
# - `"registered model page"`: the versions of one registered model.
#
# In MLflow 3.17 a switch at the top left decides what the bar below it shows. With *Model training* it has *Runs*,
# *Models*, *Traces* and *Model registry*. With *GenAI* the list of models is called *Agent versions*, and the
# registry is not in the bar.
#
# Mia and Leo have five questions.

# %%
QUESTIONS = {
    "settings": "Which degree had this run, and where is its curve.json?",
    "versions": "Which version carries the alias champion today?",
    "slow call": "Which step of the assistant took so long when a customer asked at noon?",
    "best degree": "How does the error change over the degrees that both of us tried?",
    "all models": "Which models came out of all runs of this experiment, and how good are they?",
}
for name, question in QUESTIONS.items():
    print(f"{name}: {question}")

# %% [markdown]
# **Make a dictionary `looked_up` that gives for each of the five names the page that answers its question. Each page
# answers one.**

# %% tags=["task:pages"]
# BEGIN SOLUTION
looked_up = {
    "settings": "run page",
    "versions": "registered model page",
    "slow call": "traces tab",
    "best degree": "compare view",
    "all models": "models tab",
}
# END SOLUTION

# %% tags=["check:pages"]
HINTS = {  # of each page: what makes a question one for it
    "run page": "it asks about one run: its parameters, its files",
    "registered model page": "an alias belongs to a version of a registered model, not to a run or an experiment",
    "traces tab": "it asks about one call and its steps, which a trace keeps",
    "compare view": "it asks how runs differ, so several have to be seen at once",
    "models tab": "it asks for models of an experiment; since MLflow 3 they are records beside the runs",
}
RIGHT = dict(zip(["settings", "versions", "slow call", "best degree", "all models"], HINTS, strict=True))
looked_up = globals().get("looked_up")
assert isinstance(looked_up, dict), "There is no dictionary in the variable looked_up."
missing = [name for name in QUESTIONS if name not in looked_up]
assert not missing, f"There is no page for {', '.join(missing)}: the dictionary has the five names as keys."
for name, page in looked_up.items():
    assert page in HINTS, f"{page!r} is none of the five pages: take a name from the list above, as it stands there."
for name, right in RIGHT.items():
    assert looked_up[name] == right, f"Not the {looked_up[name]} for {name}: {HINTS[right]}."
print("Right: five questions, five pages.")

# %% [markdown]
# ## What was stored
#
# Everything lies in the server's folder: values of all experiments in one database, files in `art`, by experiment and
# run. Whoever saves the team's work saves both.

# %% tags=["local", "result"] why="It looks into the server's folder."
kinds = {"team.db": "values", "art": "files", "log.txt": "what the server said"}
for path in sorted(server_folder.iterdir()):
    amount = sum(entry.is_file() for entry in path.rglob("*")) if path.is_dir() else 1
    print(f"{path.name}: {kinds.get(path.name, '')}, {amount} {'file' if amount == 1 else 'files'}")

pd.DataFrame(
    [
        {
            "run": run.info.run_name,
            "user": run.data.tags["mlflow.user"],
            "rmse": round(run.data.metrics["rmse"], 2),
            "files": ", ".join(entry.path for entry in client.list_artifacts(run.info.run_id)),
        }
        for run in runs
    ]
).set_index("run")

# %% [markdown]
# To see it in the user interface, open the address that the next cell prints, while the server runs. Switch to *Model
# training*, open the experiment `survey-1`, select its six runs and compare them. On the page of a run, look for who
# created it.

# %% tags=["local"] why="It shows the address of that server."
print(f"Open {ADDRESS} in a browser." if answers() else NO_ANSWER)

# %% [markdown]
# Then stop the server. What it stored stays in its folder.

# %% tags=["local"] why="It stops that server."
stop()
print("It still answers." if answers() else "The server is stopped.")

# %% [markdown]
# ## Go further
#
# Start the server once more with `--no-serve-artifacts --default-artifact-root elsewhere` in the place of
# `--artifacts-destination art`, and run task 2 again. Its check refuses. Where are the six files now, and which
# program has written them?
#
# They are in the folder `elsewhere`, below the server's folder, because the server has made a full path of the name.
# But the two programs have written them, not the server: on another computer they would have found no such folder.
