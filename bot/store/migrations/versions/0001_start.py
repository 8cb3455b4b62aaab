"""The first schema: people and their accounts, circles, plans, doses, the diary, inbox and outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import columns

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "bell",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("rang_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bell"),
        sqlite_strict=True,
    )
    op.create_table(
        "inbox",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", columns.Number, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("channel", "key", name="uq_inbox_channel_key"),
        sqlite_strict=True,
    )
    op.create_index("ix_inbox_state", "inbox", ["state"], unique=False)
    op.create_table(
        "outages",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("off_from", columns.Instant(), nullable=False),
        sa.Column("off_until", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outages"),
        sqlite_strict=True,
    )
    op.create_table(
        "people",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("uid", name="uq_people_uid"),
        sqlite_strict=True,
    )
    op.create_table(
        "accounts",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("person_id", columns.Number, nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_accounts_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("channel", "address", name="uq_accounts_channel_address"),
        sa.UniqueConstraint("uid", name="uq_accounts_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_accounts_person_id", "accounts", ["person_id"], unique=False)
    op.create_table(
        "circles",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("patient_id", columns.Number, nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["people.id"], name="fk_circles_patient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_circles"),
        sa.UniqueConstraint("uid", name="uq_circles_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_circles_patient_id", "circles", ["patient_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("person_id", columns.Number, nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("given_at", columns.Instant(), nullable=False),
        sa.Column("withdrawn_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_consents_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sqlite_strict=True,
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id"], unique=False)
    op.create_table(
        "operator_acts",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_operator_acts_circle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_operator_acts"),
        sqlite_strict=True,
    )
    op.create_index("ix_operator_acts_circle_id", "operator_acts", ["circle_id"], unique=False)
    op.create_table(
        "plans",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", columns.Instant(), nullable=False),
        sa.Column("next_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_plans_circle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
        sa.UniqueConstraint("uid", name="uq_plans_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_plans_circle_id", "plans", ["circle_id"], unique=False)
    op.create_index("ix_plans_next_at", "plans", ["next_at"], unique=False)
    op.create_table(
        "steps",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("account_id", columns.Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_at", columns.Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_steps_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.UniqueConstraint("account_id", name="uq_steps_account_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "doses",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("plan_id", columns.Number, nullable=False),
        sa.Column("version", columns.Number, nullable=False),
        sa.Column("local_day", columns.Day(), nullable=False),
        sa.Column("turn", columns.Number, nullable=False),
        sa.Column("lap", columns.Number, nullable=False),
        sa.Column("wall", columns.Wall(), nullable=False),
        sa.Column("due_at", columns.Instant(), nullable=False),
        sa.Column("closes_at", columns.Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("prompts", columns.Number, nullable=False),
        sa.Column("next_step_at", columns.Instant(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_doses_circle_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_doses_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_doses"),
        sa.UniqueConstraint("plan_id", "local_day", "turn", "lap", name="uq_doses_plan_id_local_day_turn_lap"),
        sa.UniqueConstraint("uid", name="uq_doses_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_doses_next_step_at", "doses", ["next_step_at"], unique=False)
    op.create_table(
        "plan_versions",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("plan_id", columns.Number, nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("number", columns.Number, nullable=False),
        sa.Column("from_day", columns.Day(), nullable=False),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("made_by", columns.Number, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_plan_versions_circle_id"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_plan_versions_made_by"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_versions_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_versions"),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_versions_plan_id_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "diary",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("dose_id", columns.Number, nullable=True),
        sa.Column("corrects", columns.Number, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("by", columns.Number, nullable=True),
        sa.Column("taken_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_diary_by"),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_diary_circle_id"),
        sa.ForeignKeyConstraint(["corrects"], ["diary.id"], name="fk_diary_corrects"),
        sa.ForeignKeyConstraint(["dose_id"], ["doses.id"], name="fk_diary_dose_id"),
        sa.PrimaryKeyConstraint("id", name="pk_diary"),
        sa.UniqueConstraint("corrects", name="uq_diary_corrects"),
        sa.UniqueConstraint("uid", name="uq_diary_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_diary_circle_id", "diary", ["circle_id"], unique=False)
    op.create_index("ix_diary_dose_id", "diary", ["dose_id"], unique=False)
    op.create_index(
        "uq_diary_root",
        "diary",
        ["dose_id"],
        unique=True,
        sqlite_where=sa.text("corrects IS NULL"),
        postgresql_where=sa.text("corrects IS NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("circle_id", columns.Number, nullable=True),
        sa.Column("account_id", columns.Number, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", columns.Number, nullable=True),
        sa.Column("rung", columns.Number, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("buttons", sa.LargeBinary(), nullable=True),
        sa.Column("priority", columns.Number, nullable=False),
        sa.Column("not_before", columns.Instant(), nullable=False),
        sa.Column("valid_until", columns.Instant(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("repeats", columns.Flag(), nullable=False),
        sa.Column("attempt", columns.Number, nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("claimed_until", columns.Instant(), nullable=True),
        sa.Column("sent_at", columns.Instant(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["about"], ["doses.id"], name="fk_outbox_about"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_outbox_account_id"),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_outbox_circle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sa.UniqueConstraint("uid", name="uq_outbox_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_outbox_about", "outbox", ["about"], unique=False)
    op.create_index("ix_outbox_account_id", "outbox", ["account_id"], unique=False)
    op.create_index("ix_outbox_owed", "outbox", ["state", "not_before"], unique=False)
