"""Finding a patient while somebody types."""

from datetime import date

import pytest

from db.records import PatientDraft, PatientId, new_id
from db.store import Store
from tests.db.drafts import somebody

PEOPLE = (
    PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213"),
    PatientDraft("Brandt", "Josef", date(1944, 1, 19), "30177"),
    PatientDraft("Müller-Lüdenscheid", "Käthe", date(1951, 4, 30), "MR 77-201"),
    PatientDraft("O'Brien", "Zoë", date(2019, 12, 3), "A48"),
    PatientDraft("李", "明", None, "5"),
    PatientDraft("Ng", "Eleanor Mae", date(1960, 10, 12), "51902"),
    PatientDraft("Ngo", "Binh", date(1951, 12, 24), "60001"),
)


@pytest.fixture
def clinic(store: Store) -> Store:
    with store.begin(somebody(store)) as work:
        for draft in PEOPLE:
            work.add_patient(PatientId(new_id()), draft)
    return store


def _found(store: Store, typed: str) -> list[str]:
    with store.reading() as record:
        return [patient.family_name for patient in record.find_patients(typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("w", ["Whitfield"]),
        ("WHIT", ["Whitfield"]),
        ("eleanor", ["Ng", "Whitfield"]),
        ("eleanor w", ["Whitfield"]),
        ("w eleanor", ["Whitfield"]),
        ("whitfield, ele", ["Whitfield"]),
        ("muller", ["Müller-Lüdenscheid"]),
        ("MÜLLER", ["Müller-Lüdenscheid"]),
        ("lud", ["Müller-Lüdenscheid"]),
        ("mullerlud", ["Müller-Lüdenscheid"]),
        ("kathe mull", ["Müller-Lüdenscheid"]),
        ("obr", ["O'Brien"]),
        ("o'b", ["O'Brien"]),
        ("brien", ["O'Brien"]),
        ("zoe", ["O'Brien"]),
        ("李", ["李"]),
        ("明", ["李"]),
        ("482", ["Whitfield"]),
        ("a48", ["O'Brien"]),
        ("77-2", ["Müller-Lüdenscheid"]),
        ("ng", ["Ng", "Ngo"]),
        ("nobody", []),
        ("whitfield josef", []),
        ("hitfield", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
    ],
)
def test_a_name_or_mrn_is_found_while_it_is_typed(clinic: Store, typed: str, found: list[str]) -> None:
    assert _found(clinic, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1951-04-03", ["Whitfield"]),
        ("1951-04", ["Müller-Lüdenscheid", "Whitfield"]),
        ("1951-", ["Müller-Lüdenscheid", "Ngo", "Whitfield"]),
        ("1951-1", ["Ngo"]),
        ("4/3/1951", ["Whitfield"]),
        ("04/03/1951", ["Whitfield"]),
        ("4/3", ["Whitfield"]),
        ("4/30/19", ["Müller-Lüdenscheid"]),
        ("12/3/19", ["O'Brien"]),
        ("4/3/51", ["Whitfield"]),
        ("4/3/52", []),
        ("10/", ["Ng"]),
        ("3 Apr 1951", ["Whitfield"]),
        ("Jan 19, 1944", ["Brandt"]),
        ("2/31/1951", []),
    ],
)
def test_a_birth_date_is_found_while_it_is_typed(clinic: Store, typed: str, found: list[str]) -> None:
    assert _found(clinic, typed) == found


def test_nothing_typed_lists_everybody_by_name(clinic: Store) -> None:
    assert _found(clinic, "  ") == ["Brandt", "Müller-Lüdenscheid", "Ng", "Ngo", "O'Brien", "Whitfield", "李"]


def test_the_best_fits_come_first(store: Store) -> None:
    names = [("Adams", "Lee"), ("Lee", "Ann"), ("Leeman", "Bo"), ("Zuniga", "Leeland")]
    with store.begin(somebody(store)) as work:
        for family, given in names:
            work.add_patient(PatientId(new_id()), PatientDraft(family, given, None, ""))

    assert _found(store, "lee") == ["Adams", "Lee", "Leeman", "Zuniga"]


@pytest.mark.parametrize("typed", ["a", "an", "ann", ""])
def test_no_more_are_listed_than_asked_for(store: Store, typed: str) -> None:
    with store.begin(somebody(store)) as work:
        for number in range(60):
            work.add_patient(PatientId(new_id()), PatientDraft(f"Ann{number:02}", "", None, ""))

    with store.reading() as record:
        found = record.find_patients(typed)

    assert [each.family_name for each in found] == [f"Ann{number:02}" for number in range(50)]


def test_a_search_of_any_length_is_answered(clinic: Store) -> None:
    assert _found(clinic, "eleanor " * 400) == ["Ng", "Whitfield"]
    assert _found(clinic, " ".join(chr(0x4E00 + each) for each in range(200))) == []
