"""Which view each lesion is counted in, for the numbers on the rail."""

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Slot

from db.records import Place
from desktop.atlas.body import Body
from desktop.map.diagram_keys import is_off_skin
from desktop.snapshot import Snapshot
from resources.terms import Anchor

FRAME_MS = 16
"""New places are looked up after the frame that shows the mark: the rail's numbers follow it."""
OPENED_MS = 300
"""Those of a visit that is opened come after its page and a first tap on it."""


class Homes(QObject):
    """Looks up home views and tells the counts. New ones are looked up between other events: no tap waits for them."""

    def __init__(self, body: Body, show: Callable[[Mapping[str, int]], None], parent: QObject) -> None:
        """`show` takes the lesions by view; it is not called while some of them are not yet known."""
        super().__init__(parent)
        self._body = body
        self._tell = show
        self._shown: Snapshot | None = None
        self._anchors: tuple[Anchor, ...] = ()
        self._off_skin: tuple[Place, ...] = ()
        self._known: dict[Anchor, str] = {}
        self._missing: list[Anchor] = []
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._look_up_one)

    def of(self, anchor: Anchor) -> str:
        """Return the home view of a place."""
        if anchor not in self._known:
            self._known[anchor] = self._body.home_view(anchor)
        return self._known[anchor]

    def anchor_of(self, place: Place) -> Anchor | None:
        """Return the skin a lesion is drawn on: the middle of its region if its anchor is an older surface's."""
        if place.anchor is None or place.is_current:
            return place.anchor
        return self._body.middle(place.region, place.side)

    def show(self, snapshot: Snapshot) -> None:
        """Count a visit's lesions, those off the surface by their diagrams. One without any place is in no count."""
        self._shown = snapshot
        newest = self.anchor_of(snapshot.marks[-1].mark.place) if snapshot.marks else None
        if newest is not None and newest not in self._known:
            # it must be looked up first: until then nothing is counted, and no tap waits for hundreds
            self._next.start(self._pause)
            return
        self._take(snapshot)
        if self._missing:
            self._next.start(self._pause)
        else:
            self._count()

    @property
    def _pause(self) -> int:
        return FRAME_MS if self._known else OPENED_MS

    def _take(self, snapshot: Snapshot) -> None:
        """Note where a visit's lesions lie, and which of these places must be looked up."""
        self._shown = None
        anchors = (self.anchor_of(each.mark.place) for each in snapshot.marks)
        self._anchors = tuple(anchor for anchor in anchors if anchor is not None)
        self._off_skin = tuple(each.mark.place for each in snapshot.marks if is_off_skin(each.mark.place))
        self._missing = [each for each in dict.fromkeys(self._anchors) if each not in self._known]

    def stop(self) -> None:
        """Look up no more."""
        self._next.stop()

    @Slot()
    def _look_up_one(self) -> None:
        if self._shown is not None:
            self._take(self._shown)
        if self._missing:
            self.of(self._missing.pop())
        if self._missing:
            self._next.start(0)
        else:
            self._count()

    def _count(self) -> None:
        self._next.stop()
        self._tell(Counter([*map(self.of, self._anchors), *self._diagrams()]))

    def _diagrams(self) -> tuple[str, ...]:
        """Return the keys of the diagrams that lesions off the surface are counted in."""
        if not self._off_skin:
            return ()
        # imported here: few visits have such a lesion, and most first taps come before
        from desktop.atlas.diagrams import load_diagrams  # noqa: PLC0415

        homes = (load_diagrams().home(each.region, each.side) for each in self._off_skin)
        return tuple(each for each in homes if each)
