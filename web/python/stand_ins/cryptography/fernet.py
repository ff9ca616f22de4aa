"""Makes keys, so that MLflow's SQL store can be imported; refuses to encrypt."""

import base64
import os
from typing import NoReturn


class Fernet:
    """As much of `cryptography.fernet.Fernet` as a store without webhooks needs."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def generate_key(cls) -> bytes:
        """A random key of the right form."""
        return base64.urlsafe_b64encode(os.urandom(32))

    def encrypt(self, *_args: object, **_options: object) -> NoReturn:
        """Refuses: nothing here can keep a secret."""
        raise NotImplementedError("Secrets can't be encrypted in the browser tab: use the lab's notebook.")

    decrypt = encrypt
