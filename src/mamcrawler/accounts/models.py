"""API keys as they are kept: a hash, never the key."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mamcrawler.foundation.callers import SCOPES
from mamcrawler.foundation.db import Base, UtcDateTime, one_of


class ApiKey(Base):
    """A key by which programs and people are let in (rule A3). `mark` is its open part, `hash` SHA-256."""

    __tablename__ = "api_key"
    __table_args__ = (CheckConstraint(one_of("scope", SCOPES), "scope"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mark: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]
    scope: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
