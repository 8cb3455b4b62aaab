"""Codes that let people start, who came with one, and who cannot be reached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what is new. Who is there already stays: a person needs no code."""
    op.create_table(
        "codes",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("uses_left", columns.Number, nullable=False),
        sa.Column("ends_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
        sa.UniqueConstraint("hash", name="uq_codes_hash"),
        sqlite_strict=True,
    )
    op.add_column("accounts", sa.Column("let_in_at", columns.Instant(), nullable=True))
    op.add_column("accounts", sa.Column("unreached_at", columns.Instant(), nullable=True))
