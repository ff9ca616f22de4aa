"""Asks a model behind a transport of our own with the openai client, traced by MLflow, and asserts."""

import json

import mlflow
import openai

try:
    import httpx2 as httpx
except ImportError:
    import httpx

mlflow.set_experiment("openai")
asked = []


def answer(request):
    """What the host would answer."""
    body = json.loads(request.content)
    asked.append((request.url.path, body["model"]))
    if request.url.path.endswith("/embeddings"):
        usage = {"prompt_tokens": 2, "total_tokens": 2}
        data = [{"object": "embedding", "index": 0, "embedding": [0.1, 0.2]}]
        return httpx.Response(200, json={"object": "list", "data": data, "model": body["model"], "usage": usage})
    message = {"role": "assistant", "content": "Hello!"}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    head = {"id": "1", "object": "chat.completion", "created": 1, "model": body["model"]}
    return httpx.Response(200, json=head | {"choices": choices, "usage": usage})


mlflow.openai.autolog()
client = openai.OpenAI(api_key="none", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
said = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Hi"}])
assert said.choices[0].message.content == "Hello!"
assert client.embeddings.create(model="text-embedding-3-small", input="hi").data[0].embedding == [0.1, 0.2]
mlflow.openai.autolog(disable=True)
assert [model for _, model in asked] == ["gpt-4o-mini", "text-embedding-3-small"]
traces = mlflow.search_traces(return_type="list")
assert len(traces) == 2
(chat,) = [trace for trace in traces if trace.data.spans[0].span_type == "CHAT_MODEL"]
assert chat.info.token_usage["total_tokens"] == 15
print("smoke ok, openai", openai.__version__)
