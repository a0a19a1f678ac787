"""The why of a line: rule, tables, editions, dates, sources."""

from datetime import date

import pytest

from desktop.coding.lines import Entry
from desktop.coding.results import Result, with_results
from desktop.coding.rules import code
from desktop.coding.why import all_said, tables, why
from resources.codebook import load_codebook
from resources.terms import Category, DiagnosisState
from tests.desktop.coding.entries import BOOK, aks, coded, warts


def test_a_line_names_its_rule_its_pairs_and_its_limit() -> None:
    line = coded(aks(2), warts(1)).lines[1]

    found = why(line, BOOK)

    assert found.title == "17003 x 1, Premalignant, each further lesion"
    assert found.reason == line.reason
    assert [(each.what, each.edition, each.since) for each in found.grounds] == [
        ("premalignant lesions", "2024", date(2007, 1, 1)),
        ("pairs 17110 / 17003", "2024 Q3", date(2024, 7, 1)),
        ("17003: 13 a day, 10 days after it", "2026 Q4", date(2026, 10, 1)),
    ]
    assert all(each.sources for each in found.grounds)


def test_a_line_without_pairs_names_none() -> None:
    assert [each.edition for each in why(coded(aks(1)).lines[0], BOOK).grounds] == ["2024", "2026 Q4"]


def test_a_rule_whose_first_day_is_not_told_counts_from_the_edition() -> None:
    (line,) = coded(Entry("1", Category.INTRALESIONAL)).lines

    assert why(line, BOOK).grounds[0].since == date(2024, 1, 1)


def test_a_code_whose_limit_is_not_known_names_none() -> None:
    made = coded(Entry("1", Category.BIOPSY_PUNCH, 2, "vulva"))

    assert [each.edition for each in why(made.lines[1], BOOK).grounds] == ["2024"]


@pytest.mark.parametrize("category", list(Category))
def test_every_line_can_be_explained(category: Category) -> None:
    for line in coded(Entry("1", category, 3, "hand", diameter_mm=4)).lines:
        assert why(line, BOOK).grounds


def test_a_line_of_other_rules_is_an_error() -> None:
    (line,) = coded(aks(1)).lines

    with pytest.raises(StopIteration):
        why(line.__class__("17000", 1, (), (), (), "", rule="unknown"), BOOK)


def test_the_tables_in_force_are_named_with_date_and_source() -> None:
    texts = all_said(tables(BOOK))

    assert [text.split(":")[0] for text in texts] == [
        "Rules (2024, from 2024-01-01)",
        "Pairs (2024 Q3, from 2024-07-01)",
        "Limits (2026 Q4, from 2026-10-01)",
        "Diagnoses (ICD-10-CM, April 2026, from 2026-04-01)",
    ]


# By date.
def test_before_the_first_edition_the_first_is_used_and_said() -> None:
    day = date(2019, 5, 5)

    made = code((aks(3),), day, load_codebook(day, early=True))

    assert [(line.code, line.units) for line in made.lines] == [("17000", 1), ("17003", 2)]
    assert made.warnings == (
        "The date of service is before 2024-01-01, from when the rules at hand count. "
        "They were used all the same: check them.",
    )


# Results of pathology.
def test_a_result_settles_what_a_lesion_is_and_the_rest_stays() -> None:
    suspect = Entry("1", Category.MALIGNANT, region="back", diameter_mm=5, diagnosis_state=DiagnosisState.AWAITING)

    made = with_results([suspect, aks(1)], [Result("1", Category.BENIGN, ("L82.0",))])

    assert made == (
        Entry("1", Category.BENIGN, region="back", diameter_mm=5, diagnoses=("L82.0",)),
        aks(1),
    )


def test_a_result_of_a_lesion_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="9"):
        with_results([aks(1)], [Result("9", Category.BENIGN, ())])
