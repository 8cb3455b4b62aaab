"""The tables as the newest schema has them. Beside a Sealed column stand only ids, instants, kinds and states."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, Text, UniqueConstraint

from bot.store.columns import Day, Flag, Instant, Number, Sealed, Wall

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: Column[object] | UniqueConstraint) -> Table:
    return Table(name, metadata, Column("id", Number, primary_key=True), *columns, sqlite_strict=True)


people = _table(
    "people",
    Column("uid", Text, nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("left_at", Instant),  # asked to be forgotten; only the goodbye is still on its way
    Column("sealed", Sealed("people.sealed"), nullable=False),  # name, voice, quiet hours, tips shown; language "en"
)

# Few leave at any time: an index of all would be taken for the way to those who did not.
Index(
    "ix_people_left",
    people.c.left_at,
    sqlite_where=people.c.left_at.is_not(None),
    postgresql_where=people.c.left_at.is_not(None),
)

# Before someone agrees, this row and a step are all that is kept of them. Where a code is needed, the row of somebody
# who has none goes as soon as they were told so.
accounts = _table(
    "accounts",
    Column("uid", Text, nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("person_id", Number, ForeignKey("people.id"), index=True),
    Column("created_at", Instant, nullable=False),
    Column("let_in_at", Instant),  # when a code was right
    Column("unreached_at", Instant),  # since when nothing can be said there
    UniqueConstraint("channel", "address"),
)

# What lets people start, so many of them and until then; what somebody has to know for it is kept as a hash alone.
codes = _table(
    "codes",
    Column("hash", Text, nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("uses_left", Number, nullable=False),
    Column("ends_at", Instant),
)

# Questions that wait for an answer, the newest on top: a set-up, and what was asked in between. Beside them, for a day,
# what the guide was asked last.
steps = _table(
    "steps",
    Column("account_id", Number, ForeignKey("accounts.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("sealed", Sealed("steps.sealed"), nullable=False),  # the draft
    UniqueConstraint("account_id", "kind"),
)

consents = _table(
    "consents",
    Column("person_id", Number, ForeignKey("people.id"), nullable=False, index=True),
    Column("text_version", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
)

operator_acts = _table(
    "operator_acts",
    Column("at", Instant, nullable=False),
    Column("verb", Text, nullable=False),
    Column("circle_id", Number, ForeignKey("circles.id"), index=True),
    Column("sealed", Sealed("operator_acts.sealed"), nullable=False),  # operator, reason
)

circles = _table(
    "circles",
    Column("uid", Text, nullable=False, unique=True),
    Column("patient_id", Number, ForeignKey("people.id"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("sealed", Sealed("circles.sealed"), nullable=False),  # places, country, clinic
)

# Who acts for a patient without an account.
keepers = _table(
    "keepers",
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False),
    Column("person_id", Number, ForeignKey("people.id"), nullable=False, index=True),
    Column("since", Instant, nullable=False),
    UniqueConstraint("circle_id", "person_id"),
)

plans = _table(
    "plans",
    Column("uid", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("next_at", Instant, index=True),
    Column("ask_at", Instant, index=True),  # when azalea has a question about the plan itself
    Column("sealed", Sealed("plans.sealed")),  # pauses
)

plan_versions = _table(
    "plan_versions",
    Column("plan_id", Number, ForeignKey("plans.id"), nullable=False),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False),
    Column("number", Number, nullable=False),
    Column("from_day", Day, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Number, ForeignKey("people.id")),  # None: somebody who was erased
    Column("sealed", Sealed("plan_versions.sealed"), nullable=False),  # intakes, last day
    UniqueConstraint("plan_id", "number"),
)

doses = _table(
    "doses",
    Column("uid", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False),
    Column("plan_id", Number, ForeignKey("plans.id"), nullable=False),
    Column("version", Number, nullable=False),
    Column("local_day", Day, nullable=False),
    Column("turn", Number, nullable=False),
    Column("lap", Number, nullable=False),
    Column("wall", Wall, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("prompts", Number, nullable=False),
    Column("next_step_at", Instant, index=True),
    Column("sealed", Sealed("doses.sealed"), nullable=False),  # zone
    UniqueConstraint("plan_id", "local_day", "turn", "lap"),
)

diary = _table(
    "diary",
    Column("uid", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False, index=True),
    Column("dose_id", Number, ForeignKey("doses.id"), index=True),
    Column("corrects", Number, ForeignKey("diary.id"), unique=True),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Number, ForeignKey("people.id")),  # None: azalea, or somebody who was erased
    Column("taken_at", Instant),
    Column("sealed", Sealed("diary.sealed")),  # day and zone of what is about no dose, and words
)
# One root a dose; with UNIQUE(corrects) that makes one chain.
Index(
    "uq_diary_root",
    diary.c.dose_id,
    unique=True,
    sqlite_where=diary.c.corrects.is_(None),
    postgresql_where=diary.c.corrects.is_(None),
)

test_plans = _table(
    "test_plans",
    Column("uid", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False, index=True),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Number, ForeignKey("people.id")),  # None: somebody who was erased
    Column("ended_at", Instant),
    Column("sealed", Sealed("test_plans.sealed"), nullable=False),  # days or a schedule, and what is to be asked
)

# Of a plan's days those near enough to be asked about, and all that were.
tests = _table(
    "tests",
    Column("uid", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False, index=True),
    Column("plan_id", Number, ForeignKey("test_plans.id"), nullable=False, index=True),
    Column("local_day", Day, nullable=False),
    Column("state", Text, nullable=False),
    Column("next_step_at", Instant, index=True),
    Column("sealed", Sealed("tests.sealed"), nullable=False),  # when it was done, moved, heard back of
)

# What is on a day and is neither dose nor test: appointments, days to reorder, weekly tips.
occasions = _table(
    "occasions",
    Column("uid", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id"), nullable=False, index=True),
    Column("made_by", Number, ForeignKey("people.id"), index=True),  # None: somebody who was erased
    Column("kind", Text, nullable=False),
    Column("local_day", Day, nullable=False),
    Column("state", Text, nullable=False),
    Column("next_step_at", Instant, index=True),
    Column("sealed", Sealed("occasions.sealed"), nullable=False),  # time, name, how often, how far it was spoken of
)

inbox = _table(
    "inbox",
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("attempts", Number, nullable=False),
    Column("sealed", Sealed("inbox.sealed")),  # wiped when done
    UniqueConstraint("channel", "key"),
)

outbox = _table(
    "outbox",
    Column("uid", Text, nullable=False, unique=True),
    Column("key", Text, nullable=False, unique=True),
    Column("circle_id", Number, ForeignKey("circles.id")),
    Column("account_id", Number, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("act", Text, nullable=False),  # "say", or "edit" of what was said
    Column("about", Number, ForeignKey("doses.id"), index=True),
    Column("rung", Number),
    Column("sealed", Sealed("outbox.sealed")),  # phrase and arguments, or text; wiped when it left
    Column("buttons", Sealed("outbox.buttons")),  # what each choice does; kept, so that a number typed later finds it
    Column("priority", Number, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("valid_until", Instant),
    Column("state", Text, nullable=False),
    Column("repeats", Flag, nullable=False),
    Column("attempt", Number, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_until", Instant),
    Column("sent_at", Instant),
    Column("ref", Text),
)
Index("ix_outbox_owed", outbox.c.state, outbox.c.not_before)

outages = _table(
    "outages",
    Column("off_from", Instant, nullable=False),
    Column("off_until", Instant, nullable=False),
)

# One row: which database this is, wherever it is moved to, and that under the house's key, to know the right key by.
origin = _table(
    "origin",
    Column("uid", Text, nullable=False),
    Column("sealed", Sealed("origin.sealed"), nullable=False),
)

# One row: when the last round was made.
bell = _table("bell", Column("rang_at", Instant, nullable=False))
