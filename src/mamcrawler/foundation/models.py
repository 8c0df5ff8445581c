"""Rows that serve every room: stored preferences, encrypted secrets, leases."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from mamcrawler.foundation.db import Base, UtcDateTime
from mamcrawler.foundation.door_models import RemoteCalls, RemoteState

__all__ = ["Lease", "RemoteCalls", "RemoteState", "Secret", "Setting"]


class Setting(Base):
    """A preference kept in the database; `key` is "room.name" (rule O5)."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Secret(Base):
    """A secret as it rests: encrypted, never in clear (rule P10)."""

    __tablename__ = "secret"

    name: Mapped[str] = mapped_column(primary_key=True)
    ciphertext: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Lease(Base):
    """Who may do what only one process of the installation may do, and until when unless renewed."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
