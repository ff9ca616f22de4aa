"""What aliases and tags can say of versions."""

from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.utils.models import get_model_name_and_version


def proof():
    client = MlflowClient()
    name = "prod.ml.mail"
    client.create_registered_model(name)
    for number in range(8):
        client.create_model_version(name, f"s3://mail/{number}")
    client.set_registered_model_alias(name, "champion", 7)
    assert str(client.get_model_version_by_alias(name, "champion").version) == "7"
    client.set_model_version_tag(name, 7, "stage", "Production")
    try:
        get_model_name_and_version(client, f"models:/{name}/Production")
    except MlflowException:
        pass
    else:
        raise AssertionError("a tag makes no address")
    for closed in (3, 4):
        client.set_registered_model_alias(name, "archived", closed)
        client.set_model_version_tag(name, closed, "audit", "closed")
    assert client.get_model_version(name, 3).aliases == [], "one holder only"
    found = client.search_model_versions(f"name = '{name}' AND tags.audit = 'closed'")
    assert {int(one.version) for one in found} == {3, 4}
    client.create_registered_model("dev.ml.mail")
    for number in range(7):
        client.create_model_version("dev.ml.mail", f"s3://mail/{number}")
    client.set_registered_model_alias("dev.ml.mail", "release-team", 7)
    client.set_registered_model_alias("dev.ml.mail", "release-team", 6)
    assert str(client.get_model_version_by_alias("dev.ml.mail", "release-team").version) == "6", "anybody moves it"
