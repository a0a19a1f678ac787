"""A suspicion is not reported as cancer."""

from dataclasses import replace

import pytest

from desktop.coding.lines import Entry, Payer
from resources.terms import Category, DiagnosisState
from tests.desktop.coding.entries import aks, coded

NOT_SURE = [DiagnosisState.CLINICAL, DiagnosisState.AWAITING]


def cancer(key: str = "B", state: DiagnosisState = DiagnosisState.AWAITING, **fields: object) -> Entry:
    made = Entry(key, Category.MALIGNANT, region="forearm", diameter_mm=11, diagnosis_state=state, label=key)
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", NOT_SURE)
def test_a_cancer_nobody_has_proved_is_held_and_in_no_line(state: DiagnosisState) -> None:
    made = coded(cancer(state=state), aks(1))

    assert [line.code for line in made.lines] == ["17000"]
    assert [(line.code, line.units, line.keys) for line in made.held] == [("17262", 1, ("B",))]
    assert [(each.keys, each.reason) for each in made.not_reported] == [
        (("B",), "Lesion B: provisional, 17262 once the cancer is confirmed. Held until then.")
    ]


def test_the_other_lines_have_the_modifiers_they_have_without_it() -> None:
    made = coded(cancer(), aks(1))

    assert [line.modifiers for line in made.lines] == [()]
    assert [line.modifiers for line in coded(cancer(state=DiagnosisState.CONFIRMED), aks(1)).lines] == [("59",), ()]


def test_the_provisional_line_has_the_modifiers_it_would_have() -> None:
    assert [line.modifiers for line in coded(cancer(diameter_mm=4), aks(15)).held] == [("59",)]


@pytest.mark.parametrize("hold", ["all", "lines"])
def test_what_is_held_is_the_payers_setting(hold: str) -> None:
    assert coded(cancer(), payer=Payer(hold=hold)).hold == hold
    assert coded(cancer(state=DiagnosisState.CONFIRMED), payer=Payer(hold=hold)).hold == ""


def test_only_a_suspicion_leaves_nothing_to_report() -> None:
    assert coded(cancer()).reasons == ("Nothing to report.",)


def test_a_suspicion_without_tissue_is_said_not_to_be_a_diagnosis() -> None:
    assert coded(cancer(state=DiagnosisState.CLINICAL)).warnings == (
        "Lesion B is a suspicion, not a diagnosis. A suspicion is not reported as cancer. "
        "Send tissue or record a definite diagnosis.",
    )


def test_several_suspicions_are_said_together() -> None:
    made = coded(cancer("B", DiagnosisState.CLINICAL), cancer("C", DiagnosisState.CLINICAL))

    assert made.warnings[0].startswith("Lesions B, C are suspicions, not diagnoses.")


def test_tissue_that_was_sent_is_awaited() -> None:
    made = coded(cancer("A"), cancer("B"))

    assert made.warnings == ("Waiting for pathology of lesions A, B. Codes of this date may still change.",)


def test_a_suspicion_still_needs_its_size() -> None:
    made = coded(cancer(diameter_mm=None))

    assert (made.held, [each.field for each in made.pending]) == ((), ["diameter_mm"])


def test_a_lesion_is_a_suspicion_until_all_its_entries_are_confirmed() -> None:
    made = coded(cancer("1", DiagnosisState.CONFIRMED, lesion="x"), cancer("2", lesion="x"))

    assert made.lines == ()
    assert [line.keys for line in made.held] == [("1", "2")]


def test_copies_of_a_provisional_line_name_their_lesion_once() -> None:
    made = coded(cancer(count=2), payer=Payer(repeat="76"))

    assert [line.modifiers for line in made.held] == [(), ("76",)]
    assert [each.keys for each in made.not_reported] == [("B",)]


@pytest.mark.parametrize("state", NOT_SURE)
@pytest.mark.parametrize("category", [Category.PREMALIGNANT, Category.BENIGN, Category.BIOPSY_PUNCH])
def test_what_is_no_cancer_is_reported_by_the_clinicians_diagnosis(category: Category, state: DiagnosisState) -> None:
    made = coded(Entry("1", category, region="hand", diagnosis_state=state))

    assert len(made.lines) == 1
    assert made.hold == ""
