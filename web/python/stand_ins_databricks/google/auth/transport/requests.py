"""Stand-in, see google.auth."""

from google.auth import default as Request  # noqa: N812

__all__ = ["Request"]
