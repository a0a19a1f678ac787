"""`dev.py freeze`: what the builder is asked, and that a program which does not work is a failure."""

from pathlib import Path

import pytest

from dev_environment import SetUpError
from dev_freeze import freeze
from tests.dev.conftest import Checkout

ROOT = Path(__file__).resolve().parents[2]
BUILDER = """#!/bin/sh
case "$*" in *PyInstaller*) mkdir -p "{out}/dermtally" && cat > "{out}/dermtally/dermtally" <<'END'
#!/bin/sh
echo "$1" > "{asked}"
exit {code}
END
chmod +x "{out}/dermtally/dermtally";; esac
"""


def with_builder(checkout: Checkout, tmp_path: Path, *, exit_code: int) -> Path:
    """Give the checkout a builder whose program writes down what it is asked; return where."""
    asked = tmp_path / "asked-of-the-program"
    out = checkout.environment.root / "build" / "freeze"
    checkout.environment.python.write_text(BUILDER.format(out=out, asked=asked, code=exit_code))
    return asked


def test_the_built_program_is_tried_once(checkout: Checkout, tmp_path: Path) -> None:
    asked = with_builder(checkout, tmp_path, exit_code=0)

    assert freeze(checkout.environment, []) == 0

    assert asked.read_text() == "--smoke\n"


def test_a_built_program_that_does_not_work_is_a_failure(checkout: Checkout, tmp_path: Path) -> None:
    with_builder(checkout, tmp_path, exit_code=1)

    assert freeze(checkout.environment, []) == 1


def test_what_was_built_before_is_not_taken_for_new(checkout: Checkout, tmp_path: Path) -> None:
    with_builder(checkout, tmp_path, exit_code=0)
    left_over = checkout.environment.root / "build" / "freeze" / "dermtally" / "old"
    left_over.mkdir(parents=True)

    freeze(checkout.environment, [])

    assert not left_over.exists()


def test_a_failed_build_is_told_by_its_own_code_and_nothing_is_tried(checkout: Checkout) -> None:
    checkout.refuse("PyInstaller")

    assert freeze(checkout.environment, []) == 1

    words, _ = checkout.asked()[-1]
    assert (ROOT / str(words[-1])).is_file()


def test_freeze_takes_no_words(checkout: Checkout) -> None:
    with pytest.raises(SetUpError):
        freeze(checkout.environment, ["fast"])
