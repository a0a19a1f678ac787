"""The workstation's settings come back as they were, and nonsense is the default."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from desktop.settings import Page, Settings, ThemeChoice


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workstation.ini"


def read_afresh(path: Path) -> Path:
    """Return a copy of the file: Qt keeps what it knows about a path for the whole process."""
    return Path(shutil.copy(path, path.with_name("copy.ini")))


def test_without_a_file_everything_is_the_default(path: Path) -> None:
    settings = Settings(path)

    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_percent == 100
    assert settings.page is Page.HOME
    assert settings.geometry.isEmpty()


def test_what_was_set_comes_back(path: Path) -> None:
    first = Settings(path)
    first.theme, first.text_percent, first.page = ThemeChoice.DARK, 150, Page.VISIT
    first.geometry = QByteArray(b"\x01\x02\x00\xff")
    first.save()

    second = Settings(read_afresh(path))

    assert (second.theme, second.text_percent, second.page) == (ThemeChoice.DARK, 150, Page.VISIT)
    assert second.geometry == QByteArray(b"\x01\x02\x00\xff")


@pytest.mark.parametrize(
    ("key", "value"),
    [("theme", "purple"), ("text", "huge"), ("text", "-5"), ("page", "cellar"), ("geometry", "here")],
)
def test_nonsense_is_the_default(path: Path, key: str, value: str) -> None:
    path.write_text(f"[window]\n{key}={value}\n")

    settings = Settings(path)

    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_percent == 100
    assert settings.page is Page.HOME
    assert settings.geometry.isEmpty()


@pytest.mark.parametrize(("stored", "given"), [("20", 100), ("150", 150), ("900", 200)])
def test_a_size_of_text_out_of_range_is_the_nearest(path: Path, stored: str, given: int) -> None:
    path.write_text(f"[window]\ntext={stored}\n")

    assert Settings(path).text_percent == given


def test_a_torn_file_is_the_default(path: Path) -> None:
    path.write_bytes(b"[window\x00\xff\xfe theme=da")

    assert Settings(path).theme is ThemeChoice.SYSTEM


def test_a_run_that_did_not_stop_is_noticed_by_the_next(path: Path) -> None:
    assert Settings(path).mark_running() is False

    assert Settings(read_afresh(path)).mark_running() is True


def test_a_run_that_stopped_is_not_noticed(path: Path) -> None:
    first = Settings(path)
    first.mark_running()
    first.mark_stopped()
    first.save()

    assert Settings(read_afresh(path)).mark_running() is False


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("")
    settings = Settings(blocked / "workstation.ini")

    settings.text_percent = 150
    settings.save()

    assert settings.text_percent == 150
    assert blocked.read_text() == ""


def test_the_open_visit_and_the_folder_for_files_come_back(path: Path) -> None:
    first = Settings(path)
    first.visit, first.export_folder = "0198-visit", "/home/osei/notes"
    first.save()

    second = Settings(read_afresh(path))

    assert (second.visit, second.export_folder) == ("0198-visit", "/home/osei/notes")
    assert (Settings(path.with_name("new.ini")).visit, Settings(path.with_name("new.ini")).export_folder) == ("", "")


def test_pedals_are_remembered_by_what_they_do(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    assert (settings.pedal("plus"), settings.pedal_sounds, settings.pedal_speech) == ("", True, False)

    settings.set_pedal("plus", "PgDown")
    settings.pedal_sounds, settings.pedal_speech = False, True
    settings.save()

    again = Settings(tmp_path / "s.ini")
    assert (again.pedal("plus"), again.pedal("undo")) == ("PgDown", "")
    assert (again.pedal_sounds, again.pedal_speech) == (False, True)
