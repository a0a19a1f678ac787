"""How the window's room is shared out: screens.md 4.1 and, for small windows and large text, 4.13."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize


@dataclass(frozen=True, slots=True)
class Density:
    """What a window of this size and text leaves room for.

    `short`: bars in one line, smaller number. `narrow`: one column of views, presets without their keys. `tight`: code
    lines without diagnoses, list folded to its heads. `drawer`: the right panel slides over the map, its count stays as
    a strip. `panel_width` is the right panel's width in px.
    """

    short: bool = False
    narrow: bool = False
    tight: bool = False
    drawer: bool = False
    panel_width: int = 372


@dataclass(frozen=True, slots=True)
class Places:
    """Where each region of the visit's page lies, in px of the page. `strip` is empty unless the panel is a drawer."""

    density: Density
    banner: QRect
    rail: QRect
    brush: QRect
    map: QRect
    call_out: QRect
    panel: QRect
    strip: QRect
    status: QRect


def density(size: QSize, percent: int) -> Density:
    """Return what fits into a page of `size` px with text of `percent`."""
    scale = percent / 100
    narrow = size.width() < 1100 * scale
    return Density(
        short=size.height() < 720 * scale,
        narrow=narrow,
        tight=size.width() < 1024 or percent >= 150,
        drawer=percent >= 200 or size.width() < 860 or size.width() < 760 * scale,
        panel_width=_panel_width(size.width(), scale),
    )


def places(size: QSize, percent: int) -> Places:
    """Return where the regions lie on a page of `size` px with text of `percent`. The map takes all spare room."""
    room = density(size, percent)
    scale = percent / 100
    width, height = size.width(), size.height()
    top = round((44 if room.short else 56) * scale)
    # large text in a short window leaves the map little height: the bars lie closer around their controls
    close = room.short and percent >= 150
    bar = round((44 if close else 52) * scale)
    foot = round((24 if close else 28) * scale)
    line = round((44 if close else 56) * scale)
    rail = round((72 if room.narrow else 132) * min(scale, 1.5))
    strip = round(56 * min(scale, 1.25)) if room.drawer else 0
    right = width if room.drawer else width - room.panel_width
    bottom = height - foot
    panel_left = max(width - room.panel_width, rail) if room.drawer else right
    return Places(
        density=room,
        banner=QRect(0, 0, width, top),
        rail=QRect(0, top, rail, bottom - top),
        brush=QRect(rail, top, right - rail, bar),
        strip=QRect(rail, top + bar, right - rail, strip),
        map=QRect(rail, top + bar + strip, right - rail, max(0, bottom - line - top - bar - strip)),
        call_out=QRect(rail, bottom - line, right - rail, line),
        panel=QRect(panel_left, top, width - panel_left, bottom - top),
        status=QRect(0, bottom, width, foot),
    )


def _panel_width(width: int, scale: float) -> int:
    """372 px; 320 in narrow windows; up to 460 above 1600 px. Larger text takes more, as far as 460 (200 %: 640)."""
    base = 320 if width < 1100 else min(460, 372 + max(0, width - 1600) // 4)
    if scale >= 2:
        return 640
    return min(max(base, round(base * scale)), max(base, 460))
