"""Setting an alias again moves it; deleting first leaves a gap."""

from mlflow import MlflowClient, MlflowException


def message(call, *arguments):
    try:
        call(*arguments)
    except MlflowException as error:
        return error.message
    return ""


def proof():
    client = MlflowClient()
    client.create_registered_model("scrap")
    for number in range(9):
        client.create_model_version("scrap", f"s3://yard/{number}")

    def begin():
        client.set_registered_model_alias("scrap", "champion", "7")
        client.set_registered_model_alias("scrap", "challenger", "9")

    def champion():
        return int(client.get_model_version_by_alias("scrap", "champion").version)

    begin()
    client.set_registered_model_alias("scrap", "champion", "9")
    assert champion() == 9
    assert client.get_model_version("scrap", "7").aliases == []
    begin()
    client.delete_registered_model_alias("scrap", "champion")
    assert "champion not found" in message(champion), "the gap"
    begin()
    client.set_registered_model_alias("scrap", "challenger", "7")
    assert champion() == 7
    begin()
    copy = client.copy_model_version("models:/scrap@challenger", "scrap")
    assert (int(copy.version), copy.aliases, champion()) == (10, [], 7)
