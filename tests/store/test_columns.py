"""What goes into a column comes out of it, through a real SQLite table."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from bot.store import tables
from bot.store.columns import EPOCH, MILLISECOND, Day, Flag, Instant, Number, Sealed, Wall, unlock
from bot.store.keys import Keys, Owner, Secret, Tree

ANA = Owner.of_person(1)

metadata = MetaData()
samples = Table(
    "samples",
    metadata,
    Column("id", Number, primary_key=True),
    Column("instant", Instant),
    Column("day", Day),
    Column("wall", Wall),
    Column("flag", Flag),
    Column("sealed", Sealed("samples.sealed")),
    sqlite_strict=True,
)
engine = create_engine("sqlite://")
unlock(engine, Keys([Tree.fresh()]))
metadata.create_all(engine)

ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)
# Lone halves of characters cannot be written as UTF-8; the terminal takes them out of what it hears.
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def kept(conn: Connection, **values: Any) -> Any:
    """Write one row, and read the one value back."""
    (name,) = values
    added = conn.execute(insert(samples).values(**values).returning(samples.c.id)).scalar_one()
    return conn.execute(select(samples.c[name]).where(samples.c.id == added)).scalar_one()


def raw(conn: Connection, name: str) -> Any:
    """Return the last value as the file holds it."""
    return conn.exec_driver_sql(f"SELECT {name} FROM samples ORDER BY id DESC LIMIT 1").scalar()  # noqa: S608


def come_back(name: str, value: Any) -> Any:
    with engine.connect() as conn:
        return kept(conn, **{name: value})


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=ZONES))
def test_an_instant_comes_back_to_the_millisecond_in_utc(moment: datetime) -> None:
    found = come_back("instant", moment)
    assert found.tzinfo is UTC
    assert timedelta(0) <= moment - found < MILLISECOND


@given(st.integers(-(10**12), 10**13))
def test_an_instant_of_whole_milliseconds_comes_back_unchanged(milliseconds: int) -> None:
    moment = EPOCH + milliseconds * MILLISECOND
    with engine.connect() as conn:
        assert kept(conn, instant=moment) == moment
        assert raw(conn, "instant") == milliseconds


@given(st.datetimes())
def test_a_datetime_without_a_zone_is_refused(moment: datetime) -> None:
    with pytest.raises(StatementError, match="an instant needs a zone"):
        come_back("instant", moment)


def test_a_datetime_without_a_zone_is_refused_in_a_question_too() -> None:
    naive = datetime(2026, 12, 1, 8, 0)
    with engine.connect() as conn, pytest.raises(StatementError, match="an instant needs a zone"):
        conn.execute(select(samples).where(samples.c.instant <= naive))


@given(st.lists(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=ZONES), min_size=2, max_size=5))
def test_instants_sort_as_time_does_whatever_their_zones(moments: list[datetime]) -> None:
    with engine.connect() as conn:
        for moment in moments:
            kept(conn, instant=moment)
        found = list(conn.execute(select(samples.c.instant).order_by(samples.c.instant)).scalars())
    assert found == sorted(EPOCH + (moment - EPOCH) // MILLISECOND * MILLISECOND for moment in moments)


@given(st.dates())
def test_a_day_comes_back(day: date) -> None:
    assert come_back("day", day) == day


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_wall_time_comes_back(wall: time) -> None:
    assert come_back("wall", wall) == wall


@pytest.mark.parametrize("flag", [True, False])
def test_a_flag_comes_back_as_a_truth(*, flag: bool) -> None:
    assert come_back("flag", flag) is flag


@given(st.dictionaries(WORDS, JSON, max_size=4))
def test_what_is_sealed_comes_back(value: dict[str, Any]) -> None:
    assert come_back("sealed", Secret(ANA, value)) == value


def test_what_is_sealed_cannot_be_read_in_the_file() -> None:
    with engine.connect() as conn:
        kept(conn, sealed=Secret(ANA, {"name": "Quillwort"}))
        assert b"Quillwort" not in raw(conn, "sealed")


def test_what_cannot_be_opened_fails_alone() -> None:
    with engine.connect() as conn:
        kept(conn, sealed=Secret(ANA, {"name": "Ana"}))
        conn.exec_driver_sql("UPDATE samples SET sealed = x'0102'")
        kept(conn, sealed=Secret(ANA, {"name": "Ben"}))
        assert list(conn.execute(select(samples.c.sealed)).scalars()) == [None, {"name": "Ben"}]


def test_an_engine_without_keys_seals_nothing() -> None:
    locked = create_engine("sqlite://")
    with locked.connect() as conn, pytest.raises(StatementError):
        conn.execute(insert(samples).values(sealed=Secret(ANA, {"name": "Ana"})))
    locked.dispose()


def test_every_sealed_column_is_sealed_under_its_own_name() -> None:
    sealed = [column for table in tables.metadata.tables.values() for column in table.c]
    places = [(str(column), column.type.place) for column in sealed if isinstance(column.type, Sealed)]
    assert len(places) > 10
    assert [name for name, _ in places] == [place for _, place in places]


@pytest.mark.parametrize("name", ["instant", "day", "wall", "flag", "sealed"])
def test_nothing_comes_back_as_nothing(name: str) -> None:
    assert come_back(name, None) is None


def test_what_is_sealed_and_empty_is_not_nothing() -> None:
    assert come_back("sealed", Secret(ANA, {})) == {}
