"""The practice's own words for places: given to what reads them, learned from the call-out line, forgotten."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.errors import StoreError
from desktop.practice.session import Session
from desktop.theme import Tone
from desktop.window.screen import VisitScreen
from resources.regions import Regions

if TYPE_CHECKING:
    from desktop.panels.own_words import OwnWords
    from desktop.panels.site_table import SiteTable
    from desktop.window.callouts import CallOuts


class OwnPlaces(QObject):
    """Keeps call-out line, site table and the sheet of own words at what the record holds."""

    def __init__(self, session: Session, screen: VisitScreen, regions: Regions, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._screen = screen
        self._regions = regions
        self._callouts: CallOuts | None = None
        self._sites: SiteTable | None = None
        self.sheet: OwnWords | None = None

    def give_callouts(self, callouts: "CallOuts") -> None:
        """Let the call-out line read the words and teach new ones."""
        self._callouts = callouts
        callouts.word_learned.connect(self._learn)
        callouts.set_words(self._words())

    def give_sites(self, sites: "SiteTable") -> None:
        """Let the table of sites be searched by the words."""
        self._sites = sites
        sites.set_words(self._words())

    @Slot()
    def open_sheet(self) -> None:
        """Open the sheet on which words are seen and forgotten."""
        if self.sheet is None:
            # imported here: opened now and then
            from desktop.panels.own_words import OwnWords  # noqa: PLC0415

            self.sheet = OwnWords(self._regions, self._screen.theme, self._screen)
            self.sheet.forget_asked.connect(self._forget)
        self.sheet.set_theme(self._screen.theme)
        self.sheet.open_for(self._words())

    def close(self) -> None:
        """Take the sheet off the screen for good."""
        if self.sheet is not None:
            self.sheet.deleteLater()

    def _words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the record's words; none while it can't answer, which is said where it matters more."""
        try:
            return self._session.place_words()
        except StoreError:
            return {}

    @Slot(str, str)
    def _learn(self, word: str, region: str) -> None:
        try:
            self._session.learn_place_word(word, region)
        except StoreError as error:
            # it is known in this visit all the same
            self._screen.say(error.text, Tone.AMBER)
            return
        self._screen.say(
            self.tr("Remembered: “{word}” is {place}").format(word=word, place=self._regions.get(region).term)
        )
        if self._sites is not None:
            self._sites.set_words(self._words())

    @Slot(str)
    def _forget(self, word: str) -> None:
        try:
            self._session.forget_place_word(word)
        except StoreError as error:
            self._screen.say(error.text, Tone.AMBER)
            return
        words = self._words()
        self._screen.say(self.tr("Forgotten: “{word}”").format(word=word))
        if self.sheet is not None:
            self.sheet.show_words(words)
        if self._callouts is not None:
            self._callouts.set_words(words)
        if self._sites is not None:
            self._sites.set_words(words)
