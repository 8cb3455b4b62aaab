"""Blood tests: the plans of them, and each one from planned to heard back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "test_plans",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("made_by", columns.Number, nullable=True),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.Column("sealed", columns.Sealed("test_plans.sealed"), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_test_plans_circle_id"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_test_plans_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_test_plans"),
        sa.UniqueConstraint("uid", name="uq_test_plans_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_test_plans_circle_id", "test_plans", ["circle_id"])
    op.create_table(
        "tests",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("plan_id", columns.Number, nullable=False),
        sa.Column("local_day", columns.Day(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_step_at", columns.Instant(), nullable=True),
        sa.Column("sealed", columns.Sealed("tests.sealed"), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_tests_circle_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["test_plans.id"], name="fk_tests_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tests"),
        sa.UniqueConstraint("uid", name="uq_tests_uid"),
        sqlite_strict=True,
    )
    for column in ("circle_id", "plan_id", "next_step_at"):
        op.create_index(f"ix_tests_{column}", "tests", [column])
