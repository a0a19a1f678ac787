import re
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.export.files import ExportFailed, default_name, safe_name, write
from tests.desktop.export.visits import DAY, VISIT


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as a full disk would."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_the_default_name_holds_a_short_id_and_the_date_and_nothing_of_the_patient() -> None:
    assert default_name(VISIT, DAY) == "encounter-3c4d5e6f-2026-11-23.pdf"


def test_visits_of_one_hour_have_different_names() -> None:
    other = VISIT[:-1] + "0"

    assert default_name(VISIT, DAY) != default_name(other, DAY)


def test_the_default_name_says_the_kind_of_file() -> None:
    assert default_name(VISIT, date(2026, 1, 2), "txt").endswith("-2026-01-02.txt")


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [
        ("summary.pdf", "summary.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        ("a:b?.pdf", "a_b.pdf"),
        ("CON", "export_CON"),
        ("nul.pdf", "export_nul.pdf"),
        ("..", "export"),
        ("", "export"),
        ("line\nend.pdf", "lineend.pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        ("name.pdf. ", "name.pdf"),
        ("C:\\secret\\x.pdf", "C__secret_x.pdf"),
    ],
)
def test_a_harmful_name_becomes_harmless(wanted: str, given_name: str) -> None:
    assert safe_name(wanted) == given_name


@given(st.text())
@example("a" * 300 + ".pdf")
@example("." * 80)
@example("x." + "y" * 90)
@example("COM1 .pdf")
def test_any_name_stays_in_its_folder_and_is_taken_by_every_system(wanted: str) -> None:
    name = safe_name(wanted)

    assert 0 < len(name) <= 60
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", name)
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    folder = Path(tempfile.gettempdir()).resolve()
    assert (folder / name).resolve().parent == folder


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write(tmp_path / "summary.pdf", b"new")

    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("summary.pdf", b"new")]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"an older one, longer")

    write(target, b"new")

    assert target.read_bytes() == b"new"


def test_a_disk_without_room_leaves_the_older_file_and_nothing_half_written(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"older")

    with room_for(1000), pytest.raises(ExportFailed) as failed:
        write(target, b"x" * 5000)

    assert str(failed.value).startswith("summary.pdf could not be written: ")
    assert str(failed.value).endswith(". Nothing half-written was left.")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("summary.pdf", b"older")]


def test_a_missing_folder_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as failed:
        write(tmp_path / "gone" / "summary.pdf", b"new")

    assert str(failed.value) == (
        "summary.pdf could not be written: the folder is not there. Nothing half-written was left."
    )


def test_a_folder_of_that_name_is_said_in_plain_words_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "summary.pdf").mkdir()

    with pytest.raises(ExportFailed, match="a folder has that name"):
        write(tmp_path / "summary.pdf", b"new")

    assert [each.is_dir() for each in tmp_path.iterdir()] == [True]
