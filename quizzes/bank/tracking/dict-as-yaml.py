"""Which endings make `log_dict` write YAML."""

import mlflow


def proof():
    with mlflow.start_run() as run:
        for name in ("settings.yaml", "settings.yml", "settings.cfg", "settings.json", "settings", "settings.yaml.cfg"):
            mlflow.log_dict({"rounds": 40}, name)
            text = mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/{name}")
            assert (text.strip() == "rounds: 40") == name.endswith((".yaml", ".yml")), name
