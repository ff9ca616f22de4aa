"""A deleted version's number is not given out again."""

from mlflow import MlflowClient


def proof():
    client = MlflowClient()
    client.create_registered_model("malt")
    for month in ("may", "june", "july"):
        client.create_model_version("malt", f"s3://brewery/{month}")
    client.delete_model_version("malt", "3")
    assert int(client.create_model_version("malt", "s3://brewery/august").version) == 4, "neither 3 nor 1"
    left = client.search_model_versions("name = 'malt'")
    assert sorted(int(version.version) for version in left) == [1, 2, 4], "3 is not found any more"
    client.delete_registered_model("malt")
    client.create_registered_model("malt")
    assert int(client.create_model_version("malt", "s3://brewery/may").version) == 1, "a new model begins at 1"
