"""Chores that go with the program: measuring it, breaking its storage on purpose, renewing the README's picture."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from dev_environment import DEV, RUN, Environment, SetUpError, say
from dev_start import WITHOUT_DISPLAY, set_up

PICTURE = Path("packaging/pictures/visit.png")
"""The README's picture."""
SHOWN = "*_view_face.png"
"""Which of the demo's pictures that is."""


def bench(environment: Environment, words: list[str]) -> int:
    """Measure the program against its floors; --help tells the rest."""
    return _run(environment, "packaging/bench/run.py", words)


def faults(environment: Environment, words: list[str]) -> int:
    """Kill the program while it takes clicks and count what was lost; --help tells the rest."""
    return _run(environment, "packaging/faults/run.py", words)


def docs(environment: Environment, words: list[str]) -> int:
    """Make the README's picture anew from the demo."""
    if words:
        raise SetUpError("docs takes no further words.")
    set_up(environment, RUN, {})
    with TemporaryDirectory() as out:
        demo = (environment.python, "-m", "desktop", "demo", "--out", out)
        code = environment.call(*demo, **WITHOUT_DISPLAY)
        pictures = list(Path(out).glob(SHOWN))
        if code != 0 or not pictures:
            raise SetUpError(f"The demo gave no picture {SHOWN}, so {PICTURE} is as it was.")
        shutil.copyfile(pictures[0], environment.root / PICTURE)
    say(f"{PICTURE} is new; look at it before it is committed")
    return 0


def _run(environment: Environment, script: str, words: list[str]) -> int:
    set_up(environment, DEV, {})
    # an empty value lets Python keep what it compiled: starts are measured as people have them
    return environment.call(environment.python, script, *words, PYTHONDONTWRITEBYTECODE="")
