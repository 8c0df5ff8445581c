"""Tables of downloads

Revision: 0008
After: 0007
"""

# ruff: noqa: E501 - the texts of constraints are written by Alembic and cannot be broken
import sqlalchemy as sa
from alembic import op

from mamcrawler.foundation.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blocked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tracker_id", sa.Integer(), nullable=True),
        sa.Column("info_hash", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked")),
    )
    op.create_index("ix_blocked_info_hash", "blocked", ["info_hash"], unique=False)
    op.create_index("ix_blocked_tracker_id", "blocked", ["tracker_id"], unique=False)
    op.create_table(
        "path_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("green", sa.Boolean(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_check")),
    )
    op.create_index(op.f("ix_path_check_at"), "path_check", ["at"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tracker_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("narrators", sa.JSON(), nullable=False),
        sa.Column("series", sa.JSON(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("duration", sa.Integer(), nullable=True),
        sa.Column("filetypes", sa.JSON(), nullable=False),
        sa.Column("seeders", sa.Integer(), nullable=True),
        sa.Column("snatches", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("personal_freeleech", sa.Boolean(), nullable=False),
        sa.Column("vip", sa.Boolean(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("info_hash", sa.String(), nullable=True),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("gone_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("tracker_id", name=op.f("uq_release_tracker_id")),
    )
    op.create_index(op.f("ix_release_info_hash"), "release", ["info_hash"], unique=False)
    op.create_index(op.f("ix_release_last_seen_at"), "release", ["last_seen_at"], unique=False)
    op.create_table(
        "search_answer",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("tracker_ids", sa.JSON(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_search_answer")),
    )
    op.create_index(op.f("ix_search_answer_asked_at"), "search_answer", ["asked_at"], unique=False)
    op.create_table(
        "download",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.Column("repeat", sa.Integer(), nullable=False),
        sa.Column("info_hash", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("cost_class", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", UtcDateTime(), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("next_action", sa.String(), nullable=False),
        sa.Column("next_check_at", UtcDateTime(), nullable=True),
        sa.Column("opens_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("left_state", sa.String(), nullable=True),
        sa.Column("offers", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("problem_text", sa.String(), nullable=True),
        sa.Column("problem_since", UtcDateTime(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("wares", sa.JSON(), nullable=False),
        sa.Column("grabbed_at", UtcDateTime(), nullable=True),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.Column("imported_at", UtcDateTime(), nullable=True),
        sa.Column("accepted_by_hand", sa.Boolean(), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("scan_asked_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'waiting', 'sending', 'downloading', 'completed', 'verifying', 'verify_failed', 'organising', 'importing', 'failed', 'needs_review', 'imported', 'rejected', 'cancelled', 'abandoned', 'replaced')",
            name=op.f("ck_download_state"),
        ),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_download_release_id_release")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download")),
        sa.UniqueConstraint("info_hash", "repeat", name=op.f("uq_download_info_hash_repeat")),
        sa.UniqueConstraint("release_id", "repeat", name=op.f("uq_download_release_id_repeat")),
    )
    op.create_index(op.f("ix_download_created_at"), "download", ["created_at"], unique=False)
    op.create_index(op.f("ix_download_grabbed_at"), "download", ["grabbed_at"], unique=False)
    op.create_index("ix_download_state_deadline", "download", ["state", "deadline"], unique=False)
    op.create_table(
        "download_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("download_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "result IN ('passed', 'failed', 'review', 'skipped')", name=op.f("ck_download_check_result")
        ),
        sa.ForeignKeyConstraint(
            ["download_id"],
            ["download.id"],
            name=op.f("fk_download_check_download_id_download"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download_check")),
        sa.UniqueConstraint("download_id", "name", name=op.f("uq_download_check_download_id_name")),
    )
    op.create_table(
        "download_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("download_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(), nullable=True),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["download_id"],
            ["download.id"],
            name=op.f("fk_download_move_download_id_download"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download_move")),
    )
    op.create_index(op.f("ix_download_move_at"), "download_move", ["at"], unique=False)
    op.create_index(op.f("ix_download_move_download_id"), "download_move", ["download_id"], unique=False)
    op.create_table(
        "torrent_watch",
        sa.Column("download_id", sa.Integer(), nullable=False),
        sa.Column("client_state", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("group_since", UtcDateTime(), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("downloaded", sa.BigInteger(), nullable=False),
        sa.Column("speed", sa.BigInteger(), nullable=False),
        sa.Column("eta", sa.Integer(), nullable=True),
        sa.Column("seeds", sa.Integer(), nullable=True),
        sa.Column("seeding_time", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("tracker_message", sa.String(), nullable=True),
        sa.Column("stalled_seconds", sa.Double(), nullable=False),
        sa.Column("reannounces", sa.Integer(), nullable=False),
        sa.Column("reannounced_at", UtcDateTime(), nullable=True),
        sa.Column("restarted", sa.Boolean(), nullable=False),
        sa.Column("stopped_by_us", sa.Boolean(), nullable=False),
        sa.Column("first_complete_at", UtcDateTime(), nullable=True),
        sa.Column("missing_since", UtcDateTime(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["download_id"],
            ["download.id"],
            name=op.f("fk_torrent_watch_download_id_download"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("download_id", name=op.f("pk_torrent_watch")),
    )
    op.create_table(
        "download_wanted",
        sa.Column("download_id", sa.Integer(), nullable=False),
        sa.Column("wanted_id", sa.Integer(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["download_id"],
            ["download.id"],
            name=op.f("fk_download_wanted_download_id_download"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wanted_id"], ["wanted.id"], name=op.f("fk_download_wanted_wanted_id_wanted"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("download_id", "wanted_id", name=op.f("pk_download_wanted")),
    )
    op.create_index("ix_download_wanted_wanted_id", "download_wanted", ["wanted_id"], unique=False)
    op.create_index(
        "uq_download_wanted_live",
        "download_wanted",
        ["wanted_id"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_table(
        "imported_folder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("download_id", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=False),
        sa.Column("book_ids", sa.JSON(), nullable=False),
        sa.Column("wanted_ids", sa.JSON(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("library_path", sa.String(), nullable=False),
        sa.Column("made_parents", sa.JSON(), nullable=False),
        sa.Column("library_item_id", sa.Integer(), nullable=True),
        sa.Column("placed_at", UtcDateTime(), nullable=True),
        sa.Column("found_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["download_id"],
            ["download.id"],
            name=op.f("fk_imported_folder_download_id_download"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"], ["library.id"], name=op.f("fk_imported_folder_library_id_library")
        ),
        sa.ForeignKeyConstraint(
            ["library_item_id"],
            ["library_item.id"],
            name=op.f("fk_imported_folder_library_item_id_library_item"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_folder")),
    )
    op.create_index(op.f("ix_imported_folder_download_id"), "imported_folder", ["download_id"], unique=False)
    op.create_index(op.f("ix_imported_folder_library_id"), "imported_folder", ["library_id"], unique=False)
    op.create_index(
        op.f("ix_imported_folder_library_item_id"), "imported_folder", ["library_item_id"], unique=False
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wanted_id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("required", sa.String(), nullable=True),
        sa.Column("permanent", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("cost_class", sa.String(), nullable=True),
        sa.Column("judgement", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("result IN ('match', 'maybe', 'rejected')", name=op.f("ck_verdict_result")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_verdict_release_id_release"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wanted_id"], ["wanted.id"], name=op.f("fk_verdict_wanted_id_wanted"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("wanted_id", "release_id", name=op.f("uq_verdict_wanted_id_release_id")),
    )
    op.create_index(op.f("ix_verdict_at"), "verdict", ["at"], unique=False)
    op.create_index(op.f("ix_verdict_release_id"), "verdict", ["release_id"], unique=False)
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folder_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("inode", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.CheckConstraint("how IN ('link', 'copy', 'sidecar')", name=op.f("ck_imported_file_how")),
        sa.ForeignKeyConstraint(
            ["folder_id"],
            ["imported_folder.id"],
            name=op.f("fk_imported_file_folder_id_imported_folder"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
    )
    op.create_index(op.f("ix_imported_file_folder_id"), "imported_file", ["folder_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_imported_file_folder_id"), table_name="imported_file")
    op.drop_table("imported_file")
    op.drop_index(op.f("ix_verdict_release_id"), table_name="verdict")
    op.drop_index(op.f("ix_verdict_at"), table_name="verdict")
    op.drop_table("verdict")
    op.drop_index(op.f("ix_imported_folder_library_item_id"), table_name="imported_folder")
    op.drop_index(op.f("ix_imported_folder_library_id"), table_name="imported_folder")
    op.drop_index(op.f("ix_imported_folder_download_id"), table_name="imported_folder")
    op.drop_table("imported_folder")
    op.drop_index(
        "uq_download_wanted_live",
        table_name="download_wanted",
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.drop_index("ix_download_wanted_wanted_id", table_name="download_wanted")
    op.drop_table("download_wanted")
    op.drop_table("torrent_watch")
    op.drop_index(op.f("ix_download_move_download_id"), table_name="download_move")
    op.drop_index(op.f("ix_download_move_at"), table_name="download_move")
    op.drop_table("download_move")
    op.drop_table("download_check")
    op.drop_index("ix_download_state_deadline", table_name="download")
    op.drop_index(op.f("ix_download_grabbed_at"), table_name="download")
    op.drop_index(op.f("ix_download_created_at"), table_name="download")
    op.drop_table("download")
    op.drop_index(op.f("ix_search_answer_asked_at"), table_name="search_answer")
    op.drop_table("search_answer")
    op.drop_index(op.f("ix_release_last_seen_at"), table_name="release")
    op.drop_index(op.f("ix_release_info_hash"), table_name="release")
    op.drop_table("release")
    op.drop_index(op.f("ix_path_check_at"), table_name="path_check")
    op.drop_table("path_check")
    op.drop_index("ix_blocked_tracker_id", table_name="blocked")
    op.drop_index("ix_blocked_info_hash", table_name="blocked")
    op.drop_table("blocked")
