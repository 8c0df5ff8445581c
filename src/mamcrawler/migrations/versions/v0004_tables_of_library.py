"""Tables of library

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

from mamcrawler.foundation.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("hardcover_id", sa.Integer(), nullable=True),
        sa.Column("asin", sa.String(), nullable=True),
        sa.Column("monitor", sa.String(), nullable=False),
        sa.Column("monitor_by_hand", sa.Boolean(), nullable=False),
        sa.Column("owned", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("catalogue_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "monitor IN ('none', 'missing', 'future', 'latest', 'all')", name=op.f("ck_author_monitor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author")),
        sa.UniqueConstraint("hardcover_id", name=op.f("uq_author_hardcover_id")),
        sa.UniqueConstraint("key", name=op.f("uq_author_key")),
    )
    op.create_index(op.f("ix_author_owned"), "author", ["owned"], unique=False)
    op.create_table(
        "book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subtitle", sa.String(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_year", sa.Integer(), nullable=True),
        sa.Column("release_date", sa.Date(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("isbn", sa.String(), nullable=True),
        sa.Column("asin", sa.String(), nullable=True),
        sa.Column("hardcover_id", sa.Integer(), nullable=True),
        sa.Column("readers", sa.Integer(), nullable=True),
        sa.Column("catalogue_at", UtcDateTime(), nullable=True),
        sa.Column("completeness", sa.Integer(), nullable=False),
        sa.Column("owned", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
        sa.UniqueConstraint("hardcover_id", name=op.f("uq_book_hardcover_id")),
    )
    op.create_index(op.f("ix_book_asin"), "book", ["asin"], unique=False)
    op.create_index(op.f("ix_book_completeness"), "book", ["completeness"], unique=False)
    op.create_index(
        "ix_book_created_at",
        "book",
        ["created_at", "id", "owned"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_book_title",
        "book",
        ["title", "id", "owned"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index("ix_book_title_key_language", "book", ["title_key", "language"], unique=False)
    op.create_table(
        "library",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("abs_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folders", sa.JSON(), nullable=False),
        sa.Column("last_full_sync", UtcDateTime(), nullable=True),
        sa.Column("last_recent_sync", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library")),
        sa.UniqueConstraint("abs_id", name=op.f("uq_library_abs_id")),
    )
    op.create_table(
        "book_author",
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_book_author_author_id_author")),
        sa.ForeignKeyConstraint(
            ["book_id"], ["book.id"], name=op.f("fk_book_author_book_id_book"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("book_id", "author_id", "role", name=op.f("pk_book_author")),
    )
    op.create_index(op.f("ix_book_author_author_id"), "book_author", ["author_id"], unique=False)
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("asin", sa.String(), nullable=True),
        sa.Column("narrators", sa.JSON(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("production", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("runtime", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"], ["book.id"], name=op.f("fk_edition_book_id_book"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("book_id", "asin", name=op.f("uq_edition_book_id_asin")),
    )
    op.create_index(op.f("ix_edition_asin"), "edition", ["asin"], unique=False)
    op.create_index(op.f("ix_edition_book_id"), "edition", ["book_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("hardcover_id", sa.Integer(), nullable=True),
        sa.Column("asin", sa.String(), nullable=True),
        sa.Column("monitor", sa.String(), nullable=False),
        sa.Column("monitor_by_hand", sa.Boolean(), nullable=False),
        sa.Column("followed", sa.Boolean(), nullable=False),
        sa.Column("owned", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("catalogue_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "monitor IN ('none', 'missing', 'future', 'latest', 'all')", name=op.f("ck_series_monitor")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_series_author_id_author")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("hardcover_id", name=op.f("uq_series_hardcover_id")),
        sa.UniqueConstraint("key", "author_id", name=op.f("uq_series_key_author_id")),
    )
    op.create_index(op.f("ix_series_author_id"), "series", ["author_id"], unique=False)
    op.create_index(op.f("ix_series_name"), "series", ["name"], unique=False)
    op.create_index(op.f("ix_series_percent"), "series", ["percent"], unique=False)
    op.create_table(
        "library_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("abs_id", sa.String(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("rel_path", sa.String(), nullable=False),
        sa.Column("inode", sa.String(), nullable=True),
        sa.Column("is_file", sa.Boolean(), nullable=False),
        sa.Column("metadata_as_shown", sa.JSON(), nullable=False),
        sa.Column("series_hint", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("duration", sa.Double(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("audio_files", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("abs_added_at", sa.BigInteger(), nullable=False),
        sa.Column("abs_updated_at", sa.BigInteger(), nullable=False),
        sa.Column("details_due", sa.Boolean(), nullable=False),
        sa.Column("absent_since", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('active', 'missing', 'duplicate', 'archived')", name=op.f("ck_library_item_status")
        ),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name=op.f("fk_library_item_book_id_book")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_library_item_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["library_id"], ["library.id"], name=op.f("fk_library_item_library_id_library")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_item")),
        sa.UniqueConstraint("abs_id", name=op.f("uq_library_item_abs_id")),
    )
    op.create_index(op.f("ix_library_item_book_id"), "library_item", ["book_id"], unique=False)
    op.create_index(op.f("ix_library_item_details_due"), "library_item", ["details_due"], unique=False)
    op.create_index(op.f("ix_library_item_edition_id"), "library_item", ["edition_id"], unique=False)
    op.create_index(op.f("ix_library_item_library_id"), "library_item", ["library_id"], unique=False)
    op.create_index(op.f("ix_library_item_path"), "library_item", ["path"], unique=False)
    op.create_table(
        "series_entry",
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"], ["book.id"], name=op.f("fk_series_entry_book_id_book"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_entry_series_id_series")),
        sa.PrimaryKeyConstraint("book_id", "series_id", name=op.f("pk_series_entry")),
    )
    op.create_index(op.f("ix_series_entry_series_id"), "series_entry", ["series_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_series_entry_series_id"), table_name="series_entry")
    op.drop_table("series_entry")
    op.drop_index(op.f("ix_library_item_path"), table_name="library_item")
    op.drop_index(op.f("ix_library_item_library_id"), table_name="library_item")
    op.drop_index(op.f("ix_library_item_edition_id"), table_name="library_item")
    op.drop_index(op.f("ix_library_item_details_due"), table_name="library_item")
    op.drop_index(op.f("ix_library_item_book_id"), table_name="library_item")
    op.drop_table("library_item")
    op.drop_index(op.f("ix_series_percent"), table_name="series")
    op.drop_index(op.f("ix_series_name"), table_name="series")
    op.drop_index(op.f("ix_series_author_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("ix_edition_book_id"), table_name="edition")
    op.drop_index(op.f("ix_edition_asin"), table_name="edition")
    op.drop_table("edition")
    op.drop_index(op.f("ix_book_author_author_id"), table_name="book_author")
    op.drop_table("book_author")
    op.drop_table("library")
    op.drop_index("ix_book_title_key_language", table_name="book")
    op.drop_index(
        "ix_book_title",
        table_name="book",
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.drop_index(
        "ix_book_created_at",
        table_name="book",
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.drop_index(op.f("ix_book_completeness"), table_name="book")
    op.drop_index(op.f("ix_book_asin"), table_name="book")
    op.drop_table("book")
    op.drop_index(op.f("ix_author_owned"), table_name="author")
    op.drop_table("author")
