"""Tables of automation

Revision: 0002
After: 0001
"""

# ruff: noqa: E501 - the texts of constraints are written by Alembic and cannot be broken
import sqlalchemy as sa
from alembic import op

from mamcrawler.foundation.db import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_at"), "activity", ["at"], unique=False)
    op.create_index(op.f("ix_activity_kind"), "activity", ["kind"], unique=False)
    op.create_index(
        "ix_activity_subject_type_subject_id", "activity", ["subject_type", "subject_id"], unique=False
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("left", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("progress_done", sa.Integer(), nullable=True),
        sa.Column("progress_total", sa.Integer(), nullable=True),
        sa.Column("progress_text", sa.String(), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('done', 'nothing_to_do', 'partial', 'skipped', 'not_configured', 'failed', 'interrupted')",
            name=op.f("ck_job_run_outcome"),
        ),
        sa.CheckConstraint("state IN ('queued', 'running', 'ended')", name=op.f("ck_job_run_state")),
        sa.CheckConstraint("trigger IN ('clock', 'hand')", name=op.f("ck_job_run_trigger")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("key", name=op.f("uq_job_run_key")),
    )
    op.create_index(op.f("ix_job_run_ended_at"), "job_run", ["ended_at"], unique=False)
    op.create_index("ix_job_run_job_id_id", "job_run", ["job_id", "id"], unique=False)
    op.create_index("ix_job_run_state_due_at", "job_run", ["state", "due_at"], unique=False)
    op.create_index(
        "uq_job_run_running_job",
        "job_run",
        ["job_id"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index(
        "uq_job_run_running_lane",
        "job_run",
        ["lane"],
        unique=True,
        sqlite_where=sa.text("state = 'running' AND lane IS NOT NULL"),
        postgresql_where=sa.text("state = 'running' AND lane IS NOT NULL"),
    )
    op.create_table(
        "job_state",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("ticked_until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_job_state")),
    )
    op.create_table(
        "problem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("resolved_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("severity IN ('info', 'warning', 'critical')", name=op.f("ck_problem_severity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_index(op.f("ix_problem_resolved_at"), "problem", ["resolved_at"], unique=False)
    op.create_index(
        "uq_problem_open",
        "problem",
        ["code", "subject"],
        unique=True,
        sqlite_where=sa.text("resolved_at IS NULL"),
        postgresql_where=sa.text("resolved_at IS NULL"),
    )
    op.create_table(
        "worker",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker")),
    )


def downgrade() -> None:
    op.drop_table("worker")
    op.drop_index(
        "uq_problem_open",
        table_name="problem",
        sqlite_where=sa.text("resolved_at IS NULL"),
        postgresql_where=sa.text("resolved_at IS NULL"),
    )
    op.drop_index(op.f("ix_problem_resolved_at"), table_name="problem")
    op.drop_table("problem")
    op.drop_table("job_state")
    op.drop_index(
        "uq_job_run_running_lane",
        table_name="job_run",
        sqlite_where=sa.text("state = 'running' AND lane IS NOT NULL"),
        postgresql_where=sa.text("state = 'running' AND lane IS NOT NULL"),
    )
    op.drop_index(
        "uq_job_run_running_job",
        table_name="job_run",
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.drop_index("ix_job_run_state_due_at", table_name="job_run")
    op.drop_index("ix_job_run_job_id_id", table_name="job_run")
    op.drop_index(op.f("ix_job_run_ended_at"), table_name="job_run")
    op.drop_table("job_run")
    op.drop_index("ix_activity_subject_type_subject_id", table_name="activity")
    op.drop_index(op.f("ix_activity_kind"), table_name="activity")
    op.drop_index(op.f("ix_activity_at"), table_name="activity")
    op.drop_table("activity")
