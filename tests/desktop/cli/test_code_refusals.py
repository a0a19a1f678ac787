import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from tests.desktop.cli.lines import Ask, ak, line


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id": "v1"}, "lesions"),
        ({"id": "v1", "lesions": None}, "lesions"),
        ({"id": "v1", "lesions": {}}, "lesions"),
        (line(5), "lesions"),  # type: ignore[arg-type]
        (line(ak(), date_of_service="23 Nov 2026"), "date_of_service"),
        (line(ak(), date_of_service="2026-02-30"), "date_of_service"),
        (line(ak(), date_of_service=20261123), "date_of_service"),
        (line({"region": "face"}), "category"),
        (line(ak(category="precancer")), "category"),
        (line(ak(count=0)), "count"),
        (line(ak(count=-3)), "count"),
        (line(ak(count=2.5)), "count"),
        (line(ak(count="3")), "count"),
        (line(ak(count=True)), "count"),
        (line(ak(count=10**30)), "count"),
        (line(ak(region="left elbow")), "region"),
        (line(ak(region=7)), "region"),
        (line(ak(coutn=3)), "coutn"),
        (line(ak(), colour="red"), "colour"),
        (line(ak(), prior=[{"lesion": "x", "code": "17000", "date": "2026-11-15", "units": 1}]), "units"),
        (line(ak(), payer={"modifier": "59"}), "modifier"),
        (line({"category": "malignant", "region": "back"}), "diameter_mm"),
        (line({"category": "malignant", "diameter_mm": 6}), "region"),
        (line({"category": "malignant", "region": "head", "diameter_mm": 6}), "region"),
        (line({"category": "shave", "region": "hand"}), "diameter_mm"),
        (line({"category": "shave", "region": "unspecified", "diameter_mm": 6}), "region"),
        (line({"category": "benign", "region": "penis"}), "method"),
        (line({"category": "benign", "region": "anus", "method": "curettement"}), "method"),
        (line({"category": "benign", "region": "tongue", "method": "laser"}), "region"),
        (line({"category": "biopsy_punch", "region": "external_auditory_canal"}), "region"),
        (line(ak(lesion="x"), {"category": "benign", "lesion": "x"}), "lesion"),
        (line(ak(symptom=5)), "symptom"),
        (line(ak(apart="yes")), "apart"),
        (line(ak(performer=5)), "performer"),
        (line(ak(visit=9)), "visit"),
        (line(ak(side="sinister")), "side"),
        (line(ak(diameter_mm=0)), "diameter_mm"),
        (line(ak(diameter_mm="6 mm")), "diameter_mm"),
        (line(ak(method="freezing")), "method"),
        (line(ak(methods="cryotherapy")), "methods"),
        (line(ak(methods=["cryotherapy", "freezing"])), "methods"),
        (line(ak(diagnosis="AK")), "diagnosis"),
        (line(ak(diagnoses=["L57.0", 7])), "diagnoses"),
        (line(ak(diagnosis_state="sure")), "diagnosis_state"),
        (line(ak(cosmetic="yes")), "cosmetic"),
        (line(ak(lesion="x", count=2)), "count"),
        (line(ak(lesion=[])), "lesion"),
        (line(ak(), prior={}), "prior"),
        (line(ak(), prior=[{"code": "17000", "date": "2026-11-15"}]), "lesion"),
        (line(ak(), prior=[{"lesion": "x", "code": "99999", "date": "2026-11-15"}]), "code"),
        (line(ak(), prior=[{"lesion": "x", "code": "17000", "date": "2026-11-24"}]), "date"),
        (line(ak(), prior=[{"lesion": "x", "code": "17000"}]), "date"),
        (line(ak(), payer={"distinct": "51"}), "distinct"),
        (line(ak(), payer={"repeat": "51"}), "repeat"),
        (line(ak(), payer={"profile": "nobody"}), "profile"),
        (line(ak(), payer={"tens": "some"}), "tens"),
        (line(ak(), payer={"hold": "none"}), "hold"),
        (line(ak(), services=["99213"]), "services"),
        (line(ak(), services=[{"code": "visit"}]), "code"),
        (line(ak(), services=[{"code": "99213", "confirmed": "yes"}]), "confirmed"),
        (line(ak(), services=[{"code": "99213", "confirmed": [5]}]), "confirmed"),
        (line(ak(), services=[{"code": "99213", "units": 2}]), "units"),
        (line(ak(), payer="59"), "payer"),
        ('{"id": "v1", "lesions": [], "lesions": []}', "lesions"),
        ('{"id": "v1", "lesions": [{"category": "benign", "count": 1, "count": 2}]}', "count"),
    ],
)
def test_a_bad_line_names_the_field_and_the_others_go_on(ask: Ask, wrong: object, field: str) -> None:
    exit_code, answers = ask(line(ak()), wrong, line(ak(count=2)))

    assert exit_code == 2
    assert [len(answer.get("lines", ())) for answer in answers] == [1, 0, 2]
    assert set(answers[1]) <= {"id", "error", "pending"}
    assert answers[1]["id"] == "v1"
    assert f"{field}: " in answers[1]["error"]


@pytest.mark.parametrize(
    "text",
    ["not json", "{", "[]", "5", '"x"', "null", "[" * 100_000, '{"id": "v1", "lesions": [}'],
    ids=lambda t: t[:9],
)
def test_a_line_that_is_no_object_is_an_error_without_an_id(ask: Ask, text: str) -> None:
    exit_code, answers = ask(text, line(ak()))

    assert exit_code == 2
    assert answers[0]["id"] is None
    assert answers[0]["error"]
    assert answers[1]["lines"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "-1"])
def test_a_number_that_is_no_length_is_refused(ask: Ask, number: str) -> None:
    exit_code, (answer,) = ask(f'{{"id": 1, "lesions": [{{"category": "benign", "diameter_mm": {number}}}]}}')

    assert exit_code == 2
    assert "lesion 1, diameter_mm: " in answer["error"]


def test_an_empty_line_between_two_others_is_an_error_and_one_at_the_end_is_none(ask: Ask) -> None:
    exit_code, answers = ask(line(), "", line(), "", "")

    assert exit_code == 2
    assert [answer.get("error") for answer in answers] == [None, "the line is empty", None]


@pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
def test_an_empty_file_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(text)

    assert main(["code", str(file)]) == 2
    assert json.loads(capsys.readouterr().out) == {"id": None, "error": "the line is empty"}


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["code", str(tmp_path / "absent.jsonl")])

    assert exit_code == 2
    assert "absent.jsonl: " in capsys.readouterr().err


def test_bytes_that_are_no_text_are_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'{"id": "\xff"}\n' + json.dumps(line(ak())).encode())

    assert main(["code", str(file)]) == 2
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"id": None, "error": "not UTF-8 at byte 9"}
    assert second["lines"]
