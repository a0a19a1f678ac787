"""The chores that go with the program."""

from pathlib import Path

import pytest

import dev_tools
from dev_environment import Environment, SetUpError
from tests.dev.conftest import Checkout

ROOT = Path(__file__).resolve().parents[2]
DEMO = """#!/bin/sh
case "$*" in *'desktop demo'*) for last; do :; done; echo picture > "$last/14_view_face.png"; exit {code};; esac
"""


@pytest.mark.parametrize("name", ["bench", "faults"])
def test_a_chore_starts_a_script_that_is_there_with_the_words_after_it(checkout: Checkout, name: str) -> None:
    getattr(dev_tools, name)(checkout.environment, ["--help"])

    words, _ = checkout.asked()[-1]
    assert words[1:] == ["--help"]
    assert (ROOT / words[0]).is_file()


def with_picture(environment: Environment, *, exit_code: int) -> Path:
    """Give a checkout a demo that leaves a picture, and return where the README's old one lies."""
    environment.python.write_text(DEMO.format(code=exit_code))
    picture = environment.root / dev_tools.PICTURE
    picture.parent.mkdir()
    picture.write_text("old\n")
    return picture


def test_picture_of_the_readme_is_made_anew_from_the_demo(checkout: Checkout) -> None:
    picture = with_picture(checkout.environment, exit_code=0)

    assert dev_tools.docs(checkout.environment, []) == 0

    assert picture.read_text() == "picture\n"


def test_failed_demo_leaves_the_picture_as_it_was(checkout: Checkout) -> None:
    picture = with_picture(checkout.environment, exit_code=1)

    with pytest.raises(SetUpError, match="is as it was"):
        dev_tools.docs(checkout.environment, [])

    assert picture.read_text() == "old\n"
