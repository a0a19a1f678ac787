"""`dev.py check` runs every check and says which failed; the locks hold what the project asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev_checks
from dev_environment import DEV, RUN, SetUpError
from tests.dev.conftest import Checkout

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checked(checkout: Checkout) -> Checkout:
    """The checkout with a test command that succeeds and leaves a file."""
    command = checkout.environment.root / dev_checks.TEST_COMMAND[0]
    command.write_text("import sys; from pathlib import Path; Path('tested').write_text(' '.join(sys.argv[1:]))")
    return checkout


def test_check_ends_with_the_test_command_of_the_readme(checked: Checkout) -> None:
    assert dev_checks.check(checked.environment, []) == 0

    assert (checked.environment.root / "tested").read_text() == "test"
    assert f"\npython3 {' '.join(dev_checks.TEST_COMMAND)}\n" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize(("word", "name"), [("check", "style"), ("--check", "format"), ("mypy", "types")])
def test_a_failed_check_is_named_and_the_others_still_run(
    checked: Checkout, capfd: pytest.CaptureFixture[str], word: str, name: str
) -> None:
    checked.refuse(word)

    assert dev_checks.check(checked.environment, []) == 1

    assert f"failed: {name}\n" in capfd.readouterr().out
    assert (checked.environment.root / "tested").exists()


def test_words_after_check_are_refused_rather_than_overlooked(checked: Checkout) -> None:
    with pytest.raises(SetUpError, match=r"dev\.py test PATH"):
        dev_checks.check(checked.environment, ["tests/db"])


def test_words_after_test_go_to_pytest(checkout: Checkout) -> None:
    dev_checks.test(checkout.environment, ["tests/db", "-k", "tap"])

    assert checkout.asked()[-1][0] == ["-m", "pytest", "tests/db", "-k", "tap"]


def test_all_tests_run_on_all_cores(checkout: Checkout) -> None:
    dev_checks.test(checkout.environment, [])

    assert checkout.asked()[-1][0] == ["-m", "pytest", "--numprocesses", "auto"]


def pinned(name: str) -> dict[str, set[str]]:
    """Return the releases of each package in a lock."""
    releases: dict[str, set[str]] = {}
    for line in re.findall(r"^([\w.-]+==[^ ]+)", (ROOT / "packaging" / name).read_text(), re.MULTILINE):
        package, _, release = line.partition("==")
        releases.setdefault(package, set()).add(release)
    return releases


def asked_for(*groups: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += [each for each in project["dependency-groups"][group] if isinstance(each, str)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("name", "groups"), [(RUN, ("build",)), (DEV, ("build", "dev"))])
def test_lock_holds_a_fitting_release_of_all_that_the_project_asks_for(name: str, groups: tuple[str, ...]) -> None:
    releases = pinned(name)

    unfit = [str(each) for each in asked_for(*groups) if not fits(each, releases.get(each.name.lower(), set()))]

    assert unfit == []


def fits(asked: Requirement, releases: set[str]) -> bool:
    return bool(releases) and all(asked.specifier.contains(release) for release in releases)


def test_program_runs_on_the_very_releases_that_are_tested() -> None:
    tested = pinned(DEV)

    assert {name: tested.get(name) for name in pinned(RUN)} == pinned(RUN)


@pytest.mark.parametrize("name", [RUN, DEV])
def test_lock_names_hashes_for_each_package_and_no_address(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text()

    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index" not in text
