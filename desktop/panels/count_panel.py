"""F1: the number readable from two metres, and beside it the other families."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.controls.density import Density
from desktop.controls.painting import LEFT, RIGHT, wrapped, write, write_lines
from desktop.controls.stamps import Shape, Stamp, Stamps, stamp_of
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.panels.wording import side_word
from desktop.snapshot import FamilyCount, Snapshot
from desktop.theme import Role, Theme, Tone

_LEFT = 12
_OTHERS = 3
"""Families beside the big number; more are gathered in the last row."""


class CountPanel(Ground):
    """The count of the practice's own family, big; beside it up to three others, seen lesions last and hollow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._density = Density()
        self._stamps = Stamps(theme)
        self._snapshot: Snapshot | None = None
        self._hero = "0"
        self._others: tuple[tuple[Stamp, FamilyCount], ...] = ()
        self._tell()

    @property
    def number(self) -> str:
        """The big number as it is painted."""
        return self._hero

    def set_density(self, density: Density) -> None:
        """Follow the window's room."""
        self._density = density
        self.update()

    def needed_height(self) -> int:
        """132 px at 100 %, 104 in short windows."""
        return self.theme.px(104) if self._density.short else self.theme.px(132)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a visit's counts."""
        before, self._snapshot = self._snapshot, snapshot
        if before and (before.counts, before.seen, before.groups) == (snapshot.counts, snapshot.seen, snapshot.groups):
            return
        self._hero = str(snapshot.counts[0].count) if snapshot.counts else "0"
        self._others = _others(snapshot)
        self._tell()
        self.update()

    def restyle(self) -> None:
        """Paint the marks in the new colours."""
        self._stamps = Stamps(self.theme)

    def sizeHint(self) -> QSize:
        """Return the panel's width and the height it needs."""
        return QSize(self._density.panel_width, self.needed_height())

    def _tell(self) -> None:
        """Say the same to assistive technology."""
        counts = self._snapshot.counts if self._snapshot else ()
        parts = [f"{each.count} {each.name}{_doubt(each)}" for each in counts[:1]]
        parts += [f"{each.count} {each.name}{_doubt(each)}" for _, each in self._others]
        self.setAccessibleName(", ".join(parts) or translate("CountPanel", "0 treated"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number and what stands beside it."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.line)
        font = self._hero_font()
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(self._hero)
        painter.setFont(font)
        painter.setPen(theme.text)
        base = (self.height() + metrics.capHeight()) // 2
        painter.drawText(QPoint(_LEFT, base), self._hero)
        left = _LEFT + max(width, metrics.horizontalAdvance("0")) + theme.px(14)
        self._paint_side(painter, QRect(left, 0, self.width() - left - _LEFT, self.height()))

    def _hero_font(self) -> QFont:
        """Return the number's font. It is large already and grows only as far as its box."""
        role = Role.HERO_SHORT if self._density.short or self._density.narrow else Role.HERO
        return self.theme.font(role, at_most=125)

    def _paint_side(self, painter: QPainter, place: QRect) -> None:
        snapshot = self._snapshot
        name = self._name()
        family, doubt = self.theme.font(Role.FAMILY), ""
        if snapshot and snapshot.counts:
            doubt = _doubt(snapshot.counts[0]).strip()
        row = self.theme.px(27 if not self._density.short else 23)
        if self._others:
            top = (self.height() - row * (len(self._others) + 1)) // 2
            self._paint_name(painter, QRect(place.x(), top, place.width(), row), name, doubt)
            for index, (stamp, each) in enumerate(self._others, start=1):
                self._paint_other(painter, QRect(place.x(), top + index * row, place.width(), row), stamp, each)
            return
        under = self._under()
        small = self.theme.font(Role.REASON)
        lines = wrapped(under, small, place.width(), 2) if under else ()
        names = wrapped(name, family, place.width(), 2)
        unit, big = QFontMetrics(small).height(), QFontMetrics(family).height()
        gap = self.theme.px(4)
        top = (self.height() - big * len(names) - gap - unit * len(lines)) // 2
        if doubt or len(names) == 1:
            self._paint_name(painter, QRect(place.x(), top, place.width(), big), name, doubt)
            names = names[:1]
        else:
            write_lines(painter, QRect(place.x(), top, place.width(), 2 * big), names, family, self.theme.text)
        below = top + big * len(names) + gap
        write_lines(painter, QRect(place.x(), below, place.width(), 2 * unit), lines, small, self.theme.text_2)

    def _paint_name(self, painter: QPainter, place: QRect, name: str, doubt: str) -> None:
        if doubt:
            font = self.theme.font(Role.CODE)
            write(painter, place, doubt, font, self.theme.writing(Tone.AMBER))
            place = place.adjusted(QFontMetrics(font).horizontalAdvance(doubt + " "), 0, 0, 0)
        write(painter, place, name, self.theme.font(Role.FAMILY), self.theme.text)

    def _paint_other(self, painter: QPainter, place: QRect, stamp: Stamp, each: FamilyCount) -> None:
        theme = self.theme
        size = theme.px(18)
        self._stamps.draw(painter, place.x() + size / 2 + 2, place.center().y() + 0.5, stamp, size)
        font = theme.font(Role.CODE)
        metrics = QFontMetrics(font)
        number, left = str(each.count), place.x() + size + theme.px(8)
        width = max(metrics.horizontalAdvance("00"), metrics.horizontalAdvance(number))
        write(painter, QRect(left, place.y(), width, place.height()), number, font, theme.text, RIGHT)
        left += width + theme.px(7)
        doubt = _doubt(each).strip()
        if doubt:
            taken = metrics.horizontalAdvance(doubt)
            write(painter, QRect(left, place.y(), taken + 2, place.height()), doubt, font, theme.writing(Tone.AMBER))
            left += taken + theme.px(7)
        rest = QRect(left, place.y(), place.right() - left, place.height())
        write(painter, rest, each.name, theme.font(Role.BODY), theme.text, LEFT)

    def _name(self) -> str:
        snapshot = self._snapshot
        if snapshot is None or not snapshot.counts:
            return translate("CountPanel", "treated")
        name = snapshot.counts[0].name
        return name if self._others else translate("CountPanel", "{family} treated").format(family=name)

    def _under(self) -> str:
        snapshot = self._snapshot
        if snapshot is None or not snapshot.counts:
            return translate("CountPanel", "Tap a lesion on the figure, or type a call-out.")
        groups = [group for group in snapshot.groups if group.treated]
        if len(groups) > 1:
            return " · ".join(f"{group.name.lower()} {group.treated}" for group in groups)
        group = groups[0]
        sides = ", ".join(f"{side_word(side)} {count}" for side, count in group.sides)
        head = f"{group.name.lower()} {group.treated}"
        return f"{head}: {sides}" if sides else head


def _doubt(count: FamilyCount) -> str:
    return f" +{count.doubtful}?" if count.doubtful else ""


def _others(snapshot: Snapshot) -> tuple[tuple[Stamp, FamilyCount], ...]:
    """Return the families beside the big number with their marks, seen lesions last."""
    firsts: dict[str, Stamp] = {}
    for each in snapshot.marks:
        if each.family not in firsts:
            firsts[each.family] = replace(stamp_of(each), label="", doubtful=False)
    rows = [(firsts.get(each.key, Stamp(Shape.CIRCLE, each.key)), each) for each in snapshot.counts[1:]]
    if snapshot.seen:
        seen = FamilyCount("seen", translate("CountPanel", "seen, not treated"), snapshot.seen, 0)
        rows.append((Stamp(Shape.CIRCLE, "seen", hollow=True), seen))
    if len(rows) <= _OTHERS:
        return tuple(rows)
    rest = [each for _, each in rows[_OTHERS - 1 :]]
    names = ", ".join(f"{each.count} {each.name}" for each in rest)
    names = translate("CountPanel", "others: {names}").format(names=names)
    gathered = FamilyCount("other", names, sum(each.count for each in rest), sum(each.doubtful for each in rest))
    return (*rows[: _OTHERS - 1], (Stamp(Shape.CIRCLE, "other"), gathered))
