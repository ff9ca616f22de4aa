# A traced function
import mlflow
from mlflow.entities import SpanType

mlflow.set_experiment("helpdesk")
NOTES = {
    "password": "Reset it on the account page.",
    "invoice": "Invoices are sent on the first of the month.",
}


@mlflow.trace(span_type=SpanType.RETRIEVER)
def find(question):
    return [note for word, note in NOTES.items() if word in question.lower()]


@mlflow.trace(span_type=SpanType.LLM)
def write(question, notes):
    return " ".join(notes) or "Nobody has written about that yet."


@mlflow.trace(span_type=SpanType.CHAIN)
def answer(question):
    notes = find(question)
    with mlflow.start_span("check", span_type=SpanType.GUARDRAIL) as span:
        span.set_inputs({"notes": len(notes)})
        span.set_outputs({"enough": bool(notes)})
    return write(question, notes)


print(answer("How do I change my password?"))
print(answer("Where is the canteen?"))
