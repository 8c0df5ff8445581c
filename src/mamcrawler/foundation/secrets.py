"""Secrets: encrypted at rest, shown as a fingerprint only."""

import base64
import hashlib
import secrets
from datetime import datetime
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import delete
from sqlalchemy.orm import Session

from mamcrawler.foundation.models import Secret
from mamcrawler.foundation.paths import make_private_dir, write_private
from mamcrawler.foundation.redaction import keep_secret

KEY_FILE = "secret.key"


class SecretUnreadable(Exception):  # noqa: N818 - named for the fact
    """A stored secret was encrypted with another key than the present one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the stored secret {name} was encrypted with another key: bring back the former secret key, "
            "or enter the secret anew"
        )
        self.name = name


class SecretBox:
    """Encrypts with a key derived from the installation's secret key (at least 32 bytes)."""

    def __init__(self, secret_key: str) -> None:
        derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"mamcrawler secrets at rest")
        self._fernet = Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))

    def seal(self, value: str) -> str:
        """The ciphertext of `value`."""
        return self._fernet.encrypt(value.encode()).decode()

    def open(self, name: str, ciphertext: str) -> str:
        """The value behind `ciphertext`. Raises SecretUnreadable when the key is another."""
        try:
            return self._fernet.decrypt(ciphertext.encode()).decode()
        except InvalidToken:
            raise SecretUnreadable(name) from None


def fingerprint(value: str) -> str:
    """The only thing shown of a secret (rule T6).

    >>> fingerprint("an example")
    '73300871'
    """
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def load_secret(session: Session, box: SecretBox, name: str) -> str | None:
    """The stored secret `name`, or None; from then on it is kept out of the logs."""
    row = session.get(Secret, name)
    if row is None:
        return None
    value = box.open(name, row.ciphertext)
    keep_secret(value)
    return value


def save_secret(session: Session, box: SecretBox, name: str, value: str, *, at: datetime) -> None:
    """Stores `value` under `name`, replacing what was there."""
    keep_secret(value)
    session.merge(Secret(name=name, ciphertext=box.seal(value), updated_at=at))


def forget_secret(session: Session, name: str) -> None:
    """Removes the stored secret `name`, if there is one."""
    session.execute(delete(Secret).where(Secret.name == name))


def installation_key(given: str | None, data_dir: Path) -> str:
    """The key of this installation: the given one, else the one in the data folder, made on first use."""
    if given:
        return given
    path = make_private_dir(data_dir) / KEY_FILE
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
