"""Colours, type and sizes by role: the only place that holds any of them (screens.md 4.2)."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources import files

FAMILY = "Inter"
CORNER = 6
"""Radius of a control's corners, px."""
_FILES = ("fonts/Inter-Regular.otf", "fonts/Inter-SemiBold.otf", "fonts/Inter-Bold.otf")
_COMMON_DPI = 96.0
# A screen that claims less or more says nothing useful about its size (projectors, virtual screens).
_BELIEVED_DPI = (60.0, 400.0)


class Role(Enum):
    """What a text is for: its height in px at 100 %, its weight, and whether its figures stand in columns."""

    HERO = (96, 700, True)
    HERO_SHORT = (72, 700, True)
    LETTER = (36, 700, False)
    BACK = (28, 700, False)
    TITLE = (22, 700, False)
    NAME = (20, 700, False)
    CODE = (20, 700, True)
    UNITS = (20, 600, True)
    ACTION = (18, 700, True)
    BRUSH = (17, 700, False)
    FAMILY = (17, 600, False)
    MODIFIER = (16, 600, True)
    BODY = (15, 400, False)
    STRONG = (15, 600, False)
    REASON = (14, 400, True)
    REASON_STRONG = (14, 600, True)
    LABEL = (13, 400, True)
    LABEL_STRONG = (13, 600, True)
    SMALL = (12, 600, True)
    MARK = (12, 700, False)


class Tone(Enum):
    """What a text or a chip says beside its words. Never said by colour alone."""

    PLAIN = 0
    QUIET = 1
    ACT = 2
    AMBER = 3
    RED = 4
    GREEN = 5


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Every colour by its role, and the size of text in per cent (100 to 200).

    `on_...` is the text colour on the fill of that name. `tints` tell open visits apart. `ink` and `paper` are the
    dark and the light of everything that lies on skin; they and the family hues are the same in every theme.
    """

    dark: bool
    window: QColor
    panel: QColor
    back_view: QColor
    text: QColor
    text_2: QColor
    edge: QColor
    line: QColor
    act: QColor
    on_act: QColor
    hover: QColor
    chosen: QColor
    amber: QColor
    amber_text: QColor
    amber_edge: QColor
    red: QColor
    red_text: QColor
    green: QColor
    green_text: QColor
    green_icon: QColor
    brush_premalignant: QColor
    brush_benign: QColor
    brush_other: QColor
    tints: tuple[QColor, QColor, QColor]
    signed: QColor
    on_signed: QColor
    demo: QColor
    on_demo: QColor
    ink: QColor
    paper: QColor
    premalignant: QColor
    benign: QColor
    cancer: QColor
    sampled: QColor
    other: QColor
    percent: int = 100

    def px(self, length: float) -> int:
        """Return a length of the 100 % drawing at this size of text."""
        return round(length * self.percent / 100)

    def font(self, role: Role, *, at_most: int = 200) -> QFont:
        """Return the font of a role at this text size, enlarged to `at_most` per cent."""
        return QFont(_font(role, min(self.percent, at_most)))

    def writing(self, tone: Tone) -> QColor:
        """Return the text colour of a tone."""
        inks = (self.text, self.text_2, self.act, self.amber_text, self.red_text, self.green_text)
        return inks[tone.value]

    def ground(self, tone: Tone) -> QColor:
        """Return the fill of a chip or band of a tone."""
        grounds = (self.panel, self.panel, self.chosen, self.amber, self.red, self.green)
        return grounds[tone.value]

    def border(self, tone: Tone) -> QColor:
        """Return the edge of a chip or band of a tone."""
        borders = (self.edge, self.line, self.act, self.amber_edge, self.red_text, self.green_icon)
        return borders[tone.value]

    def hue(self, family: str) -> QColor:
        """Return the fill of a category's or a family's marks; one without a hue of its own is `other`."""
        if family in _SAMPLED:
            return self.sampled
        hues = {"premalignant": self.premalignant, "benign": self.benign, "malignant": self.cancer}
        return hues.get(_HUES.get(family, family), self.other)

    def brush_tint(self, family: str) -> QColor:
        """Return the brush bar's ground while a brush of this family, not the practice's own, is armed."""
        tints = {"premalignant": self.brush_premalignant, "benign": self.brush_benign}
        return tints.get(_HUES.get(family, family), self.brush_other)

    def at(self, percent: int) -> "Theme":
        """Return this theme with text of 100 to 200 per cent."""
        return replace(self, percent=min(max(percent, 100), 200))


_HUES = {"ak": "premalignant", "skin_tag": "benign", **dict.fromkeys(("wart", "sk", "molluscum"), "benign")}
"""Families that take a category's hue; a test holds them against the shipped presets."""
_SAMPLED = frozenset({"seen", "biopsy", "shave"})
_TINTS = (QColor("#0E6E6E"), QColor("#7A2E5D"), QColor("#5E5A00"))


