"""Where a record lies, and who may use it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray

from desktop.practice import folder as room
from desktop.practice.folder import FolderLock, own_folder, unsuitable

HOLDER = """
import sys
from pathlib import Path
from desktop.practice.folder import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.readline()
"""


def _hold(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    return holder


def test_the_practices_own_folder_is_this_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert own_folder() == tmp_path / "dermtally"


def test_a_folder_is_used_by_one_program_at_a_time(tmp_path: Path) -> None:
    with _hold(tmp_path) as holder:
        lock = FolderLock(tmp_path)

        assert not lock.take()

        holder.communicate("\n")
    assert lock.take()
    lock.release()


def test_the_lock_of_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    with _hold(tmp_path) as holder:
        os.kill(holder.pid, signal.SIGKILL)

    lock = FolderLock(tmp_path)

    assert lock.take()
    lock.release()


def test_a_folder_that_is_yet_to_be_made_is_locked_too(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with _hold(folder):
        assert not FolderLock(folder).take()


def test_a_released_folder_is_free(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    assert first.take()

    first.release()

    assert second.take()
    second.release()


def test_why_nothing_can_be_written_to_a_folder_is_left_to_the_record_to_say(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    assert FolderLock(tmp_path / "file").take()


def test_each_folder_has_one_name_to_be_called_by_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()

    assert FolderLock(tmp_path).caller == FolderLock(tmp_path / "x" / "..").caller
    assert FolderLock(tmp_path).caller != FolderLock(tmp_path / "x").caller


def test_a_folder_of_this_computer_suits(tmp_path: Path) -> None:
    assert unsuitable(tmp_path) == ""
    assert unsuitable(tmp_path / "yet" / "to" / "be" / "made") == ""


@pytest.mark.parametrize("kind", [b"cifs", b"nfs4", b"fuse.sshfs", b"SMB2", b"9p"])
def test_a_network_share_is_refused_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: bytes
) -> None:
    storage = SimpleNamespace(fileSystemType=lambda: QByteArray(kind))
    monkeypatch.setattr(room, "QStorageInfo", lambda _path: storage)

    assert unsuitable(tmp_path) == (
        "The record can't live on a network share: taps could be lost there. Choose a folder on this computer."
    )
