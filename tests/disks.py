"""Disks that fill up or take nothing, for tests of what the program says then."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own, in memory. Making one needs the right to mount; without it the test is left out."""
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if not _done("mount", *options):
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield place
    finally:
        _done("umount", "-l", str(place))


def fill(place: Path) -> Path:
    """Use up all room of a disk; remove the returned file to get it back."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (65536, 4096, 512, 64, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size) == size:
                    pass
    return ballast


def make_read_only(place: Path) -> None:
    """From now on, nothing can be written to a small disk, not even by the administrator."""
    assert _done("mount", "-o", "remount,ro", str(place))


def make_writable(place: Path) -> None:
    """Undo `make_read_only`."""
    assert _done("mount", "-o", "remount,rw", str(place))


def _done(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False
