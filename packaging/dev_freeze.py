"""The one-folder program: built from this checkout for this system, then tried once as it is without Python."""

import os
import shutil
from pathlib import Path

from dev_environment import DEV, Environment, SetUpError, say
from dev_start import WITHOUT_DISPLAY, set_up

SPEC = Path("packaging/freeze/dermtally.spec")
_OUT = Path("build/freeze")


def freeze(environment: Environment, words: list[str]) -> int:
    """Build the program into `build/freeze/dermtally`, run its `--smoke`, and tell how large it is; 1 if it fails."""
    if words:
        raise SetUpError("freeze takes no further words.")
    set_up(environment, DEV, {})
    out = environment.root / _OUT
    shutil.rmtree(out, ignore_errors=True)
    say(f"Building {_OUT}/dermtally; this takes some minutes")
    code = environment.call(
        environment.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", out, "--workpath", out / "work", SPEC,
    )  # fmt: skip
    if code != 0:
        return code
    program = out / "dermtally" / ("dermtally.exe" if os.name == "nt" else "dermtally")
    say("Trying it without Python, without this checkout")
    code = environment.call(program, "--smoke", **WITHOUT_DISPLAY, **_nothing_of_python())
    say(f"{_megabytes(program.parent)} MB in {_OUT}/dermtally" if code == 0 else "The built program does not work")
    return code


def _nothing_of_python() -> dict[str, str]:
    """Return what keeps a frozen program from finding this Python after all."""
    return {"PYTHONPATH": "", "PYTHONHOME": "", "VIRTUAL_ENV": ""}


def _megabytes(folder: Path) -> int:
    return round(sum(path.lstat().st_size for path in folder.rglob("*")) / 1_000_000)
