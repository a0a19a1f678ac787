"""`dermtally verify`: what it finds, what it says, and that it changes nothing."""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from db.engine import open_file
from db.folder import RECORD
from db.keys import open_key
from db.records import Head
from db.triggers import wanted
from desktop.__main__ import main
from desktop.practice.folder import FolderLock
from desktop.practice.session import Session, create_session, open_session
from tests.db.drafts import WHITFIELD
from tests.db.test_upgrade import OLD

ROOT = Path(__file__).parents[3]
Answer = dict[str, Any]  # what json.loads returns; each test looks at the keys it is about
Verify = Callable[..., tuple[int, Answer]]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "record"
    session = create_session(folder, practice="Lakeside Dermatology", person="Amara Osei", credentials="MD")
    session.add_patient(WHITFIELD)
    session.close()
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = open_session(folder)
    yield opened
    opened.close()


@pytest.fixture
def verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    def verified(*options: str, place: Path = folder) -> tuple[int, Answer]:
        exit_code = main(["verify", "--json", "--data-dir", str(place), *options])
        return exit_code, json.loads(capsys.readouterr().out)

    return verified


def head_of(folder: Path) -> Head:
    with contextlib.closing(open_file(folder / RECORD, open_key(folder))) as driver:
        return Head(*driver.execute("SELECT seq, hash FROM event ORDER BY seq DESC").fetchone())


def tampered(folder: Path, change: str) -> None:
    with contextlib.closing(open_file(folder / RECORD, open_key(folder))) as driver:
        for name in wanted():
            driver.execute(f"DROP TRIGGER {name}")
        driver.execute(change)
        for text in wanted().values():
            driver.execute(text)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


def test_a_whole_record_is_said_to_be_whole(folder: Path, verify: Verify, capsys: pytest.CaptureFixture[str]) -> None:
    head = head_of(folder)

    exit_code, answer = verify()

    assert exit_code == 0
    assert (answer["ok"], answer["seq"], answer["head"], answer["problems"]) == (True, head.seq, head.hash, [])

    assert main(["verify", "--data-dir", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"The record is whole: {head.seq} events. Record {head.printed}\n")
    assert "Without --anchor" in said


@pytest.mark.parametrize("form", ["whole", "printed", "upper case"])
def test_a_head_that_fits_is_no_problem(folder: Path, verify: Verify, form: str) -> None:
    head = head_of(folder)
    text = {"whole": f"{head.seq}:{head.hash}", "printed": head.printed, "upper case": head.printed.upper()}[form]

    exit_code, answer = verify("--anchor", text, "--anchor", text)

    assert (exit_code, answer["ok"], answer["anchors"], answer["notes"]) == (0, True, 2, [])


@pytest.mark.parametrize(
    ("change", "alone"),
    [
        ("UPDATE event SET actor = 'x' WHERE seq = 2", 1),
        ("UPDATE event SET body = CAST(body || x'20' AS BLOB) WHERE seq = 3", 1),
        ("DELETE FROM event WHERE seq = 3", 1),
        ("DELETE FROM event WHERE seq > 3", 0),
    ],
    ids=["edited", "one space", "deleted", "cut off"],
)
def test_a_changed_record_is_found_out(folder: Path, verify: Verify, change: str, alone: int) -> None:
    head = head_of(folder)
    tampered(folder, change)

    assert verify()[0] == alone
    exit_code, answer = verify("--anchor", head.printed)

    assert exit_code == 1
    assert (answer["ok"], answer["checked"]) == (False, True)
    assert {each["part"] for each in answer["problems"]} == {"chain"}
    assert all(each["what"].startswith(f"event {each['seq']} ") for each in answer["problems"])


def test_what_is_wrong_is_said_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = head_of(folder)
    tampered(folder, "DELETE FROM event WHERE seq > 3")

    assert main(["verify", "--data-dir", str(folder), "--anchor", head.printed]) == 1

    assert capsys.readouterr().out.splitlines() == [
        "The record was changed or damaged. 1 problem:",
        f"  event {head.seq} is missing: the record ends with event 3, but this one was printed or kept",
        "Keep a copy of the whole folder as it is now, then call for help or restore the last backup.",
    ]


def test_it_runs_beside_a_program_that_holds_the_folder(folder: Path, session: Session, verify: Verify) -> None:
    lock = FolderLock(folder)
    assert lock.take()
    session.add_patient(WHITFIELD)
    before = bytes_of(folder)

    exit_code, answer = verify()

    assert (exit_code, answer["ok"]) == (0, True)
    assert bytes_of(folder) == before
    session.add_patient(WHITFIELD)
    assert verify()[1]["seq"] == answer["seq"] + 1
    lock.release()


def test_a_closed_folder_is_left_as_it_was_to_the_byte(folder: Path, verify: Verify) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    assert verify()[0] == 0

    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


@pytest.mark.parametrize("old", OLD[:-1], ids=lambda path: path.name)
def test_an_older_record_is_checked_not_upgraded_and_that_is_said(tmp_path: Path, verify: Verify, old: Path) -> None:
    folder = Path(shutil.copytree(old, tmp_path / "older"))
    before = bytes_of(folder)

    exit_code, answer = verify("--anchor", head_of(folder).printed, place=folder)

    assert (exit_code, answer["format"]) == (0, old.name[-4:])
    assert "not brought up to date" in answer["notes"][0]
    # opening it here for its head may have tidied the log; the check itself must not
    before = bytes_of(folder)
    assert verify(place=folder)[0] == 0
    assert bytes_of(folder) == before


def test_a_copy_beside_its_key_is_checked_by_its_own_name(folder: Path, verify: Verify) -> None:
    copy = folder / "dermtally-0003-20261125T101500Z.db"
    shutil.copy(folder / RECORD, copy)
    tampered(folder, "UPDATE event SET actor = 'x' WHERE seq = 2")

    assert verify(place=copy)[0] == 0
    assert verify(place=folder / RECORD)[0] == 1


# what can't be checked
@pytest.mark.parametrize("word", ["x", "1", "1:", "1:abc", "0:" + "a" * 16, "1:" + "z" * 16, "-3:" + "a" * 16])
def test_a_head_that_is_none_is_bad_input(folder: Path, capsys: pytest.CaptureFixture[str], word: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "--data-dir", str(folder), f"--anchor={word}"])

    assert stopped.value.code == 2
    assert "--anchor" in capsys.readouterr().err


