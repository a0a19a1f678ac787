import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import texts

ANY_TEXT = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Anna   Maria ", "Anna Maria"),
        ("Zoe\u0308", "Zoë"),
        ("O'Brien <b>|^&~\\ 李", "O'Brien <b>|^&~\\ 李"),
        ("#set text(red)", "#set text(red)"),
        ("a\tb\nc\u2028d\u00a0e", "a b c d e"),
        ("abc\u202edef\u0000\u0007\u200f", "abcdef"),
        ("نام\u200cها", "نام\u200cها"),
        ("👩\u200d⚕️ x", "👩\u200d⚕️ x"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_a_text_is_stored_clean(typed: str, stored: str) -> None:
    assert texts.clean(typed) == stored


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert texts.clean(texts.clean(text)) == texts.clean(text)


@given(ANY_TEXT)
def test_no_control_or_direction_character_is_stored(text: str) -> None:
    kinds = {unicodedata.category(each) for each in texts.clean(text) if each not in "\u200c\u200d"}

    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(ANY_TEXT)
def test_a_clean_text_can_be_stored_as_utf_8(text: str) -> None:
    assert texts.clean(text).encode().decode() == texts.clean(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("ÉLODIE", "elodie"),
        ("Straße", "strasse"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("ﬁlm ①", "film 1"),
        ("İbrahim ılgın", "ibrahim ilgin"),
        ("Đặng Nguyễn", "dang nguyen"),
        ("李 明", "李 明"),
        ("Þór Æsa", "thor aesa"),
    ],
)
def test_case_and_accents_do_not_matter_for_finding(text: str, folded: str) -> None:
    assert texts.fold(text) == folded


@given(ANY_TEXT)
def test_every_word_asked_for_is_one_the_text_is_found_by(text: str) -> None:
    found_by = texts.words(text)

    assert all(any(word.startswith(asked) for word in found_by) for asked in texts.asked_words(text))


@pytest.mark.parametrize(
    ("typed", "patterns"),
    [
        ("1951-04-03", ("1951-04-03",)),
        ("1951-4-3", ("1951-04-03", "1951-04-3_")),
        ("1951-", ("1951-%",)),
        ("1951-0", ("1951-00-%", "1951-0_-%")),
        ("1951-04", ("1951-04-%",)),
        ("1951-04-", ("1951-04-%",)),
        ("4/", ("____-04-__",)),
        ("4/3", ("____-04-03",)),
        ("4/3/", ("____-04-03",)),
        ("4/3/1", ("1___-04-03",)),
        ("4/3/51", ("51__-04-03", "__51-04-03")),
        ("4/3/195", ("195_-04-03",)),
        ("04/03/1951", ("1951-04-03",)),
        ("3 Apr 1951", ("1951-04-03",)),
        ("3. April 51", ("__51-04-03",)),
        ("Apr 3, 1951", ("1951-04-03",)),
        ("3 Foo 1951", ()),
        ("1951", ()),
        ("48213", ()),
        ("Whitfield", ()),
        ("", ()),
        ("4//3", ()),
    ],
)
def test_a_date_is_understood_while_it_is_typed(typed: str, patterns: tuple[str, ...]) -> None:
    assert texts.asked_days(typed) == patterns


@given(st.text(alphabet="0123456789-/ .,apr_%", max_size=12))
def test_what_is_typed_never_becomes_a_pattern_of_its_own(typed: str) -> None:
    for pattern in texts.asked_days(typed):
        assert len(pattern.replace("%", "__")) <= 10
        assert set(pattern) <= set("0123456789-_%")