def _quarter_lighter(colour: QColor) -> QColor:
    """Return the colour a quarter of the way to white."""
    red, green, blue = (round(part + (255 - part) * 0.25) for part in (colour.red(), colour.green(), colour.blue()))
    return QColor(red, green, blue)


LIGHT = Theme(
    dark=False,
    window=QColor("#F3F5F7"),
    panel=QColor("#FFFFFF"),
    back_view=QColor("#E6EAF4"),
    text=QColor("#1B2227"),
    text_2=QColor("#4F5B66"),
    edge=QColor("#7A8792"),
    line=QColor("#D5DBE0"),
    act=QColor("#00558C"),
    on_act=QColor("#FFFFFF"),
    hover=QColor("#EEF3F7"),
    chosen=QColor("#DCEBF5"),
    amber=QColor("#FFF1CC"),
    amber_text=QColor("#5C3B00"),
    amber_edge=QColor("#A86400"),
    red=QColor("#FDECEC"),
    red_text=QColor("#8E1018"),
    green=QColor("#E5F4EA"),
    green_text=QColor("#14532D"),
    green_icon=QColor("#1E7B45"),
    brush_premalignant=QColor("#DCEBF5"),
    brush_benign=QColor("#FBE4D5"),
    brush_other=QColor("#E9ECEF"),
    tints=_TINTS,
    signed=QColor("#3D4852"),
    on_signed=QColor("#FFFFFF"),
    demo=QColor("#5B2A86"),
    on_demo=QColor("#FFFFFF"),
    ink=QColor("#1B2227"),
    paper=QColor("#FFFFFF"),
    premalignant=QColor("#0072B2"),
    benign=QColor("#B84F00"),
    cancer=QColor("#000000"),
    sampled=QColor("#FFFFFF"),
    other=QColor("#4F5B66"),
)
DARK = replace(
    LIGHT,
    dark=True,
    window=QColor("#1E2429"),
    panel=QColor("#262D33"),
    back_view=QColor("#1B2233"),
    text=QColor("#E8EDF1"),
    text_2=QColor("#AEB9C2"),
    edge=QColor("#84919B"),
    line=QColor("#3A434B"),
    act=QColor("#6CB8F0"),
    on_act=QColor("#10202C"),
    hover=QColor("#2F383F"),
    chosen=QColor("#1F3D52"),
    amber=QColor("#3A2C0A"),
    amber_text=QColor("#FFD98A"),
    amber_edge=QColor("#E0A030"),
    red=QColor("#3B1518"),
    red_text=QColor("#FFB3B3"),
    green=QColor("#12301F"),
    green_text=QColor("#A5E3BD"),
    green_icon=QColor("#5CC98A"),
    brush_premalignant=QColor("#17364A"),
    brush_benign=QColor("#4A2C17"),
    brush_other=QColor("#353E46"),
    tints=(_quarter_lighter(_TINTS[0]), _quarter_lighter(_TINTS[1]), _quarter_lighter(_TINTS[2])),
)


