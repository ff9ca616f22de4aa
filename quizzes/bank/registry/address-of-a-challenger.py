import mlflow


def proof():
    class Echo(mlflow.pyfunc.PythonModel):
        def predict(self, context, model_input, params=None):
            return model_input

    client = mlflow.MlflowClient()
    infos = [mlflow.pyfunc.log_model(name="risk", python_model=Echo(), pip_requirements=[]) for _ in range(2)]
    for info in infos:
        mlflow.register_model(info.model_uri, "dev.credit.risk")
    client.set_registered_model_alias("dev.credit.risk", "challenger", "1")

    def loaded(uri):
        return mlflow.pyfunc.load_model(uri).metadata.model_id

    assert loaded("models:/dev.credit.risk@challenger") == infos[0].model_id
    client.set_registered_model_alias("dev.credit.risk", "challenger", "2")
    assert loaded("models:/dev.credit.risk@challenger") == infos[1].model_id
    assert loaded("models:/dev.credit.risk/1") == infos[0].model_id

    for uri, says in (
        ("models:/dev.credit.risk/challenger", "Invalid Model Version stage: challenger"),
        ("models:/challenger", "Logged model with ID 'challenger' not found"),
    ):
        try:
            loaded(uri)
        except mlflow.MlflowException as error:
            assert says in error.message
        else:
            raise AssertionError(f"{uri} is accepted")
