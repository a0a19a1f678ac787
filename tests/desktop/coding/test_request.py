"""From a line of JSON to what is to be coded; every complaint names the field."""

import json
from datetime import date
from typing import Any

import pytest

from desktop.coding.lines import Entry, Payer, Prior
from desktop.coding.request import BadRequestError, Request, read_request
from desktop.coding.services import Service
from resources.terms import Category, DiagnosisState, Method, Side
from tests.desktop.coding.entries import DAY


def ask(*lesions: dict[str, Any], **fields: Any) -> Request:
    return read_request(json.dumps({"id": "v1", "lesions": list(lesions), **fields}), DAY)


def problem(text: str) -> BadRequestError:
    with pytest.raises(BadRequestError) as raised:
        read_request(text, DAY)
    return raised.value


def test_what_was_left_out_has_its_usual_value() -> None:
    made = ask({"category": "benign"})

    assert made == Request("v1", DAY, (Entry("1", Category.BENIGN),), Payer(), ())
    assert made.entries[0].symptom is None


def test_every_field_of_a_lesion_is_read() -> None:
    lesion = {
        "category": "malignant", "count": 1, "region": "forearm", "side": "left", "diameter_mm": 6,
        "method": "curettement", "methods": ["electrosurgery", "curettement"], "diagnosis": " d04.62 ",
        "diagnoses": ["Z99.89"], "diagnosis_state": "awaiting", "cosmetic": True, "lesion": 7, "symptom": "pain",
        "apart": True, "performer": "Dr Osei", "visit": "09:40",
    }  # fmt: skip

    assert ask(lesion).entries == (
        Entry(
            "1", Category.MALIGNANT, 1, "forearm", Side.LEFT, 6.0, (Method.CURETTEMENT, Method.ELECTROSURGERY),
            ("D04.62", "Z99.89"), DiagnosisState.AWAITING, cosmetic=True, lesion="7", label="7", symptom="pain",
            apart="the one who recorded it", performer="Dr Osei", visit="09:40",
        ),
    )  # fmt: skip


def test_the_fields_beside_the_lesions_are_read() -> None:
    made = ask(
        date_of_service="2026-11-22",
        prior=[{"lesion": "x", "code": "17000", "date": "2026-11-15"}],
        payer={"profile": "medicare", "distinct": "XS", "tens": "full", "hold": "lines"},
        services=[{"code": "99213", "confirmed": ["another_problem"]}, {"code": "0700T"}],
    )

    assert made.on == date(2026, 11, 22)
    assert made.prior == (Prior("x", "17000", date(2026, 11, 15)),)
    assert made.payer == Payer("XS", "76", "full", "lines", limits=True)
    assert made.services == (Service("99213", frozenset({"another_problem"})), Service("0700T"))


@pytest.mark.parametrize("name", ["v1", 7, None])
def test_the_id_is_kept_and_told_with_a_complaint(name: str | int | None) -> None:
    assert read_request(json.dumps({"id": name, "lesions": []}), DAY).id == name
    assert problem(json.dumps({"id": name})).id == name


