"""Which system libraries Qt needs, and how they get there."""

import os
from pathlib import Path

import pytest

import dev_libraries
from dev_environment import SetUpError


def test_without_a_display_no_library_of_a_window_system_is_asked_for() -> None:
    assert "libxcb-cursor.so.0" not in dev_libraries.needed({})


def test_a_display_under_x_adds_the_libraries_of_its_plugin() -> None:
    assert dev_libraries.needed({"DISPLAY": ":0"}).keys() >= {"libxcb-cursor.so.0", "libEGL.so.1"}


def test_a_display_under_wayland_adds_its_libraries() -> None:
    assert "libwayland-client.so.0" in dev_libraries.needed({"WAYLAND_DISPLAY": "wayland-0"})


def test_a_library_that_does_not_load_is_named_by_its_package() -> None:
    libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}

    assert dev_libraries.missing_packages(libraries) == ["libnowhere9"]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder where programs are found; the tests put stand-ins of apt-get and sudo there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    (folder / "env").symlink_to("/usr/bin/env")
    return folder


def stand_in(programs: Path, name: str, exit_code: int = 0) -> None:
    asked = programs.parent / f"{name}.asked"
    then = 'shift; exec "$@"' if name == "sudo" and exit_code == 0 else f"exit {exit_code}"
    (programs / name).write_text(f'#!/bin/sh\necho "$@" >> {asked}\necho the reason\n{then}\n')
    (programs / name).chmod(0o755)


def asked(programs: Path, name: str) -> list[str]:
    return (programs.parent / f"{name}.asked").read_text().splitlines()


def test_root_installs_what_is_missing(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    stand_in(programs, "apt-get")

    dev_libraries.provide(["libegl1", "libgl1"])

    assert asked(programs, "apt-get") == ["-qq update", "-qq install -y --no-install-recommends libegl1 libgl1"]


def test_sudo_without_a_password_installs_what_is_missing(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    stand_in(programs, "apt-get")
    stand_in(programs, "sudo")
    (programs / "true").symlink_to("/usr/bin/true")

    dev_libraries.provide(["libegl1"])

    assert asked(programs, "apt-get")[-1].endswith("install -y --no-install-recommends libegl1")


def test_who_may_not_install_reads_the_one_command(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    stand_in(programs, "apt-get")
    stand_in(programs, "sudo", exit_code=1)

    with pytest.raises(SetUpError) as refused:
        dev_libraries.provide(["libegl1", "libgl1"])

    command = "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1'"
    assert [line.strip() for line in str(refused.value).splitlines() if "apt-get" in line] == [command]
    assert not (programs.parent / "apt-get.asked").exists()


def test_without_sudo_the_one_command_is_for_the_root_account(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    stand_in(programs, "apt-get")

    with pytest.raises(SetUpError, match=r"\n    su - -c 'apt-get update && apt-get install .* libegl1'\n"):
        dev_libraries.provide(["libegl1"])


def test_failed_installation_gives_its_reason_and_the_one_command(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    stand_in(programs, "apt-get", exit_code=100)

    with pytest.raises(SetUpError, match="apt-get install"):
        dev_libraries.provide(["libegl1"])

    assert "the reason" in capsys.readouterr().err


def test_a_system_without_apt_reads_which_packages_are_meant(programs: Path) -> None:
    assert programs.is_dir()

    with pytest.raises(SetUpError, match=r"lacks what Debian calls libegl1, libgl1\. Install them with its own"):
        dev_libraries.provide(["libegl1", "libgl1"])


def test_nothing_missing_needs_no_rights(programs: Path) -> None:
    dev_libraries.provide([])

    assert not list(programs.parent.glob("*.asked"))
