# Evaluate with two scorers
import mlflow
from mlflow.genai.scorers import scorer

mlflow.set_experiment("capitals")
KNOWN = {"France": "Paris", "Japan": "Tokyo", "Australia": "Sydney"}


def predict(country):
    return f"The capital of {country} is {KNOWN.get(country, 'unknown to me')}."


@scorer
def names_the_capital(outputs, expectations):
    return expectations["capital"] in outputs


@scorer
def words(outputs):
    return len(outputs.split())


data = [
    {"inputs": {"country": "France"}, "expectations": {"capital": "Paris"}},
    {"inputs": {"country": "Japan"}, "expectations": {"capital": "Tokyo"}},
    {"inputs": {"country": "Australia"}, "expectations": {"capital": "Canberra"}},
]
result = mlflow.genai.evaluate(data=data, predict_fn=predict, scorers=[names_the_capital, words])
for name, value in sorted(result.metrics.items()):
    print(name, round(value, 2))
