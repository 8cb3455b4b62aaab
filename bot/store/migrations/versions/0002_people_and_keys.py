"""Places, voices, pauses, keepers, notes; and every value that was plain JSON is sealed under its owner's key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Row

from bot.store import columns
from bot.store.keys import HOUSE, Owner, Secret

revision = "0002"
down_revision = "0001"

BATCH = 500

Value = dict[str, Any]
Whose = Callable[[Row[Any]], Owner]
Shape = Callable[[Value], Value]


def upgrade() -> None:
    """Add what is new, then seal what is there."""
    _add_tables()
    _add_columns()
    _rebuild_steps()
    _rebuild_plan_versions()
    _seal_all(op.get_bind())


def _add_tables() -> None:
    op.create_table(
        "origin",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origin"),
        sqlite_strict=True,
    )
    op.create_table(
        "keepers",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("person_id", columns.Number, nullable=False),
        sa.Column("since", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_keepers_circle_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_keepers_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_keepers"),
        sa.UniqueConstraint("circle_id", "person_id", name="uq_keepers_circle_id_person_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_keepers_person_id", "keepers", ["person_id"], unique=False)


def _add_columns() -> None:
    op.add_column("people", sa.Column("left_at", columns.Instant(), nullable=True))
    op.add_column("plans", sa.Column("ask_at", columns.Instant(), nullable=True))
    op.add_column("plans", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.add_column("diary", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_people_left",
        "people",
        ["left_at"],
        unique=False,
        sqlite_where=sa.text("left_at IS NOT NULL"),
        postgresql_where=sa.text("left_at IS NOT NULL"),
    )
    op.create_index("ix_plans_ask_at", "plans", ["ask_at"], unique=False)


def _rebuild_steps() -> None:
    op.rename_table("steps", "steps_before")
    op.create_table(
        "steps",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("account_id", columns.Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_at", columns.Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_steps_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.UniqueConstraint("account_id", "kind", name="uq_steps_account_id_kind"),
        sqlite_strict=True,
    )
    _move("steps", "id, account_id, kind, asked_at, sealed")


def _rebuild_plan_versions() -> None:
    op.rename_table("plan_versions", "plan_versions_before")
    op.create_table(
        "plan_versions",
        sa.Column("id", columns.Number, nullable=False),
        sa.Column("plan_id", columns.Number, nullable=False),
        sa.Column("circle_id", columns.Number, nullable=False),
        sa.Column("number", columns.Number, nullable=False),
        sa.Column("from_day", columns.Day(), nullable=False),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("made_by", columns.Number, nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name="fk_plan_versions_circle_id"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_plan_versions_made_by"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_versions_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_versions"),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_versions_plan_id_number"),
        sqlite_strict=True,
    )
    _move("plan_versions", "id, plan_id, circle_id, number, from_day, made_at, made_by, sealed")


def _move(table: str, names: str) -> None:
    op.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}_before")  # noqa: S608 - names of our own
    op.drop_table(f"{table}_before")


def _seal_all(conn: sa.Connection) -> None:
    persons: dict[int, int | None] = {
        row.id: row.person_id for row in conn.execute(sa.text("SELECT id, person_id FROM accounts"))
    }

    def of_account(row: Row[Any]) -> Owner:
        person = persons[row.account_id]
        return HOUSE if person is None else Owner.of_person(person)

    def of_circle(row: Row[Any]) -> Owner:
        return Owner.of_circle(row.circle_id)

    def of_house(row: Row[Any]) -> Owner:
        del row
        return HOUSE

    def of_circle_or_account(row: Row[Any]) -> Owner:
        return of_account(row) if row.circle_id is None else of_circle(row)

    _seal(conn, "people", "sealed", lambda row: Owner.of_person(row.id), _person)
    _seal(conn, "circles", "sealed", lambda row: Owner.of_circle(row.id), _circle)
    _seal(conn, "plan_versions", "sealed", of_circle, _version)
    _seal(conn, "doses", "sealed", of_circle, dict)
    _seal(conn, "steps", "sealed", of_account, dict)
    _seal(conn, "outbox", "sealed", of_circle_or_account, dict)
    _seal(conn, "outbox", "buttons", of_circle_or_account, dict)
    _seal(conn, "operator_acts", "sealed", of_house, dict)
    _seal(conn, "inbox", "sealed", of_house, dict)  # who wrote it is known when it is read


def _seal(conn: sa.Connection, name: str, column: str, whose: Whose, shape: Shape) -> None:
    table = sa.table(name, sa.column("id"), sa.column(column, columns.Sealed(f"{name}.{column}")))
    statement = sa.update(table).where(table.c.id == sa.bindparam("row")).values({column: sa.bindparam("value")})
    everything: sa.Select[Any] = sa.select(sa.literal_column("*")).select_from(table).order_by(table.c.id).limit(BATCH)
    last = 0
    while rows := conn.execute(everything.where(table.c.id > last)).all():
        last = rows[-1].id
        plain = [row for row in rows if getattr(row, column) is not None]
        if plain:
            values = [{"row": row.id, "value": Secret(whose(row), _read(getattr(row, column), shape))} for row in plain]
            conn.execute(statement, values)


def _read(plain: bytes, shape: Shape) -> Value:
    # What cannot be read is kept, and hidden like the rest.
    try:
        return shape(json.loads(plain.decode()))
    except (ValueError, KeyError, TypeError):
        return {"unread": plain.decode(errors="backslashreplace")}


def _person(old: Value) -> Value:
    return {
        "name": old["name"],
        "language": old["language"],
        "voice": ["private", ""],
        "quiet": None,
        "quiet_on": {},
    }


def _circle(old: Value) -> Value:
    zone = old["zone"]
    return {"places": {"home": zone, "moves": []} if zone else None, "country": None, "clinic": None}


def _version(old: Value) -> Value:
    return {"intakes": [[wall, old["amount"], None] for wall in old["walls"]], "until": None}