GOOD = {"category": "benign"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": True}, "id: must be a text or a whole number, not true"),
        ({"id": ""}, 'id: must be a text or a whole number, not ""'),
        ({"lesions": None}, "lesions: is missing"),
        ({"lesions": 5}, "lesions: must be a list, not 5"),
        ({"lesions": [GOOD, 5]}, "lesions: must be a list of objects, not of 5"),
        ({"lesions": [{}]}, "lesion 1, category: is missing"),
        ({"lesions": [GOOD, {"category": 5}]}, "lesion 2, category: 5 is none of premalignant, benign,"),
        ({"lesions": [GOOD | {"count": 0}]}, "lesion 1, count: must be a whole number from 1 to 9999, not 0"),
        ({"lesions": [GOOD | {"count": 10**20}]}, "lesion 1, count: must be a whole number from 1 to 9999, not 1e+20"),
        ({"lesions": [GOOD | {"count": 2, "lesion": "x"}]}, "lesion 1, count: must be 1 where `lesion` names one"),
        ({"lesions": [GOOD | {"region": 5}]}, "lesion 1, region: must be a text, not 5"),
        ({"lesions": [GOOD | {"region": "fase"}]}, 'lesion 1, region: "fase" is not in the anatomy table; did you'),
        ({"lesions": [GOOD | {"region": "qqqq"}]}, 'lesion 1, region: "qqqq" is not in the anatomy table'),
        ({"lesions": [GOOD | {"side": "up"}]}, 'lesion 1, side: "up" is none of right, left,'),
        ({"lesions": [GOOD | {"diameter_mm": "6"}]}, "lesion 1, diameter_mm: must be millimetres, more than 0"),
        ({"lesions": [GOOD | {"diameter_mm": 1000}]}, "lesion 1, diameter_mm: must be millimetres, more than 0"),
        ({"lesions": [GOOD | {"methods": "laser"}]}, 'lesion 1, methods: must be a list, not "laser"'),
        ({"lesions": [GOOD | {"diagnosis": "wart"}]}, "lesion 1, diagnosis: must be an ICD-10-CM code like L57.0"),
        ({"lesions": [GOOD | {"diagnosis": "L57.01234"}]}, 'lesion 1, diagnosis: has too many places: "L57.01234"'),
        ({"lesions": [GOOD | {"cosmetic": 1}]}, "lesion 1, cosmetic: must be true or false, not 1"),
        ({"lesions": [GOOD | {"coutn": 3}]}, "lesion 1, coutn: is not a field known here; did you mean count?"),
        ({"lesions": [GOOD | {"zzz": 3}]}, "lesion 1, zzz: is not a field known here"),
        ({"date_of_service": "2026-13-01"}, 'date_of_service: must be a day like 2026-11-23, not "2026-13-01"'),
        ({"date_of_service": "20261123"}, 'date_of_service: must be a day like 2026-11-23, not "20261123"'),
        ({"date_of_service": 5}, "date_of_service: must be a day like 2026-11-23, not 5"),
        ({"prior": [{"code": "17000"}]}, "prior 1, date: must be a day like 2026-11-23, not null"),
        ({"prior": [{"code": "17000", "date": "2026-11-15"}]}, "prior 1, lesion: is missing"),
        ({"prior": [{"lesion": "x", "date": "2026-11-24"}]}, "prior 1, date: 2026-11-24 is after the date of service"),
        ({"payer": []}, "payer: must be an object, not []"),
        ({"payer": {"distinct": "51"}}, 'payer, distinct: must be 59 or XS, not "51"'),
        ({"payer": {"profile": "x"}}, "payer, profile: must be standard or medicare or"),
        ({"services": [{"code": "9921"}]}, "service 1, code: must be a code of five characters"),
        ({"services": [{"code": "99213", "confirmed": [1]}]}, "service 1, confirmed: must be texts, not 1"),
    ],
)  # fmt: skip
def test_a_complaint_names_the_field_and_what_stood_there(fields: dict[str, Any], said: str) -> None:
    error = problem(json.dumps({"id": "v1", "lesions": []} | fields))

    assert str(error).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON at character 1: "),
        ("{", "not JSON at character 2: "),
        ("[]", "a line must be an object, not []"),
        ('"' + "x" * 100 + '"', 'a line must be an object, not "xxxx'),
        ("[" * 100_000, "brackets are nested too deep"),
        ('{"lesions": [], "lesions": []}', "lesions: is given twice"),
        ('{"lesions": [{"category": "benign", "category": "benign"}]}', "lesion 1, category: is given twice"),
        ('{"lesions": [], "payer": {"hold": "all", "hold": "all"}}', "payer, hold: is given twice"),
        ('{"lesions": [{"category": "benign", "diameter_mm": NaN}]}', "lesion 1, diameter_mm: must be millimetres"),
    ],
    ids=lambda text: text[:12],
)
def test_a_line_that_can_not_be_read_is_complained_of(text: str, said: str) -> None:
    assert str(problem(text)).startswith(said)


def test_what_stood_there_is_cut_to_a_length_that_can_be_read() -> None:
    assert len(str(problem(json.dumps("x" * 5000)))) < 120
