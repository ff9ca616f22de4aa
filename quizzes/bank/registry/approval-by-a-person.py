"""A tag on a version concerns that version alone, and moves no alias."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("grid", description="agreed: version 6, Ann")
    run_id = client.create_run("0").info.run_id
    for number in range(6):
        client.create_model_version("grid", f"s3://grid/{number}", run_id)
    client.set_registered_model_alias("grid", "champion", "5")
    client.set_model_version_tag("grid", "6", "approved_by", "ann")
    assert client.get_model_version("grid", "6").tags == {"approved_by": "ann"}
    assert client.get_registered_model("grid").aliases == {"champion": 5}, "not live by that"
    assert [len(v.tags) for v in client.search_model_versions("name = 'grid'")] == [1, 0, 0, 0, 0, 0]
    assert len(client.search_model_versions(f"run_id = '{run_id}'")) == 6, "one run, many versions"
