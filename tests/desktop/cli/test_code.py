import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.__main__ import main
from resources.terms import Category
from tests.desktop.cli.lines import CASES, Answer, Ask, ak, line

ROOT = Path(__file__).parents[3]


def test_the_example_of_the_contract_is_answered_as_written(ask: Ask) -> None:
    lesion = {
        "category": "premalignant", "count": 5, "region": "face", "side": "left", "diameter_mm": 6,
        "method": "cryotherapy", "diagnosis": "L57.0",
    }  # fmt: skip

    exit_code, (answer,) = ask({"id": "v1", "date_of_service": "2026-11-23", "lesions": [lesion]})

    lines = [{key: each[key] for key in ("code", "units", "modifiers", "diagnoses")} for each in answer["lines"]]
    assert exit_code == 0
    assert answer["id"] == "v1"
    assert lines == [
        {"code": "17000", "units": 1, "modifiers": [], "diagnoses": ["L57.0"]},
        {"code": "17003", "units": 4, "modifiers": [], "diagnoses": ["L57.0"]},
    ]
    assert answer["reasons"] == ["5 premalignant lesions: 17000 for the first, 17003 for the other 4."]
    assert answer["warnings"] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_worked_examples(ask: Ask, case: Answer) -> None:
    exit_code, (answer,) = ask(case["input"])

    assert exit_code == 0
    assert answer["id"] == case["id"]
    assert told(answer["lines"]) == told(case["expected"])


def told(lines: list[Answer]) -> list[tuple[str, int, list[str]]]:
    """Return code, units and modifiers; the examples stand in no order of their own."""
    return sorted((each["code"], each["units"], each["modifiers"]) for each in lines)


def test_there_are_worked_examples_of_every_family() -> None:
    used = {each["category"] for case in CASES for each in case["input"]["lesions"]}

    assert len(CASES) == 64
    assert used == set(Category) - {Category.PDT_DEBRIDEMENT_PHYSICIAN}


def test_what_may_be_left_out_may_also_be_null(ask: Ask) -> None:
    names = "count region side diameter_mm method methods diagnosis diagnoses diagnosis_state cosmetic lesion"
    lesion = dict.fromkeys(names.split())

    exit_code, (answer,) = ask({"lesions": [{"category": "benign", **lesion}], "prior": None, "payer": None})

    assert exit_code == 0
    assert answer["id"] is None
    assert [(each["code"], each["diagnoses"]) for each in answer["lines"]] == [("17110", [])]


def test_the_date_of_service_is_today_where_it_was_left_out(ask: Ask) -> None:
    today = datetime.now(UTC).astimezone().date()
    prior = [{"lesion": "x", "code": "17000", "date": today.isoformat()}]

    _, (answer,) = ask({"id": 1, "lesions": [ak(lesion="x")], "prior": prior})

    assert answer["not_reported"][0]["reason"].startswith("1 treated again on day 0 ")


def test_methods_and_diagnoses_are_taken_alone_and_as_lists(ask: Ask) -> None:
    lesion = ak(method="cryotherapy", methods=["curettement", "cryotherapy"], diagnoses=["l57.0", " D23.9 "])

    _, (answer,) = ask(line(lesion))

    assert answer["lines"][0]["diagnoses"] == ["L57.0", "D23.9"]
    assert "Lesion 1: cryotherapy and curettement on the same lesion count once." in answer["reasons"]


def test_two_entries_with_the_same_lesion_are_one(ask: Ask) -> None:
    _, (answer,) = ask(line(ak(lesion="x"), ak(lesion="x", method="curettement"), ak()))

    assert [(each["code"], each["units"]) for each in answer["lines"]] == [("17000", 1), ("17003", 1)]
    assert answer["lines"][0]["lesions"] == [{"entry": 1, "count": 1}, {"entry": 2, "count": 0}]


def test_earlier_treatments_and_the_payers_modifier_are_heeded(ask: Ask) -> None:
    wart = {"category": "benign", "region": "hand", "diagnosis": "B07.8"}
    prior = [{"lesion": "x", "code": "17000", "date": "2026-11-15"}]

    _, (answer,) = ask(line(ak(lesion="x"), ak(count=2), wart, prior=prior, payer={"distinct": "XS"}))

    assert [(each["code"], each["modifiers"]) for each in answer["lines"]] == [
        ("17000", ["79", "XS"]),
        ("17003", ["XS"]),
        ("17110", ["79"]),
    ]
    assert answer["not_reported"] == [
        {
            "reason": "1 treated again on day 8 after 15 Nov: part of that treatment, not reported.",
            "lesions": [{"entry": 1, "count": 1}],
        }
    ]


def test_cosmetic_lesions_are_in_no_line_and_said(ask: Ask) -> None:
    exit_code, (answer,) = ask(line({"category": "benign", "count": 3, "cosmetic": True}))

    assert exit_code == 0
    assert (answer["lines"], answer["reasons"]) == ([], ["Nothing to report."])
    assert answer["not_reported"][0]["lesions"] == [{"entry": 1, "count": 3}]


def test_a_suspected_cancer_is_held_and_told_apart(ask: Ask) -> None:
    suspect = {"category": "malignant", "region": "nose", "diameter_mm": 6, "diagnosis_state": "awaiting"}

    exit_code, (answer,) = ask(line(suspect, ak(), payer={"hold": "lines"}))

    assert exit_code == 0
    assert [each["code"] for each in answer["lines"]] == ["17000"]
    assert [(each["code"], each["units"], each["lesions"]) for each in answer["held"]] == [
        ("17281", 1, [{"entry": 1, "count": 1}])
    ]
    assert answer["hold"] == "lines"
    assert answer["not_reported"][0]["lesions"] == [{"entry": 1, "count": 1}]


