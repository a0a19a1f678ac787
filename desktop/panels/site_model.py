"""The table of sites as a model: every region with its lesions on the right, in the middle and on the left."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.messages import translate
from desktop.panels.wording import side_word
from desktop.snapshot import Snapshot
from resources.regions import ROOT, Lateral, Region, Regions
from resources.terms import Side

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SIDES = (Side.RIGHT, Side.MIDLINE, Side.LEFT)
"""The columns after the name. A region without sides is counted in the middle one."""
_OF = {
    Lateral.YES: {Side.RIGHT: Side.RIGHT, Side.LEFT: Side.LEFT},
    Lateral.MIDLINE_SPLIT: {side: side for side in SIDES},
    Lateral.NO: {Side.MIDLINE: Side.UNSIDED},
}


class SiteModel(QAbstractTableModel):
    """Regions that fit what is searched, in the body's order. A cell holds a number where the region has that side."""

    def __init__(self, regions: Regions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(each for each in regions.all if each.id != ROOT)
        self._words = {each.id: " ".join((each.term, *each.synonyms)).casefold().split() for each in self._all}
        self._shown: tuple[Region, ...] = self._all
        self._counts: Counter[tuple[str, Side]] = Counter()

    @property
    def shown(self) -> Sequence[Region]:
        """The regions listed now."""
        return self._shown

    def search(self, text: str) -> None:
        """List the regions of which every typed word begins a word; those named exactly so come first."""
        typed = text.casefold().split()
        found = [each for each in self._all if all(self._begins(each, word) for word in typed)]
        wanted = " ".join(typed)
        found.sort(key=lambda each: each.term.casefold() != wanted)
        self.beginResetModel()
        self._shown = tuple(found)
        self.endResetModel()

    def _begins(self, region: Region, typed: str) -> bool:
        return any(word.startswith(typed) for word in self._words[region.id])

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Count a visit's treated lesions by region and side."""
        places = (each.mark.place for each in snapshot.marks if each.treated)
        counts = Counter((place.region, place.side) for place in places)
        if counts != self._counts:
            self._counts = counts
            if self._shown:
                last = self.index(len(self._shown) - 1, len(SIDES))
                self.dataChanged.emit(self.index(0, 1), last, [Qt.ItemDataRole.DisplayRole])

    def site(self, index: Index) -> tuple[str, Side] | None:
        """Return region and side of a cell; of a name's cell the only side the region has, if it has one only."""
        region = self._shown[index.row()]
        sides = _OF[region.lateral]
        if index.column() == 0:
            return (region.id, next(iter(sides.values()))) if len(sides) == 1 else None
        side = sides.get(SIDES[index.column() - 1])
        return (region.id, side) if side is not None else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many regions are listed."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the name's column and one for each side."""
        return 0 if parent.isValid() else 1 + len(SIDES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the heads: ``Site``, ``right``, ``middle``, ``left``."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            upright = Qt.AlignmentFlag.AlignVCenter
            return upright | (Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignHCenter)
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return translate("SiteTable", "Site") if section == 0 else side_word(SIDES[section - 1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words; for assistive technology the whole sentence."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown[index.row()].term if index.column() == 0 else self._number(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _number(self, index: Index) -> str:
        site = self.site(index)
        return "" if site is None else str(self._counts[site] or "·")

    def _spoken(self, index: Index) -> str:
        site, term = self.site(index), self._shown[index.row()].term
        if site is None:
            return term
        words = translate("SiteTable", "{site}, {side}: {count}")
        return words.format(site=term, side=side_word(site[1]), count=self._counts[site])
