"""`.venv` follows the locks and the checkout, and is left alone otherwise."""

import sys
from pathlib import Path

import pytest

from dev_environment import DEV, RUN, Environment, SetUpError
from tests.dev.conftest import Checkout


def test_first_set_up_installs_the_lock_and_the_checkout(checkout: Checkout) -> None:
    environment = checkout.environment

    assert environment.make_ready(RUN)

    assert checkout.installed() == [str(environment.lock(RUN)), str(environment.root)]


def test_packages_are_taken_by_hash_and_nothing_is_compiled(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)

    packages = next(words for words, _ in checkout.asked() if "--requirement" in words)
    assert "--require-hashes" in packages
    assert "--only-binary=:all:" in packages


def test_checkout_is_installed_without_fetching_anything(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)

    project = next(words for words, _ in checkout.asked() if "--editable" in words)
    assert "--no-deps" in project
    assert "--no-build-isolation" in project


def test_second_set_up_installs_nothing(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)
    checkout.asked()

    assert not checkout.environment.make_ready(RUN)

    assert checkout.installed() == []


def test_changed_lock_is_installed_again(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)
    checkout.asked()
    checkout.write_lock(RUN, "program, newer\n")

    assert checkout.environment.make_ready(RUN)

    assert str(checkout.environment.lock(RUN)) in checkout.installed()


def test_changed_project_alone_installs_the_checkout_alone(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)
    checkout.asked()
    checkout.write_project("2")

    assert checkout.environment.make_ready(RUN)

    assert checkout.installed() == [str(checkout.environment.root)]


def test_moved_checkout_is_installed_again(checkout: Checkout, tmp_path: Path) -> None:
    checkout.environment.make_ready(RUN)
    moved = Environment(checkout.environment.root.rename(tmp_path / "elsewhere"))
    checkout.asked()

    assert moved.make_ready(RUN)

    assert checkout.installed() == [str(moved.root)]


def test_packages_for_the_tests_hold_those_for_the_program(checkout: Checkout) -> None:
    checkout.environment.make_ready(DEV)
    checkout.asked()

    assert not checkout.environment.make_ready(RUN)


def test_packages_for_the_program_do_not_hold_those_for_the_tests(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)

    assert checkout.environment.make_ready(DEV)


@pytest.mark.parametrize("refused", ["--requirement", "--editable"])
def test_failed_installation_says_what_is_kept_and_is_tried_again(checkout: Checkout, refused: str) -> None:
    checkout.environment.make_ready(RUN)
    checkout.write_lock(RUN, "program, newer\n")
    checkout.refuse(refused)
    with pytest.raises(SetUpError, match=r"could not be installed.*Your data and this checkout are as they were"):
        checkout.environment.make_ready(RUN)
    checkout.refuse("")
    checkout.asked()

    assert checkout.environment.make_ready(RUN)

    assert checkout.installed() == [str(checkout.environment.lock(RUN)), str(checkout.environment.root)]


def test_lock_set_back_after_a_failed_installation_is_installed_again(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)
    before = checkout.environment.lock(RUN).read_text()
    checkout.write_lock(RUN, "program, newer\n")
    checkout.refuse("--requirement")
    with pytest.raises(SetUpError):
        checkout.environment.make_ready(RUN)
    checkout.refuse("")
    checkout.write_lock(RUN, before)

    assert checkout.environment.make_ready(RUN)


def test_environment_that_no_longer_works_is_made_anew(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout.environment.make_ready(RUN)
    checkout.refuse("-P")
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(SetUpError, match=r"\.venv could not be made"):
        checkout.environment.make_ready(RUN)


def test_damaged_stamp_counts_as_none(checkout: Checkout) -> None:
    checkout.environment.make_ready(RUN)
    (checkout.environment.folder / "dermtally-set-up.json").write_text("{")

    assert checkout.environment.make_ready(RUN)
