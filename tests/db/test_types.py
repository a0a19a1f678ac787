from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from db.errors import StoreBug, StoreDamaged
from db.types import DateText, Term, UtcText, read_day, read_time, utc_text
from resources.terms import Method, Side

DIALECT = sqlite.dialect()
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7)), timezone(timedelta(hours=13))]))


@given(MOMENTS.filter(lambda each: datetime(2, 1, 1, tzinfo=UTC) < each < datetime(9998, 1, 1, tzinfo=UTC)))
def test_a_time_is_read_back_as_the_same_moment(moment: datetime) -> None:
    assert read_time(utc_text(moment)) == moment


@given(
    MOMENTS.filter(lambda each: 2 < each.year < 9998),
    MOMENTS.filter(lambda each: 2 < each.year < 9998),
)
def test_the_order_of_the_texts_is_the_order_of_the_times(one: datetime, other: datetime) -> None:
    assert (utc_text(one) < utc_text(other)) == (one < other)


def test_times_have_one_width() -> None:
    assert utc_text(datetime(2026, 11, 24, 14, tzinfo=UTC)) == "2026-11-24T14:00:00.000000Z"


def test_a_time_without_a_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(StoreBug):
        utc_text(datetime(2026, 11, 24, 14))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01T00:00:00.000000Z"])
def test_a_stored_time_that_is_none_means_damage(text: str) -> None:
    with pytest.raises(StoreDamaged):
        read_time(text)


@pytest.mark.parametrize("text", ["", "31.02.1950", "1950-02-31"])
def test_a_stored_day_that_is_none_means_damage(text: str) -> None:
    with pytest.raises(StoreDamaged):
        read_day(text)


def test_a_day_is_stored_as_its_iso_text() -> None:
    write = DateText().bind_processor(DIALECT)

    assert write(date(1951, 4, 3)) == "1951-04-03"
    assert write(None) is None


def test_no_time_is_no_text() -> None:
    assert UtcText().bind_processor(DIALECT)(None) is None
    assert read_time(None) is None
    assert read_day(None) is None


@pytest.mark.parametrize("method", Method)
def test_a_word_of_the_vocabulary_is_written_and_read(method: Method) -> None:
    kind = Term(Method)

    assert kind.bind_processor(DIALECT)(method) == method.value
    assert kind.result_processor(DIALECT, None)(method.value) is method


@pytest.mark.parametrize("word", ["cryo", "", Side.LEFT, 7])
def test_another_word_is_a_mistake_when_written_and_damage_when_read(word: object) -> None:
    kind = Term(Method)

    with pytest.raises(StoreBug):
        kind.bind_processor(DIALECT)(word)
    with pytest.raises(StoreDamaged):
        kind.result_processor(DIALECT, None)(word)
