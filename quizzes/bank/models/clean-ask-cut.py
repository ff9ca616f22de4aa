"""The class in its order, and with either line that does not belong."""

import mlflow

LINES = [
    "class Chain(mlflow.pyfunc.PythonModel):",
    "    def load_context(self, context):",
    '        self.inner = mlflow.pyfunc.load_model(context.artifacts["inner"])',
    "    def predict(self, context, model_input, params=None):",
    "        asked = [text.strip() for text in model_input]",
    "        answers = self.inner.predict(asked)",
    "        return [answer[:20] for answer in answers]",
]


class Echo(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):  # noqa: ARG002
        return [f"You asked: {text} And so on." for text in model_input]


def outcome(uri, lines):
    names = {"mlflow": mlflow, "__name__": "__main__"}
    try:
        exec("\n".join(lines), names)  # noqa: S102  # the lines above
        info = mlflow.pyfunc.log_model(
            name="chain", python_model=names["Chain"](), artifacts={"inner": uri}, pip_requirements=[]
        )
        return mlflow.pyfunc.load_model(info.model_uri).predict(["   why?   "])
    except Exception as error:
        return type(error).__name__


def proof():
    uri = mlflow.pyfunc.log_model(name="echo", python_model=Echo(), pip_requirements=[]).model_uri
    right = ["You asked: why? And so on."[:20]]
    assert outcome(uri, LINES) == right
    bare = [line.replace('context.artifacts["inner"]', '"inner"') for line in LINES]
    assert isinstance(outcome(uri, bare), str), "a key is no path"
    unclean = [line.replace("(asked)", "(model_input)") for line in LINES]
    assert outcome(uri, unclean) not in (right, "NameError"), "spaces reach the inner model"
    for first, second in ((4, 5), (5, 6), (4, 6)):
        swapped = list(LINES)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        assert outcome(uri, swapped) != right, "each step feeds the next"
