"""The leaves of the anatomy table that the body's surface has no skin for."""

import tomllib
from collections.abc import Mapping
from functools import cache

from resources import files


@cache
def off_surface() -> Mapping[str, str]:
    """Return the ids of those leaves, each with the reason."""
    found: dict[str, str] = tomllib.loads(files.read_text("body/off_surface.toml"))["leaves"]
    return found
