"""Two visits as the clinic goes through them: one with a suspected cancer, one inside a global period."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.coding.lines import Coded, Entry, Payer, Prior
from desktop.coding.results import Result, with_results
from desktop.coding.services import Service, check_services
from resources.terms import Category, DiagnosisState, Method, Side
from tests.desktop.coding.entries import BOOK, DAY, aks, coded, warts

VISIT = Service("99213", frozenset({"another_problem", "assessment_plan", "not_only_spots"}))

# 6 keratoses, 3 warts, a shave biopsy, and a lesion scraped and burned on suspicion of cancer.
SUSPECT = Entry(
    "suspect", Category.MALIGNANT, region="forearm", side=Side.RIGHT, diameter_mm=11, label="B",
    methods=(Method.CURETTEMENT, Method.ELECTROSURGERY), diagnosis_state=DiagnosisState.AWAITING,
)  # fmt: skip
MIXED = (
    aks(4, "face"),
    replace(aks(2, "forearm", region="forearm"), side=Side.LEFT),
    replace(warts(3, "warts", region="thumb"), side=Side.RIGHT),
    Entry("biopsy", Category.BIOPSY_TANGENTIAL, region="upper_back", side=Side.LEFT, diagnoses=("D49.2",)),
    SUSPECT,
)


def said(made: Coded) -> set[str]:
    """Write the lines as people do: ``17003 x5-59``."""
    return {
        "-".join([line.code + (f" x{line.units}" if line.units > 1 else ""), *line.modifiers]) for line in made.lines
    }


def after(category: Category, diagnosis: str) -> Coded:
    """Code the visit once the result is in."""
    return coded(*with_results(MIXED, [Result("suspect", category, (diagnosis,))]))


def test_while_pathology_is_awaited_the_cancer_is_provisional_and_the_date_held() -> None:
    made = coded(*MIXED)

    assert said(made) == {"17110", "11102-59", "17000-59", "17003 x5-59"}
    assert [(line.code, line.keys) for line in made.held] == [("17262", ("suspect",))]
    assert made.hold == "all"
    assert [each.keys for each in made.not_reported] == [("suspect",)]
    assert "Waiting for pathology of lesion B. Codes of this date may still change." in made.warnings


def test_a_practice_may_hold_the_cancers_lines_alone() -> None:
    assert coded(*MIXED, payer=Payer(hold="lines")).hold == "lines"


@pytest.mark.parametrize(
    ("category", "diagnosis", "expected"),
    [
        (Category.MALIGNANT, "C44.622", {"17262", "17110-59", "11102-59", "17000-59", "17003 x5-59"}),
        (Category.PREMALIGNANT, "L57.0", {"17110", "11102-59", "17000-59", "17003 x6-59"}),
        (Category.BENIGN, "L82.0", {"17110", "11102-59", "17000-59", "17003 x5-59"}),
    ],
    ids=["cancer", "keratosis of the sun", "inflamed seborrheic keratosis"],
)
def test_the_result_works_out_all_lines_anew(category: Category, diagnosis: str, expected: set[str]) -> None:
    made = after(category, diagnosis)

    assert said(made) == expected
    assert (made.held, made.hold, made.not_reported) == ((), "", ())


@pytest.mark.parametrize(
    "made",
    [coded(*MIXED), after(Category.MALIGNANT, "C44.622"), after(Category.PREMALIGNANT, "L57.0")],
    ids=["awaited", "cancer", "keratosis"],
)
def test_the_visit_code_of_that_day_carries_25_once_its_questions_are_answered(made: Coded) -> None:
    (answered,) = check_services([VISIT], made, DAY, BOOK)
    (unanswered,) = check_services([Service("99213")], made, DAY, BOOK)

    assert answered.modifiers == ("25",)
    assert (unanswered.asked, unanswered.modifiers) == (("25",), ())


# Back on day 8: one recurrence on the left temple, two new keratoses on the right cheek.
BEFORE = (Prior("temple", "17000", date(2026, 11, 15)),)
AGAIN = Entry("again", Category.PREMALIGNANT, region="temple", side=Side.LEFT, lesion="temple", diagnoses=("L57.0",))
NEW = replace(aks(2, "new", region="cheek"), side=Side.RIGHT)


def test_new_lesions_inside_the_global_period_are_reported_and_the_one_treated_again_is_not() -> None:
    made = coded(AGAIN, NEW, prior=BEFORE)

    assert said(made) == {"17000-79", "17003"}
    assert [(each.keys, each.reason) for each in made.not_reported] == [
        (("again",), "1 treated again on day 8 after 15 Nov: part of that treatment, not reported.")
    ]


def test_only_the_one_treated_again_is_nothing_to_report_and_no_fault() -> None:
    made = coded(AGAIN, prior=BEFORE)

    assert (made.lines, made.pending, made.reasons) == ((), (), ("Nothing to report.",))


def test_a_visit_code_inside_the_global_period_asks_for_24_too() -> None:
    (checked,) = check_services([Service("99213")], coded(AGAIN, NEW, prior=BEFORE), DAY, BOOK, BEFORE)

    assert checked.asked == ("24", "25")
    assert "99213 falls inside the 10 days after 15 Nov. It needs 24, and a reason of its own." in checked.reasons


def test_a_visit_code_without_lesions_treated_that_day_asks_for_24_alone() -> None:
    (checked,) = check_services([Service("99213")], coded(AGAIN, prior=BEFORE), DAY, BOOK, BEFORE)

    assert checked.asked == ("24",)
