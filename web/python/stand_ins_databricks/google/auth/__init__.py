"""Stand-in: google-auth needs cryptography, which has no wheel for WebAssembly; databricks-sdk imports it to sign in to Google's cloud."""

from typing import NoReturn


def default(*_args: object, **_options: object) -> NoReturn:
    """Refuses: there are no credentials of a Google cloud in a browser tab."""
    raise NotImplementedError("The browser tab can't sign in to Google's cloud: use the lab's notebook.")
