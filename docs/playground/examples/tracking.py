# Tracking in ten lines
import mlflow

mlflow.set_experiment("coffee")
with mlflow.start_run(run_name="first cup"):
    mlflow.log_params({"grind": "fine", "seconds": 28})
    mlflow.set_tag("machine", "blue")
    for step in range(20):
        mlflow.log_metric("bitterness", 0.9**step, step=step)
        mlflow.log_metric("aroma", 1 - 0.7**step, step=step)
    mlflow.log_text("Grind finer next time.", "notes.txt")
