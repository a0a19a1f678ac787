"""The table of sites as a model: every region with its lesions on the right, in the middle and on the left."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.atlas.names import place_names, spoken
from desktop.atlas.phrases import site_phrase
from desktop.messages import translate
from desktop.panels.wording import side_word
from desktop.snapshot import Snapshot
from resources.regions import ROOT, Lateral, Region, Regions
from resources.terms import Side

Index = QModelIndex | QPersistentModelIndex
Site = tuple[str, Side]
_ROOT = QModelIndex()
SIDES = (Side.RIGHT, Side.MIDLINE, Side.LEFT)
"""The columns after the name. A region without sides is counted in the middle one."""
_OF = {
    Lateral.YES: {Side.RIGHT: Side.RIGHT, Side.LEFT: Side.LEFT},
    Lateral.MIDLINE_SPLIT: {side: side for side in SIDES},
    Lateral.NO: {Side.MIDLINE: Side.UNSIDED},
}
_COLUMN = {Side.UNSAID: 0, Side.RIGHT: 1, Side.MIDLINE: 2, Side.UNSIDED: 2, Side.LEFT: 3}


class SiteModel(QAbstractTableModel):
    """Regions that fit what is searched. A cell holds a number where the region has that side.

    A region with parts says in brackets how many there are with all of them: ``2 (5)``. Lesions whose side nobody said
    stand at the name.
    """

    def __init__(self, regions: Regions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regions = regions
        self._all = tuple(each for each in regions.all if each.id != ROOT)
        self._words = {each.id: " ".join((each.term, *each.synonyms)).casefold().split() for each in self._all}
        self._names = place_names(regions, {})
        self._shown: tuple[Region, ...] = self._all
        self._counts: Counter[Site] = Counter()
        self._with_parts: Counter[tuple[str, int]] = Counter()
        self.searching = False

    @property
    def shown(self) -> Sequence[Region]:
        """The regions listed now."""
        return self._shown

    def set_words(self, own: Mapping[str, Sequence[str]]) -> None:
        """Take the practice's own words for places; they find a site too."""
        self._names = place_names(self._regions, own)

    def search(self, text: str) -> None:
        """List the regions with a name in which every typed word begins a word, the best first; all without a text."""
        typed = spoken(text)
        found = [self._regions.get(each.region) for each in self._names.fitting(typed, len(self._all))] if typed else []
        fit = {each.id for each in found}
        found += [each for each in self._all if each.id not in fit and self._begun(each, typed)]
        self.beginResetModel()
        self.searching = bool(typed)
        self._shown = tuple(found)
        self.endResetModel()

    def _begun(self, region: Region, typed: Sequence[str]) -> bool:
        """Say whether every typed word begins a word of any of a region's names."""
        return all(any(word.startswith(each) for word in self._words[region.id]) for each in typed)

    def show_snapshot(self, snapshot: Snapshot) -> dict[Site, int]:
        """Count a visit's treated lesions by region and side; return how many more (or fewer, below 0) where."""
        places = (each.mark.place for each in snapshot.marks if each.treated)
        counts = Counter((place.region, place.side) for place in places if place.region in self._regions)
        more = {site: counts[site] - self._counts[site] for site in (counts | self._counts)}
        changed = {site: number for site, number in more.items() if number}
        if changed:
            self._counts = counts
            self._with_parts = Counter()
            for (region, side), count in counts.items():
                for each in self._regions.path(region):
                    self._with_parts[each, _COLUMN[side]] += count
            if self._shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(SIDES)))
        return changed

    def count(self, site: Site) -> int:
        """Return how many lesions are counted at a site itself."""
        return self._counts[site]

    def level(self, index: Index) -> int:
        """Return how deep in the tree a row's region lies; while searching the list is flat."""
        return 0 if self.searching else len(self._regions.path(self._shown[index.row()].id)) - 2

    def part(self, index: Index) -> str:
        """Return the body part of a row's region."""
        return self._regions.group(self._shown[index.row()].id).name

    def site(self, index: Index) -> Site | None:
        """Return region and side of a cell.

        Of a name's cell it is the only side the region has, or no side at all where lesions were counted so.
        """
        region = self._shown[index.row()]
        sides = _OF[region.lateral]
        if index.column() == 0:
            unsaid = (region.id, Side.UNSAID)
            return (
                (region.id, next(iter(sides.values()))) if len(sides) == 1 else unsaid if self._counts[unsaid] else None
            )
        side = sides.get(SIDES[index.column() - 1])
        return (region.id, side) if side is not None else None

    def words(self, site: Site) -> str:
        """Return a site and its number in words: ``left malar cheek: 3``, ``forehead, side not said: 2``."""
        phrase = site_phrase(self._regions, *site)
        if site[1] is Side.UNSAID:
            phrase = translate("SiteTable", "{site}, {side}").format(site=phrase, side=side_word(Side.UNSAID))
        return translate("SiteTable", "{site}: {count}").format(site=phrase, count=self._counts[site])

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
            return self._name(index) if index.column() == 0 else self._number(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _name(self, index: Index) -> str:
        region = self._shown[index.row()]
        unsaid = self._counts[region.id, Side.UNSAID]
        return (
            translate("SiteTable", "{site}  ({count}, side?)").format(site=region.term, count=unsaid)
            if unsaid
            else region.term
        )

    def _number(self, index: Index) -> str:
        site, inside = self.site(index), self._inside(index)
        own = self._counts[site] if site else 0
        if inside > own:
            return f"{own} ({inside})" if own else f"({inside})"
        return str(own or "·") if site else ""

    def _inside(self, index: Index) -> int:
        return self._with_parts[self._shown[index.row()].id, index.column()]

    def _spoken(self, index: Index) -> str:
        site, region = self.site(index), self._shown[index.row()]
        if index.column() == 0:
            name = self.words(site) if site and site[1] is Side.UNSAID else region.term
            return translate("SiteTable", "{site}, {part}").format(site=name, part=self.part(index))
        side = side_word(SIDES[index.column() - 1])
        none = translate("SiteTable", "{site}, {side}: none").format(site=region.term, side=side)
        words, inside = self.words(site) if site else none, self._inside(index)
        own = self._counts[site] if site else 0
        return (
            words
            if inside == own
            else translate("SiteTable", "{site}, {count} with all parts").format(site=words, count=inside)
        )
