"""Who may check a record on the command line: a password of somebody whose roles include it, told safely."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import keys
from db.folder import begin_record, open_record
from db.people import PersonId
from db.renewal import FirstLock
from db.slots import FLOOR, Slot, SlotKind, new_recovery
from desktop.__main__ import main
from desktop.practice.session import create_session
from resources.terms import Role

ROOT = Path(__file__).parents[3]
PASSWORD = "heron winter 41 lantern"
OTHERS = "a biller's own long password"
ADMINISTRATOR, BILLER, TWIN = (PersonId(letter * 32) for letter in "abc")

Verify = Callable[..., int]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with an administrator and a biller, each with a password."""
    folder = tmp_path_factory.mktemp("begun") / "record"
    lock = FirstLock(ADMINISTRATOR, "Amara Osei", PASSWORD, new_recovery(), FLOOR)
    with begin_record(folder, lock) as store, store.begin(ADMINISTRATOR) as work:
        work.add_person(ADMINISTRATOR, "Amara Osei", "MD", roles=frozenset({Role.ADMINISTRATOR}))
        work.add_person(BILLER, "Zoë Ångström", "", roles=frozenset({Role.BILLER}))
        work.set_up_practice("Lakeside", demo=False, first_view="face", place_of_service="11")
    (key,) = keys.unlock(folder, ADMINISTRATOR, PASSWORD)
    keys.keep_slot(folder, key, Slot(BILLER, SlotKind.PERSON, "Zoë Ångström"), OTHERS, FLOOR)
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


@contextlib.contextmanager
def descriptor(content: bytes) -> Iterator[int]:
    """A pipe that holds some bytes, as a shell would hand it over."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    yield reading
    with contextlib.suppress(OSError):
        os.close(reading)


@pytest.fixture
def verify(folder: Path) -> Verify:
    def verified(password: str | bytes, *options: str) -> int:
        content = password if isinstance(password, bytes) else password.encode()
        with descriptor(content) as number:
            return main(["verify", "--data-dir", str(folder), "--password-fd", str(number), *options])

    return verified


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nmore lines\n"], ids=ascii)
def test_the_right_password_of_an_administrator_opens(verify: Verify, end: str) -> None:
    assert verify(PASSWORD + end, "--user", "Amara Osei") == 0


@pytest.mark.parametrize("name", ["amara osei", "  AMARA OSEI ", ADMINISTRATOR], ids=ascii)
def test_a_name_is_taken_in_any_case_and_so_is_the_id(verify: Verify, name: str) -> None:
    assert verify(PASSWORD, "--user", name) == 0


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper(), OTHERS, b"\xff\xfe", "x" * 5000])
def test_a_wrong_password_is_not_allowed(
    verify: Verify, password: str | bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(password, "--user", "Amara Osei") == 4

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("dermtally verify: ")
    assert PASSWORD not in said.err


@pytest.mark.parametrize("name", ["Zoë Ångström", "zoë ångström"])
def test_a_role_that_does_not_include_it_is_not_allowed(
    verify: Verify, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(OTHERS, "--user", name) == 4
    assert "Your role does not include this" in capsys.readouterr().err


def test_an_administrator_who_was_removed_is_not_allowed(folder: Path, verify: Verify) -> None:
    store = open_record(folder, keys.unlock(folder, ADMINISTRATOR, PASSWORD))
    with contextlib.closing(store), store.begin(ADMINISTRATOR) as work:
        work.grant(BILLER, Role.ADMINISTRATOR)
        work.remove_person(ADMINISTRATOR)

    assert verify(PASSWORD, "--user", "Amara Osei") == 4
    assert verify(OTHERS, "--user", BILLER) == 0


def test_somebody_nobody_knows_is_not_allowed_and_those_who_can_sign_in_are_named(
    verify: Verify, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(PASSWORD, "--user", "Nobody") == 4
    assert "Amara Osei; Zoë Ångström" in capsys.readouterr().err


def test_one_name_of_two_people_is_asked_for_by_id(
    folder: Path, verify: Verify, capsys: pytest.CaptureFixture[str]
) -> None:
    (key,) = keys.unlock(folder, ADMINISTRATOR, PASSWORD)
    keys.keep_slot(folder, key, Slot(TWIN, SlotKind.PERSON, "Amara OSEI"), OTHERS, FLOOR)

    assert verify(PASSWORD, "--user", "Amara Osei") == 2
    said = capsys.readouterr().err
    assert ADMINISTRATOR in said
    assert TWIN in said
    assert verify(PASSWORD, "--user", ADMINISTRATOR) == 0


def test_without_a_name_and_a_terminal_it_is_said_who_can_sign_in(
    verify: Verify, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(PASSWORD) == 2
    assert "--user NAME" in capsys.readouterr().err


def test_the_only_one_with_a_password_need_not_be_named(folder: Path, verify: Verify) -> None:
    keys.drop_slot(folder, BILLER)

    assert verify(PASSWORD) == 0


def test_without_a_descriptor_and_a_terminal_it_is_not_allowed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSWORD", PASSWORD)
    monkeypatch.setenv("DERMTALLY_PASSWORD", PASSWORD)

    assert main(["verify", "--data-dir", str(folder), "--user", "Amara Osei"]) == 4
    assert "--password-fd" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--password", "x"], ["--password-fd", "x"], ["--password-fd", "-1"]], ids=" ".join)
def test_a_password_is_no_argument_and_a_descriptor_is_a_number(folder: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "--data-dir", str(folder), *words])

    assert stopped.value.code == 2


def test_a_descriptor_that_is_not_open_is_bad_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with descriptor(b"") as number:
        os.close(number)

        assert main(["verify", "--data-dir", str(folder), "--user", "Amara Osei", "--password-fd", str(number)]) == 2

    assert f"--password-fd {number}" in capsys.readouterr().err


def test_a_record_without_passwords_opens_without_asking(tmp_path: Path) -> None:
    create_session(tmp_path / "demo", practice="P", person="A", credentials="", demo=True).close()

    assert main(["verify", "--data-dir", str(tmp_path / "demo")]) == 0
    assert main(["verify", "--data-dir", str(tmp_path / "demo"), "--user", "anybody"]) == 0


def _on_a_terminal(folder: Path, *typed: str) -> tuple[int, str, str]:
    """Run the command on a terminal of its own and type lines; return its code, what the terminal shows, its output."""
    import pty  # noqa: PLC0415 - not on every system

    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "verify", "--data-dir", str(folder)],
        stdin=end,
        stderr=end,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(end)
    watcher = threading.Timer(30, process.kill)
    watcher.start()
    shown = b""
    for line in typed:
        while not shown.endswith(b": "):
            shown += os.read(terminal, 1)
        os.write(terminal, f"{line}\n".encode())
        shown += os.read(terminal, 1)  # what it answers to the line's end
    out, _ = process.communicate()
    watcher.cancel()
    with contextlib.suppress(OSError):
        shown += os.read(terminal, 4096)
    os.close(terminal)
    return process.returncode, shown.decode(), out.decode()


@pytest.mark.skipif(os.name == "nt", reason="terminals of this kind are not there")
@pytest.mark.parametrize(("password", "code"), [(PASSWORD, 0), ("wrong", 4)], ids=["right", "wrong"])
def test_name_and_password_are_asked_for_on_a_terminal_that_does_not_show_the_password(
    folder: Path, password: str, code: int
) -> None:
    exit_code, shown, out = _on_a_terminal(folder, "amara osei", password)

    assert exit_code == code
    assert "User: " in shown
    assert "Password of Amara Osei: " in shown
    assert password not in shown
    assert ("The record is whole" in out) is (code == 0)
