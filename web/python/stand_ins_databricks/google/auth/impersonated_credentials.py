"""Stand-in, see google.auth."""

from google.auth import default as Credentials  # noqa: N812

__all__ = ["Credentials"]
