"""The only code that knows where shipped files lie."""

from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parent


def path(name: str) -> Path:
    """Return the path of a shipped file or folder, such as ``"body/regions.json"``.

    Raises ValueError for an absolute name or one that leaves the folder, FileNotFoundError for one that is not shipped.
    """
    target = (_ROOT / name).resolve()
    if Path(name).is_absolute() or not target.is_relative_to(_ROOT.resolve()):
        raise ValueError(f"not a shipped file: {name!r}")
    if not target.exists():
        raise FileNotFoundError(name)
    return target


def ships(name: str) -> bool:
    """Say whether a file or folder is shipped."""
    return (_ROOT / name).exists()


@cache
def read_text(name: str) -> str:
    """Return a shipped UTF-8 text file."""
    return path(name).read_text(encoding="utf-8")


def read_bytes(name: str) -> bytes:
    """Return a shipped file's bytes."""
    return path(name).read_bytes()