def test_what_holds_up_a_line_is_told_by_lesion(ask: Ask) -> None:
    exit_code, (answer,) = ask(line(ak(), {"category": "shave", "region": "nose", "count": 2}))

    assert exit_code == 2
    assert answer["error"].startswith("diameter_mm: ")
    assert answer["pending"] == [
        {
            "field": "diameter_mm",
            "reason": "Lesion 2 needs its size in mm before it has a code.",
            "lesions": [{"entry": 2, "count": 2}],
        }
    ]


def test_a_visit_code_that_was_recorded_has_its_checklist_and_none_is_proposed(ask: Ask) -> None:
    services = [{"code": "99213", "confirmed": ["another_problem"]}]

    _, (without, answer) = ask(line(ak()), line(ak(), services=services))

    assert "services" not in without
    assert [line["code"] for line in answer["lines"]] == ["17000"]
    assert [(each["code"], each["asked"], each["modifiers"]) for each in answer["services"]] == [("99213", ["25"], [])]
    assert [(each["key"], each["done"]) for each in answer["services"][0]["checks"]] == [
        ("another_problem", True),
        ("assessment_plan", False),
        ("not_only_spots", False),
    ]


def test_a_payers_profile_and_a_word_beside_it_are_heeded(ask: Ask) -> None:
    cancers = {"category": "malignant", "region": "nose", "diameter_mm": 6, "count": 2}

    _, (units, copies, own) = ask(
        line(cancers),
        line(cancers, payer={"profile": "medicare"}),
        line(cancers, payer={"profile": "medicare", "repeat": "units"}),
    )

    assert [(each["units"], each["modifiers"]) for each in units["lines"]] == [(2, [])]
    assert [(each["units"], each["modifiers"]) for each in copies["lines"]] == [(1, []), (1, ["76"])]
    assert [(each["units"], each["modifiers"]) for each in own["lines"]] == [(2, [])]


def test_a_date_before_the_rules_is_coded_by_the_first_and_said(ask: Ask) -> None:
    exit_code, (answer,) = ask(line(ak(), date_of_service="2019-05-01"))

    assert exit_code == 0
    assert [each["code"] for each in answer["lines"]] == ["17000"]
    assert len(answer["warnings"]) == 1
    assert "2024-01-01" in answer["warnings"][0]


def test_a_complaint_that_was_left_out_is_not_asked_for_and_an_empty_one_is(ask: Ask) -> None:
    wart = {"category": "benign", "region": "hand", "diagnosis": "B07.8"}

    _, answers = ask(line(wart), line(wart | {"symptom": "bleeding"}), line(wart | {"symptom": ""}))

    assert [len(each["warnings"]) for each in answers] == [0, 0, 1]


def test_a_line_without_lesions_has_nothing_to_report(ask: Ask) -> None:
    assert ask(line())[1][0]["reasons"] == ["Nothing to report."]


@pytest.mark.parametrize("name", ["v1", 7, "Ünï <b>&", "\N{GRINNING FACE}", "x" * 5000])
def test_the_id_comes_back_as_it_was(ask: Ask, name: object) -> None:
    assert ask({"id": name, "lesions": []})[1][0]["id"] == name


def test_explain_adds_lesions_sources_and_the_notice(ask: Ask) -> None:
    _, (answer,) = ask(line(ak(count=2, side="left"), ak(region="unspecified")), options=("--explain",))

    text = "\n".join(answer["explain"])
    assert "17000 x 1, Premalignant, first lesion: 1 of entry 1 (left face)." in text
    assert (
        "17003 x 2, Premalignant, each further lesion: 1 of entry 1 (left face), 1 of entry 2 (no place said)." in text
    )
    assert "17000: premalignant lesions (2024, from 2007-01-01): http://www.aad.org/" in text
    assert "17003: 17003: 13 a day, 10 days after it (2026 Q4, from 2026-10-01): CMS" in text
    assert "Pairs (2024 Q3, from 2024-07-01): CMS" in text
    assert "CPT is a trademark of the AMA" in text


def test_a_file_may_begin_with_the_mark_of_another_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(line(ak())).encode() + b"\r\n")

    assert main(["code", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["lines"]


@pytest.mark.parametrize("file", [(), ("-",)], ids=["no file", "a dash"])
def test_without_a_file_the_standard_input_is_read(
    file: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(line(ak())).encode())))

    assert main(["code", *file]) == 0
    assert json.loads(capsys.readouterr().out)["lines"]


def test_coding_loads_no_window_and_no_storage() -> None:
    script = (
        "import sys; from desktop.__main__ import main; main(['code']);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )

    made = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(line(ak(count=15), {"category": "benign"})),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    loaded = set(made.stderr.split())
    assert json.loads(made.stdout)["lines"][0]["code"] == "17004"
    assert not loaded & {
        "PySide6",
        "shiboken6",
        "sqlalchemy",
        "sqlcipher3",
        "alembic",
        "sqlite3",
        "numpy",
        "db",
        "typst",
    }


def test_a_reader_that_goes_away_ends_the_run_in_peace() -> None:
    read, write = os.pipe()
    os.close(read)
    script = "import sys; from desktop.__main__ import main; sys.exit(main(['code']))"

    with os.fdopen(write, "wb") as closed:
        made = subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(line()).encode(),
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )

    assert (made.returncode, made.stderr) == (0, b"")
