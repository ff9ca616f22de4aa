"""How the client completes a name from a Spark session, here a stand-in that answers two questions."""

from mlflow.utils._unity_catalog_utils import get_full_name_from_sc


class Answer:
    def __init__(self, row):
        self.row = row

    def collect(self):
        return [self.row]


class Session:
    def sql(self, question):
        return Answer({"catalog": "dev", "schema": "ml"} if "current" in question.lower() else {})


def proof():
    assert get_full_name_from_sc("churn", Session()) == "dev.ml.churn"
    assert get_full_name_from_sc("ml.churn", Session()) == "dev.ml.churn", "two levels get the catalog only"
    assert get_full_name_from_sc("prod.ml.churn", Session()) == "prod.ml.churn", "a full name stays"
    assert get_full_name_from_sc("churn", None) == "churn", "without a session it is sent as it is"
