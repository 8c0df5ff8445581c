"""Tables of metadata

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

from mamcrawler.foundation.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subtitle", sa.String(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("release_date", sa.Date(), nullable=True),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.Column("compilation", sa.Boolean(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("has_audio", sa.Boolean(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_work")),
        sa.UniqueConstraint("source", "source_id", name=op.f("uq_catalogue_work_source_source_id")),
    )
    op.create_table(
        "catalogue_credit",
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["author.id"],
            name=op.f("fk_catalogue_credit_author_id_author"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["work_id"],
            ["catalogue_work.id"],
            name=op.f("fk_catalogue_credit_work_id_catalogue_work"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("author_id", "work_id", name=op.f("pk_catalogue_credit")),
    )
    op.create_index(op.f("ix_catalogue_credit_work_id"), "catalogue_credit", ["work_id"], unique=False)
    op.create_table(
        "catalogue_entry",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Float(), nullable=True),
        sa.Column("details", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_catalogue_entry_series_id_series"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["work_id"],
            ["catalogue_work.id"],
            name=op.f("fk_catalogue_entry_work_id_catalogue_work"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("series_id", "work_id", name=op.f("pk_catalogue_entry")),
    )
    op.create_index(op.f("ix_catalogue_entry_work_id"), "catalogue_entry", ["work_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_catalogue_entry_work_id"), table_name="catalogue_entry")
    op.drop_table("catalogue_entry")
    op.drop_index(op.f("ix_catalogue_credit_work_id"), table_name="catalogue_credit")
    op.drop_table("catalogue_credit")
    op.drop_table("catalogue_work")
