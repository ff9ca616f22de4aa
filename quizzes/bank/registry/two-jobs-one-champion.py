"""Whoever sets the alias last has it; nothing is compared."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("berth")
    for number, error in (("1", 0.5), ("2", 0.2), ("3", 0.4)):
        client.create_model_version("berth", f"s3://port/{number}", tags={"error": str(error)})

    def champion():
        return int(client.get_registered_model("berth").aliases["champion"])

    client.set_registered_model_alias("berth", "champion", "1")
    for job in ("2", "3"):
        client.set_registered_model_alias("berth", "champion", job)
    assert champion() == 3, "the last call, though 2 is better"
    for job in ("2", "3"):
        client.delete_registered_model_alias("berth", "champion")
        client.set_registered_model_alias("berth", "champion", job)
    assert champion() == 3, "deleting first stops nobody"
    client.set_registered_model_alias("berth", "champion", "1")
    for job in ("2", "3"):
        ours, theirs = (float(client.get_model_version("berth", str(n)).tags["error"]) for n in (job, champion()))
        if ours < theirs:
            client.set_registered_model_alias("berth", "champion", job)
    assert champion() == 2, "compared with the present champion"
