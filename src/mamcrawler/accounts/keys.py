"""API keys: made, shown once, recognised, revoked (rule A3)."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mamcrawler.accounts.models import ApiKey
from mamcrawler.foundation.callers import Scope
from mamcrawler.foundation.errors import Problem

_PREFIX = "mc"
_MARK_BYTES = 4
_SECRET_BYTES = 32
_LONGEST_NAME = 100
# When a key was last used is written down no more often than this.
_USE_NOTED_EVERY = timedelta(minutes=5)


def create_key(
    session: Session, name: str, scope: Scope, *, at: datetime, expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """Makes a key; the text of the key is given this once and is not kept.

    Raises Problem `invalid_input` for an empty or overlong name.
    """
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > _LONGEST_NAME:
        message = f"must have 1 to {_LONGEST_NAME} characters"
        raise Problem("invalid_input", f"The name of a key {message}.", errors=[("name", message)])
    mark = secrets.token_hex(_MARK_BYTES)
    text = f"{_PREFIX}_{mark}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    key = ApiKey(name=cleaned, mark=mark, hash=_hash(text), scope=scope, created_at=at, expires_at=expires_at)
    session.add(key)
    session.flush()
    return key, text


def recognise(session: Session, text: str, *, at: datetime) -> ApiKey | None:
    """The valid key whose text this is, or None; takes the same steps for a wrong as for a right one."""
    _, _, rest = text.partition("_")
    mark = rest.partition("_")[0][: 2 * _MARK_BYTES]
    key = session.scalar(select(ApiKey).where(ApiKey.mark == mark))
    equal = hmac.compare_digest(key.hash if key else _hash(""), _hash(text))
    return key if key is not None and equal and state_of(key, at=at) == "valid" else None


def use_is_due(key: ApiKey, *, at: datetime) -> bool:
    """Whether this use of the key should be written down."""
    return key.last_used_at is None or at - key.last_used_at >= _USE_NOTED_EVERY


def note_use(session: Session, key_id: int, *, at: datetime) -> None:
    """Writes down that the key was used."""
    session.get_one(ApiKey, key_id).last_used_at = at


def revoke(session: Session, key_id: int, *, at: datetime) -> ApiKey:
    """Ends a key for good. Raises Problem `key_not_found`, or `last_admin` for the last valid admin key."""
    key = session.get(ApiKey, key_id)
    if key is None:
        raise Problem("key_not_found", f"There is no key {key_id}.")
    if key.scope == "admin" and key.revoked_at is None and _valid_admins(session, at=at) == 1:
        raise Problem("last_admin", "This is the last admin key; create another one first.")
    key.revoked_at = key.revoked_at or at
    return key


def all_keys(session: Session) -> list[ApiKey]:
    """Every key, oldest first."""
    return list(session.scalars(select(ApiKey).order_by(ApiKey.id)))


def state_of(key: ApiKey, *, at: datetime) -> str:
    """Whether the key lets in: valid, expired or revoked."""
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at is not None and key.expires_at <= at else "valid"


def beginning(key: ApiKey) -> str:
    """The open part by which its owner tells the key from others."""
    return f"{_PREFIX}_{key.mark}_…"


def any_admin(session: Session, *, at: datetime) -> bool:
    """Whether somebody can get in with full rights."""
    return _valid_admins(session, at=at) > 0


def _valid_admins(session: Session, *, at: datetime) -> int:
    valid = or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > at)
    query = select(func.count()).select_from(ApiKey)
    return session.scalar(query.where(ApiKey.scope == "admin", ApiKey.revoked_at.is_(None), valid)) or 0


def _hash(text: str) -> str:
    # The key is 32 random bytes, so a plain hash cannot be guessed; a slow one would cost every request.
    return hashlib.sha256(text.encode()).hexdigest()
