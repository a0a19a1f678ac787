"""Visit codes that somebody recorded: a checklist, and nothing by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.coding.lines import Coded, Entry, Prior
from desktop.coding.services import CheckedService, Service, check_services
from resources.terms import Category, DiagnosisState
from tests.desktop.coding.entries import BOOK, DAY, aks, coded

ANSWERS = frozenset({"another_problem", "assessment_plan", "not_only_spots"})


def checked(code: str, made: Coded, *prior: Prior, confirmed: frozenset[str] = frozenset()) -> CheckedService:
    (found,) = check_services([Service(code, confirmed)], made, DAY, BOOK, prior)
    return found


@pytest.mark.parametrize("code", ["99202", "99205", "99211", "99213", "99215"])
def test_a_visit_code_beside_a_procedure_is_asked_about_new_patient_or_not(code: str) -> None:
    found = checked(code, coded(aks(1)))

    assert (found.asked, found.modifiers) == (("25",), ())
    assert found.reasons == (
        f"You recorded {code}. 25 says it was more than the decision to treat. Is that in the note?",
    )
    assert [(each.text, each.done) for each in found.checks] == [
        ("Another problem examined", False),
        ("Its assessment and plan written", False),
        ("Not only the skin spots treated", False),
    ]


def test_the_modifier_stands_only_when_every_question_was_answered() -> None:
    for missing in ANSWERS:
        assert checked("99213", coded(aks(1)), confirmed=ANSWERS - {missing}).modifiers == ()
    assert checked("99213", coded(aks(1)), confirmed=ANSWERS).modifiers == ("25",)


@pytest.mark.parametrize("category", [Category.BIOPSY_PUNCH, Category.PDT_PHYSICIAN, Category.INTRALESIONAL])
def test_a_procedure_whose_global_period_is_its_day_asks_too(category: Category) -> None:
    assert checked("99213", coded(Entry("1", category, region="face"))).asked == ("25",)


def test_a_procedure_without_a_global_period_asks_nothing() -> None:
    assert checked("99213", coded(Entry("1", Category.PDT_STAFF, region="face"))).asked == ()


def test_a_day_without_procedures_asks_nothing() -> None:
    assert checked("99213", coded()) == CheckedService("99213", (), (), (), ())


def test_a_held_line_asks_as_well() -> None:
    suspect = Entry("1", Category.MALIGNANT, region="back", diameter_mm=5, diagnosis_state=DiagnosisState.AWAITING)

    assert checked("99213", coded(suspect)).asked == ("25",)


def test_a_code_that_is_no_visit_asks_nothing() -> None:
    assert checked("88305", coded(aks(1))).asked == ()


@pytest.mark.parametrize(("days", "asked"), [(0, ()), (1, ("24",)), (10, ("24",)), (11, ())])
def test_a_visit_inside_a_global_period_needs_a_reason_of_its_own(days: int, asked: tuple[str, ...]) -> None:
    before = Prior("x", "17000", DAY - timedelta(days=days))

    assert checked("99213", coded(), before).asked == asked


def test_the_answer_of_one_modifier_is_not_that_of_the_other() -> None:
    before = Prior("x", "17000", date(2026, 11, 15))

    found = checked("99213", coded(aks(1)), before, confirmed=frozenset({"own_reason"}))

    assert (found.asked, found.modifiers) == (("24", "25"), ("24",))


def test_no_visit_code_is_ever_proposed() -> None:
    made = coded(replace(aks(20), performer="Dr Osei"))

    assert check_services([], made, DAY, BOOK) == ()
    assert not [line for line in made.lines if line.code.startswith("992")]
