"""What the library knows: books, their people, series and editions, and what Audiobookshelf holds of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mamcrawler.foundation.db import Base, UtcDateTime, one_of

MONITOR_MODES = ("none", "missing", "future", "latest", "all")
ITEM_STATUSES = ("active", "missing", "duplicate", "archived")
_SHOWN = text("archived_at IS NULL")


class Library(Base):
    """One book library of Audiobookshelf."""

    __tablename__ = "library"

    id: Mapped[int] = mapped_column(primary_key=True)
    abs_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folders: Mapped[list[str]] = mapped_column(JSON, default=list)
    last_full_sync: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_recent_sync: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Author(Base):
    """A person as writer; `key` is the normalised name (rule S10)."""

    __tablename__ = "author"
    __table_args__ = (CheckConstraint(one_of("monitor", MONITOR_MODES), "monitor"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    hardcover_id: Mapped[int | None] = mapped_column(unique=True)
    asin: Mapped[str | None]
    monitor: Mapped[str] = mapped_column(default="none")
    monitor_by_hand: Mapped[bool] = mapped_column(default=False)
    owned: Mapped[int] = mapped_column(default=0, index=True)
    total: Mapped[int | None]
    catalogue_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    credits: Mapped[list["BookAuthor"]] = relationship(back_populates="author", lazy="raise")


class Series(Base):
    """A series; two may share a name, so identity is the provider's id, else name key and primary author."""

    __tablename__ = "series"
    __table_args__ = (
        UniqueConstraint("key", "author_id"),
        CheckConstraint(one_of("monitor", MONITOR_MODES), "monitor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    key: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("author.id"), index=True)
    hardcover_id: Mapped[int | None] = mapped_column(unique=True)
    asin: Mapped[str | None]
    monitor: Mapped[str] = mapped_column(default="none")
    monitor_by_hand: Mapped[bool] = mapped_column(default=False)
    followed: Mapped[bool] = mapped_column(default=False)
    owned: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    percent: Mapped[int | None] = mapped_column(index=True)
    catalogue_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    author: Mapped[Author | None] = relationship(lazy="raise")
    entries: Mapped[list["SeriesEntry"]] = relationship(back_populates="series", lazy="raise")


class Book(Base):
    """A work. A book without active items is known but not owned."""

    __tablename__ = "book"
    # Lists leave archived books out and may ask for owned ones; an index that holds all of that lets a page
    # deep in the list read no rows but its own.
    __table_args__ = (
        Index("ix_book_title_key_language", "title_key", "language"),
        Index("ix_book_title", "title", "id", "owned", sqlite_where=_SHOWN, postgresql_where=_SHOWN),
        Index(
            "ix_book_created_at", "created_at", "id", "owned", sqlite_where=_SHOWN, postgresql_where=_SHOWN
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    subtitle: Mapped[str | None]
    title_key: Mapped[str]
    search_text: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None]
    published_year: Mapped[int | None]
    release_date: Mapped[date | None]
    publisher: Mapped[str | None]
    description: Mapped[str | None]
    isbn: Mapped[str | None]
    asin: Mapped[str | None] = mapped_column(index=True)
    hardcover_id: Mapped[int | None] = mapped_column(unique=True)
    readers: Mapped[int | None]
    catalogue_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    completeness: Mapped[int] = mapped_column(default=0, index=True)
    # No index: nearly every book is owned, and SQLite without statistics takes any index on an equality for a
    # good one and then reads the whole table through it.
    owned: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[str] = mapped_column(default="library")
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    authors: Mapped[list["BookAuthor"]] = relationship(
        back_populates="book", order_by="BookAuthor.place", lazy="raise"
    )
    series: Mapped[list["SeriesEntry"]] = relationship(
        back_populates="book", order_by="SeriesEntry.place", lazy="raise"
    )
    editions: Mapped[list["Edition"]] = relationship(back_populates="book", lazy="raise")
    items: Mapped[list["LibraryItem"]] = relationship(back_populates="book", lazy="raise")


class BookAuthor(Base):
    """A person's part in a book, in the order of the title page."""

    __tablename__ = "book_author"

    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete="CASCADE"), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(primary_key=True, default="author")
    place: Mapped[int] = mapped_column(default=0)

    book: Mapped[Book] = relationship(back_populates="authors", lazy="raise")
    author: Mapped[Author] = relationship(back_populates="credits", lazy="raise")


class SeriesEntry(Base):
    """A book's place in a series; the position is text as the source has it (rule S12 reads it)."""

    __tablename__ = "series_entry"

    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete="CASCADE"), primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True, index=True)
    position: Mapped[str | None]
    place: Mapped[int] = mapped_column(default=0)

    book: Mapped[Book] = relationship(back_populates="series", lazy="raise")
    series: Mapped[Series] = relationship(back_populates="entries", lazy="raise")


class Edition(Base):
    """One recording of a book: who reads it, how, in which language, how long (seconds)."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("book_id", "asin"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete="CASCADE"), index=True)
    asin: Mapped[str | None] = mapped_column(index=True)
    narrators: Mapped[list[str]] = mapped_column(JSON, default=list)
    form: Mapped[str] = mapped_column(default="unknown")
    production: Mapped[str] = mapped_column(default="single")
    language: Mapped[str | None]
    runtime: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="audiobookshelf")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    book: Mapped[Book] = relationship(back_populates="editions", lazy="raise")


class LibraryItem(Base):
    """What Audiobookshelf holds: `size` in bytes, `duration` in seconds, `abs_` times in milliseconds."""

    __tablename__ = "library_item"
    __table_args__ = (CheckConstraint(one_of("status", ITEM_STATUSES), "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    abs_id: Mapped[str] = mapped_column(unique=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("library.id"), index=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    path: Mapped[str] = mapped_column(index=True)
    rel_path: Mapped[str]
    inode: Mapped[str | None]
    is_file: Mapped[bool] = mapped_column(default=False)
    metadata_as_shown: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    series_hint: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    duration: Mapped[float | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    audio_files: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="active")  # without an index, as `Book.owned` is
    origin: Mapped[str] = mapped_column(default="library")
    abs_added_at: Mapped[int] = mapped_column(BigInteger, default=0)
    abs_updated_at: Mapped[int] = mapped_column(BigInteger, default=0)
    details_due: Mapped[bool] = mapped_column(default=False, index=True)
    absent_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    book: Mapped[Book] = relationship(back_populates="items", lazy="raise")
    library: Mapped[Library] = relationship(lazy="raise")
