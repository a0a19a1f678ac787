import re
from datetime import date

import pytest

from resources import files
from resources.codebook import Codebook, OutsideRulesError, load_codebook
from resources.terms import Category

DAY = date(2026, 11, 23)


@pytest.fixture
def book() -> Codebook:
    return load_codebook(DAY)


def test_before_the_first_edition_there_are_no_rules() -> None:
    with pytest.raises(OutsideRulesError, match="2024-01-01"):
        load_codebook(date(2023, 12, 31))


def test_the_first_day_of_an_edition_belongs_to_it() -> None:
    assert load_codebook(date(2024, 1, 1)).rules.name == "2024"


def test_one_edition_is_read_once(book: Codebook) -> None:
    assert load_codebook(date(2025, 5, 5)) is book


@pytest.mark.parametrize(("day", "old"), [(date(2025, 3, 31), False), (date(2025, 4, 1), True)])
def test_a_pair_table_is_old_two_quarters_after_its_own(book: Codebook, day: date, old: bool) -> None:  # noqa: FBT001
    assert book.pairs.is_old(day) is old


def test_rules_without_a_quarter_do_not_grow_old(book: Codebook) -> None:
    assert not book.rules.is_old(date(2099, 1, 1))


def test_the_limits_are_current(book: Codebook) -> None:
    assert book.limits.name == "2026 Q4"
    assert not book.limits.is_old(DAY)


# Known values of the source tables: a wrong column or a wrong file shows here.
@pytest.mark.parametrize(
    ("code", "days", "units"), [("17000", 10, 1), ("17003", 10, 13), ("17004", 10, 1), ("11102", 0, 1), ("96567", 0, 1)]
)
def test_limits_are_those_of_the_table(book: Codebook, code: str, days: int, units: int) -> None:
    assert (book.global_days(code), book.limit[code].units) == (days, units)


@pytest.mark.parametrize(
    ("one", "two", "parted"),
    [
        ("17110", "17000", True),
        ("17110", "17003", True),
        ("17004", "17110", True),
        ("17000", "17110", False),
        ("17004", "17000", False),  # never together: no modifier parts them
        ("11102", "17000", True),
        ("11102", "17003", False),
    ],
)
def test_pairs_have_a_direction(book: Codebook, one: str, two: str, parted: bool) -> None:  # noqa: FBT001
    assert (one in book.column_one.get(two, frozenset())) is parted


def test_every_code_of_a_band_has_a_rank_a_label_and_a_limit(book: Codebook) -> None:
    bands = [band for family in book.families.values() for band in family.bands]

    for code in {code for band in bands for code in (band.first, band.further) if code}:
        assert code in book.order
        assert code in book.limit
        assert book.wordings.label(code) != code


def test_an_add_on_stands_right_after_its_first_code(book: Codebook) -> None:
    for family in book.families.values():
        for band in family.bands:
            if band.further:
                assert book.order[band.further] == book.order[band.first] + 1
                assert book.limit[band.further].add_on_to == (band.first,)


def test_units_of_an_add_on_never_reach_above_its_limit(book: Codebook) -> None:
    for family in book.families.values():
        for band in family.bands:
            if band.further and band.end:
                assert band.end - 1 == book.limit[band.further].units


@pytest.mark.parametrize(
    ("category", "lesions", "words"),
    [
        (Category.PREMALIGNANT, 1, "1 premalignant lesion: 17000."),
        (Category.PREMALIGNANT, 2, "2 premalignant lesions: 17000 for the first, 17003 for the other one."),
        (Category.PREMALIGNANT, 3, "3 premalignant lesions: 17000 for the first, 17003 for the other 2."),
        (Category.PREMALIGNANT, 14, "14 premalignant lesions: 17000 for the first, 17003 for the other 13."),
        (Category.PREMALIGNANT, 15, "15 premalignant lesions: 15 or more is 17004 once, alone."),
        (Category.PREMALIGNANT, 40, "40 premalignant lesions: 15 or more is 17004 once, alone."),
        (Category.BENIGN, 1, "1 benign lesion: 17110 once for 1 to 14."),
        (Category.BENIGN, 14, "14 benign lesions: 17110 once for 1 to 14."),
        (Category.BENIGN, 15, "15 benign lesions: 17111 once for 15 or more."),
    ],
)
def test_the_reason_is_said_in_words(book: Codebook, category: Category, lesions: int, words: str) -> None:
    assert book.families[category].reason(lesions) == words


@pytest.mark.parametrize(
    ("code", "begins"),
    [("L82.1", "L82.1"), ("L82.0", "L82.0"), ("L82.9", "L82"), ("B07.8", "B07"), ("L57.01", "L57.0")],
)
def test_the_longest_fitting_diagnosis_counts(book: Codebook, code: str, begins: str) -> None:
    found = book.diagnosis(code)

    assert found
    assert found.begins == begins


def test_an_unknown_diagnosis_says_nothing(book: Codebook) -> None:
    assert book.diagnosis("Q99.9") is None


def test_a_day_is_said_in_english_whatever_the_computer_speaks(book: Codebook) -> None:
    assert book.wordings.day(date(2026, 3, 5)) == "5 Mar"


def test_a_text_with_a_field_left_out_is_an_error(book: Codebook) -> None:
    with pytest.raises(KeyError):
        book.text("same", this="19")


def test_the_notice_about_the_licence_is_there(book: Codebook) -> None:
    assert "CPT is a trademark of the AMA" in book.wordings.notice


def test_labels_have_six_words_at_most(book: Codebook) -> None:
    labels = [book.wordings.label(code) for code in book.order] + [book.wordings.label(each) for each in Category]

    assert max(len(label.split()) for label in labels) <= 6


def test_no_table_holds_money_or_descriptors() -> None:
    for path in (each for each in files.path("codes").iterdir() if each.suffix != ".gz"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?i)\brvu|\bprice|\$|work_|\bfee\b(?! schedule)", text), path.name
        if path.suffix == ".csv":
            cells = {cell for line in text.splitlines()[1:] for cell in line.split(",")}
            assert all(re.fullmatch(r"\d*|ZZZ|XXX|yes|no|[\d ]+", cell) for cell in cells), path.name
