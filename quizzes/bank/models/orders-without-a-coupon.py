"""Sends `price` orders with, with gaps in, and without `coupon`, and one without `basket`."""

import mlflow
import pandas as pd

ORDERS = pd.DataFrame({"basket": [20.0, 30.0], "coupon": [5.0, None]})


def check(store, names, output):  # noqa: ARG001
    experiments = [experiment.experiment_id for experiment in store.search_experiments()]
    found = [model for model in store.search_logged_models(experiments) if model.name == "price"]
    if not found:
        raise Wrong("There is no logged model named `price`. Keep the name that the script gives it.")
    uri = max(found, key=lambda one: one.creation_timestamp).model_uri
    model = mlflow.pyfunc.load_model(uri)
    schema = model.metadata.get_input_schema()
    if schema is None or "basket" not in schema.required_input_names():
        raise Wrong("A request without `basket` passes the signature. Only `coupon` may be missing.")
    if "coupon" not in schema.input_names():
        raise Wrong("The signature does not declare `coupon`, so MLflow drops it. Declare it as not required.")
    if "coupon" in schema.required_input_names():
        raise Wrong("A request without `coupon` is refused before `predict` runs. Declare the column as not required.")
    prices = answers(model, ORDERS)
    if prices[1] != prices[1]:
        raise Wrong("An order with a gap in `coupon` gets no price. Fill the gaps with 0.0 in `predict`.")
    if prices != [15.0, 30.0]:
        raise Wrong(f"With coupons of 5 and none the prices are [15.0, 30.0]; the model gives {prices}.")
    prices = answers(model, ORDERS[["basket"]])
    if prices != [20.0, 30.0]:
        raise Wrong(f"Without the column the prices are [20.0, 30.0]; the model gives {prices}.")


def answers(model, orders):
    """The prices as plain numbers."""
    try:
        return [float(price) for price in model.predict(orders)]
    except Exception as error:  # the class's own, such as a missing column
        first = str(error).partition("\n")[0]
        raise Wrong(f"For columns {', '.join(orders)} `predict` raised {type(error).__name__}: {first}") from error
