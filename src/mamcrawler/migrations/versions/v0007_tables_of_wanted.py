"""Tables of wanted

Revision: 0007
After: 0006
"""

# ruff: noqa: E501 - the texts of constraints are written by Alembic and cannot be broken
import sqlalchemy as sa
from alembic import op

from mamcrawler.foundation.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('book', 'edition', 'series', 'author', 'word')", name=op.f("ck_exclusion_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
        sa.UniqueConstraint("kind", "value", name=op.f("uq_exclusion_kind_value")),
    )
    op.create_table(
        "gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("work_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Double(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("release_date", sa.Date(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_gap_author_id_author"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_gap_series_id_series"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["work_id"],
            ["catalogue_work.id"],
            name=op.f("fk_gap_work_id_catalogue_work"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint("author_id", "work_id", name=op.f("uq_gap_author_id_work_id")),
        sa.UniqueConstraint("series_id", "position", name=op.f("uq_gap_series_id_position")),
    )
    op.create_index(op.f("ix_gap_work_id"), "gap", ["work_id"], unique=False)
    op.create_table(
        "wanted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("narrators", sa.JSON(), nullable=True),
        sa.Column("asin", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("production", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("plan_rank", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("next_action", sa.String(), nullable=False),
        sa.Column("next_search_at", UtcDateTime(), nullable=True),
        sa.Column("deadline", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_result", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('asked', 'repair', 'series_gap', 'author_gap', 'list', 'upgrade', 'discovery')",
            name=op.f("ck_wanted_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('suggested', 'waiting_release', 'wanted', 'searching', 'not_found', 'needs_review', 'acquiring', 'satisfied', 'excluded', 'closed')",
            name=op.f("ck_wanted_state"),
        ),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name=op.f("fk_wanted_book_id_book")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_wanted_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted")),
        sa.UniqueConstraint("key", name=op.f("uq_wanted_key")),
    )
    op.create_index(op.f("ix_wanted_book_id"), "wanted", ["book_id"], unique=False)
    op.create_index(op.f("ix_wanted_series_id"), "wanted", ["series_id"], unique=False)
    op.create_index("ix_wanted_state_next_search_at", "wanted", ["state", "next_search_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_wanted_state_next_search_at", table_name="wanted")
    op.drop_index(op.f("ix_wanted_series_id"), table_name="wanted")
    op.drop_index(op.f("ix_wanted_book_id"), table_name="wanted")
    op.drop_table("wanted")
    op.drop_index(op.f("ix_gap_work_id"), table_name="gap")
    op.drop_table("gap")
    op.drop_table("exclusion")
