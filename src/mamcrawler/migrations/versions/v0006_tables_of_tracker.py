"""Tables of tracker

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

from mamcrawler.foundation.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ratio_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("known", sa.String(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("ratio", sa.Double(), nullable=True),
        sa.CheckConstraint(
            "known IN ('normal', 'caution', 'emergency', 'unknown')", name=op.f("ck_ratio_state_known")
        ),
        sa.CheckConstraint(
            "state IN ('normal', 'caution', 'emergency', 'unknown')", name=op.f("ck_ratio_state_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratio_state")),
    )
    op.create_table(
        "standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("class_name", sa.String(), nullable=True),
        sa.Column("uploaded", sa.BigInteger(), nullable=True),
        sa.Column("downloaded", sa.BigInteger(), nullable=True),
        sa.Column("ratio", sa.Double(), nullable=True),
        sa.Column("ratio_infinite", sa.Boolean(), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("wedges", sa.Integer(), nullable=True),
        sa.Column("vip_until", UtcDateTime(), nullable=True),
        sa.Column("unsat_count", sa.Integer(), nullable=True),
        sa.Column("unsat_limit", sa.Integer(), nullable=True),
        sa.Column("seeding_unsat", sa.Integer(), nullable=True),
        sa.Column("inactive_unsat", sa.Integer(), nullable=True),
        sa.Column("hit_and_runs", sa.Integer(), nullable=True),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_read_at"), "standing", ["read_at"], unique=False)
    op.create_table(
        "standing_watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("missed_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_watch")),
    )


def downgrade() -> None:
    op.drop_table("standing_watch")
    op.drop_index(op.f("ix_standing_read_at"), table_name="standing")
    op.drop_table("standing")
    op.drop_table("ratio_state")