@cache
def _font(role: Role, percent: int) -> QFont:
    px, weight, tabular = role.value
    font = QFont(FAMILY)
    font.setPixelSize(round(px * percent / 100))
    font.setWeight(QFont.Weight(weight))
    # Inter draws l and I alike unless told otherwise; record numbers and names need them apart.
    for feature in ("cv05", "cv08", *(("tnum",) if tabular else ())):
        font.setFeature(QFont.Tag(feature), 1)
    return font


@cache
def _load_fonts() -> None:
    """Register the shipped font, all weights at once: a font added later makes every widget measure its text again."""
    for name in _FILES:
        QFontDatabase.addApplicationFontFromData(QByteArray(files.read_bytes(name)))


def apply(app: QApplication, theme: Theme) -> None:
    """Give the program the shipped font, the palette and the style sheet of a theme. Its style is Fusion already."""
    _load_fonts()
    app.setPalette(_palette(theme))
    app.setFont(theme.font(Role.BODY))
    app.setStyleSheet(_style_sheet(theme))


def mm(widget: QWidget, millimetres: float) -> int:
    """Return a length on the glass in the widget's px, from its screen's physical dots per inch."""
    dpi = widget.screen().physicalDotsPerInch()
    if not _BELIEVED_DPI[0] <= dpi <= _BELIEVED_DPI[1]:
        dpi = _COMMON_DPI
    return round(millimetres * dpi / 25.4)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    part = QPalette.ColorRole
    roles = {
        part.Window: theme.panel,
        part.WindowText: theme.text,
        part.Base: theme.panel,
        part.AlternateBase: theme.window,
        part.Text: theme.text,
        part.PlaceholderText: theme.text_2,
        part.Button: theme.panel,
        part.ButtonText: theme.text,
        part.Highlight: theme.act,
        part.HighlightedText: theme.on_act,
        part.ToolTipBase: theme.ink,
        part.ToolTipText: theme.paper,
    }
    for role, colour in roles.items():
        palette.setColor(role, colour)
    return palette


def _style_sheet(theme: Theme) -> str:
    """Only what the palette can't say: the edges of fields, plain tables, thin scroll bars, tips and menus."""
    edge, panel, text = theme.edge.name(), theme.panel.name(), theme.text.name()
    return f"""
        QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{
            background: {panel}; color: {text}; border: 1px solid {edge}; border-radius: {CORNER}px;
            padding: 0 {theme.px(10)}px; selection-background-color: {theme.act.name()};
            selection-color: {theme.on_act.name()}; placeholder-text-color: {theme.text_2.name()}; }}
        QComboBox::drop-down {{ border: none; width: {theme.px(26)}px; }}
        QAbstractItemView {{ background: {panel}; border: none; }}
        QTableView {{ outline: 0; }} QTableView::item {{ padding: 0 {theme.px(6)}px; }}
        QTableView::item:selected {{ background: {theme.chosen.name()}; color: {text}; }}
        QTableView::item:focus {{ border: 2px solid {theme.act.name()}; border-radius: {CORNER}px; }}
        QHeaderView {{ background: {panel}; }}
        QHeaderView::section {{ background: {panel}; color: {theme.text_2.name()}; border: none;
            border-bottom: 1px solid {theme.line.name()}; padding: 0 {theme.px(6)}px; }}
        QToolTip {{ background: {theme.ink.name()}; color: {theme.paper.name()}; border: none; padding: 6px; }}
        QMenu {{ background: {panel}; border: 1px solid {edge}; padding: 4px; }}
        QMenu::item {{ padding: {theme.px(9)}px {theme.px(20)}px; }}
        QMenu::item:selected {{ background: {theme.chosen.name()}; color: {text}; }}
        QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
        QScrollBar::handle:vertical {{ background: {edge}; border-radius: 4px; min-height: 34px; margin: 2px; }}
        QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
        QScrollBar::handle:horizontal {{ background: {edge}; border-radius: 4px; min-width: 34px; margin: 2px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
        QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    """
