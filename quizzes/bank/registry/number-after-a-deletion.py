import mlflow


def proof():
    class Echo(mlflow.pyfunc.PythonModel):
        def predict(self, context, model_input, params=None):
            return model_input

    client = mlflow.MlflowClient()
    info = mlflow.pyfunc.log_model(name="risk", python_model=Echo(), pip_requirements=[])
    assert [int(mlflow.register_model(info.model_uri, "risk").version) for _ in range(3)] == [1, 2, 3]
    client.delete_model_version("risk", "3")
    assert int(mlflow.register_model(info.model_uri, "risk").version) == 4
    assert sorted(int(found.version) for found in client.search_model_versions("name = 'risk'")) == [1, 2, 4]
