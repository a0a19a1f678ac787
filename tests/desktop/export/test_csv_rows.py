"""Rows for spreadsheets: whole, and no cell acts."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.export.csv_rows import csv_bytes, inert


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"], ids=ascii)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\ufeff", "\u200b", "  "], ids=ascii)
def test_a_formula_is_shown_not_worked_out(beginning: str, before: str) -> None:
    text = f"{before}{beginning}cmd|' /C calc'!A0"

    assert inert(text) == "'" + text


@pytest.mark.parametrize("text", ["", "O'Brien", "3-4", "a=b", "x@y.org", "'already", "Ärzte 李", "2026-11-25"])
def test_other_texts_stay_what_they_are(text: str) -> None:
    assert inert(text) == text


def test_spreadsheets_are_told_that_it_is_utf8_and_every_cell_is_quoted() -> None:
    content = csv_bytes([("é", 'a "b"', "c,d\ne"), ()])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content[3:] == '"é","a ""b""","c,d\ne"\r\n\r\n'.encode()


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1, max_size=4), max_size=5
    )
)
def test_what_is_read_back_is_what_was_written(rows: list[list[str]]) -> None:
    assert read(csv_bytes(rows)) == [[inert(cell) for cell in row] for row in rows]
