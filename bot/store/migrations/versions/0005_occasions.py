"""What falls on a day and is neither dose nor test: appointments, days to reorder, weekly tips."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "occasions",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("made_by", columns.Number, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("local_day", columns.Day(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_step_at", columns.Instant(), nullable=True),
        sa.Column("sealed", columns.Sealed("occasions.sealed"), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_occasions_circle_id"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_occasions_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_occasions"),
        sa.UniqueConstraint("uid", name="uq_occasions_uid"),
        sqlite_strict=True,
    )
    for column in ("circle_id", "made_by", "next_step_at"):
        op.create_index(f"ix_occasions_{column}", "occasions", [column])