def test_a_manifest_is_refused_in_words(verify: Verify) -> None:
    exit_code, answer = verify("--manifest", "backup.json")

    assert (exit_code, answer["ok"], answer["checked"]) == (2, False, False)
    assert "no backups with a manifest yet" in answer["problems"][0]["what"]


def test_a_folder_without_a_record_is_bad_input_and_stays_empty(tmp_path: Path, verify: Verify) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    for place in (empty, tmp_path / "not there"):
        exit_code, answer = verify(place=place)

        assert (exit_code, answer["seq"], answer["head"]) == (2, None, None)
        assert "There is no record in" in answer["problems"][0]["what"]
    assert list(empty.iterdir()) == []
    assert not (tmp_path / "not there").exists()


def _newer(folder: Path) -> None:
    with contextlib.closing(open_file(folder / RECORD, open_key(folder))) as driver:
        driver.execute("UPDATE alembic_version SET version_num = '9999'")
        driver.execute("PRAGMA user_version = 9000000")


def _other_key(folder: Path) -> None:
    content = json.loads((folder / "keys.json").read_text())
    content["slots"][0]["key"] = "ab" * 48
    (folder / "keys.json").write_text(json.dumps(content))


SPOILT: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "no key file": (lambda folder: (folder / "keys.json").unlink(), 1, "key file of this record is missing"),
    "damaged key file": (lambda folder: (folder / "keys.json").write_text("{"), 1, "key file is damaged"),
    "a key of another record": (_other_key, 1, "belongs to another one"),
    "only the key": (lambda folder: (folder / RECORD).unlink(), 1, "record is missing"),
    "an emptied file": (lambda folder: (folder / RECORD).write_bytes(b""), 1, "damaged"),
    "made by a newer program": (_newer, 2, "made by Dermtally 9.0.0"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_folder_that_was_spoilt_is_told_apart(folder: Path, verify: Verify, spoilt: str) -> None:
    spoil, code, words = SPOILT[spoilt]
    spoil(folder)

    exit_code, answer = verify()

    assert exit_code == code
    assert answer["ok"] is False
    assert words in answer["problems"][0]["what"]


@pytest.mark.parametrize("page", [1, 3])
def test_a_flipped_bit_is_found_wrong_not_bad_input(folder: Path, verify: Verify, page: int) -> None:
    content = bytearray((folder / RECORD).read_bytes())
    content[page * 4096 - 1000] ^= 4
    (folder / RECORD).write_bytes(content)

    exit_code, answer = verify()

    assert exit_code == 1
    assert "file" in {each["part"] for each in answer["problems"]}


def test_a_record_that_another_program_keeps_for_itself_is_in_use(folder: Path, verify: Verify) -> None:
    with contextlib.closing(sqlcipher3.connect(str(folder / RECORD), isolation_level=None)) as driver:
        driver.execute(f'PRAGMA key = "{open_key(folder).pragma}"')
        driver.execute("PRAGMA locking_mode = EXCLUSIVE")
        driver.execute("BEGIN EXCLUSIVE")

        exit_code, answer = verify()

    assert exit_code == 3
    assert "Another program" in answer["problems"][0]["what"]


def test_it_needs_no_qt(folder: Path) -> None:
    script = (
        "import sys; from desktop.__main__ import main; "
        f"code = main(['verify', '--data-dir', {str(folder)!r}]); "
        "assert not [name for name in sys.modules if name.startswith('PySide6')]; sys.exit(code)"
    )

    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)

    assert (made.returncode, made.stderr) == (0, "")
