"""Birth dates as people type them; nothing that is no date becomes one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.controls.dates import typed_date
from desktop.messages import day

APRIL = date(1951, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["1951-04-03", "4/3/1951", "04/03/1951", "3 Apr 1951", "Apr 3, 1951", "3 april 1951", "  4.3.1951 ", "1951/4/3"],
)
def test_dates_are_read_as_typed(text: str) -> None:
    assert typed_date(text) == APRIL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.02.1950",
        "13/13/1950",
        "3 Foo 1951",
        "1951",
        "4/3",
        "4/3/51/7",
        "3 Apr",
        "Whitfield, Eleanor",
        "3 Apr Apr",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert typed_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_date_as_shown_can_be_typed_again(when: date) -> None:
    assert typed_date(day(when)) == when
    assert typed_date(when.isoformat()) == when
    assert typed_date(f"{when.month}/{when.day}/{when.year}") == when


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert typed_date(text) is None or isinstance(typed_date(text), date)
