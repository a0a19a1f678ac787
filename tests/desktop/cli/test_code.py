import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from resources.terms import Category

CASES = [
    json.loads(line) for line in (Path(__file__).parents[2] / "data/coding_cases.jsonl").read_text("utf-8").splitlines()
]
CODED_HERE = {Category.PREMALIGNANT, Category.BENIGN}
ROOT = Path(__file__).parents[3]

Answer = dict[str, Any]  # what json.loads returns; each test looks at the keys it is about
Ask = Callable[..., tuple[int, list[Answer]]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Put lines into a file, run `dermtally code` on it and return the exit code and the answers."""

    def asked(*lines: object, options: tuple[str, ...] = ()) -> tuple[int, list[Answer]]:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        file = tmp_path / "lines.jsonl"
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        exit_code = main(["code", str(file), *options])
        return exit_code, [json.loads(answer) for answer in capsys.readouterr().out.splitlines()]

    return asked


def line(*lesions: Mapping[str, object], **fields: object) -> dict[str, object]:
    return {"id": "v1", "date_of_service": "2026-11-23", "lesions": list(lesions), **fields}


def ak(**fields: object) -> dict[str, object]:
    return {"category": "premalignant", "region": "face", "diagnosis": "L57.0", **fields}


def of_this_version(case: Answer) -> bool:
    lesions = case["input"]["lesions"]
    return all(each["category"] in CODED_HERE and each["region"] not in ("penis", "vulva", "anus") for each in lesions)


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


@pytest.mark.parametrize("case", [case for case in CASES if of_this_version(case)], ids=lambda case: case["id"])
def test_worked_examples_of_the_two_families(ask: Ask, case: Answer) -> None:
    exit_code, (answer,) = ask(case["input"])

    assert exit_code == 0
    assert answer["id"] == case["id"]
    assert [{key: each[key] for key in ("code", "units", "modifiers")} for each in answer["lines"]] == case["expected"]


def test_there_are_worked_examples_of_both_families_alone_and_together() -> None:
    kinds = {
        tuple(sorted({each["category"] for each in case["input"]["lesions"]}))
        for case in CASES
        if of_this_version(case)
    }

    assert kinds == {("premalignant",), ("benign",), ("benign", "premalignant")}


@pytest.mark.parametrize("case", [case for case in CASES if not of_this_version(case)], ids=lambda case: case["id"])
def test_what_this_version_does_not_code_is_an_error_that_names_the_field(ask: Ask, case: Answer) -> None:
    exit_code, (answer,) = ask(case["input"])

    assert exit_code == 2
    assert set(answer) == {"id", "error", "pending"}
    assert answer["error"].startswith(("category: ", "region: "))


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
        (line(ak(), date_of_service="2023-12-31"), "date_of_service"),
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
        (line(ak(region="anogenital")), "region"),
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


def test_a_field_nobody_knows_is_warned_of_and_not_used(ask: Ask) -> None:
    exit_code, (answer,) = ask(line(ak(coutn=3), colour="red"))

    assert exit_code == 0
    assert answer["lines"][0]["units"] == 1
    assert answer["warnings"] == [
        "colour is not a field known here; it was not used.",
        "lesion 1, coutn is not a field known here; it was not used.",
    ]


def test_a_line_without_lesions_has_nothing_to_report(ask: Ask) -> None:
    assert ask(line())[1][0]["reasons"] == ["Nothing to report."]


@pytest.mark.parametrize("name", ["v1", 7, "Ünï <b>&", "\N{GRINNING FACE}", "x" * 5000])
def test_the_id_comes_back_as_it_was(ask: Ask, name: object) -> None:
    assert ask({"id": name, "lesions": []})[1][0]["id"] == name


def test_an_empty_line_between_two_others_is_an_error_and_one_at_the_end_is_none(ask: Ask) -> None:
    exit_code, answers = ask(line(), "", line(), "", "")

    assert exit_code == 2
    assert [answer.get("error") for answer in answers] == [None, "the line is empty", None]


def test_nothing_asked_is_nothing_answered(ask: Ask) -> None:
    assert ask("") == (0, [])


def test_explain_adds_lesions_sources_and_the_notice(ask: Ask) -> None:
    _, (answer,) = ask(line(ak(count=2, side="left"), ak(region="unspecified")), options=("--explain",))

    text = "\n".join(answer["explain"])
    assert "17000 x 1, Premalignant, first lesion: 1 of entry 1 (left face)." in text
    assert (
        "17003 x 2, Premalignant, each further lesion: 1 of entry 1 (left face), 1 of entry 2 (no place said)." in text
    )
    assert "Pairs 2024 Q3: " in text
    assert "CPT is a trademark of the AMA" in text


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["code", str(tmp_path / "absent.jsonl")])

    assert exit_code == 2
    assert "absent.jsonl: " in capsys.readouterr().err


def test_a_file_may_begin_with_the_mark_of_another_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(line(ak())).encode() + b"\r\n")

    assert main(["code", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["lines"]


def test_bytes_that_are_no_text_are_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'{"id": "\xff"}\n' + json.dumps(line(ak())).encode())

    assert main(["code", str(file)]) == 2
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"id": None, "error": "not UTF-8 at byte 9"}
    assert second["lines"]


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
