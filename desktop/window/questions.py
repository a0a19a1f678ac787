"""The question what a word means that nobody knows: asked once, answered by a place, remembered by the practice."""

from desktop.messages import translate
from desktop.panels.callout_line import CallOutLine


class WordQuestion:
    """Keeps what stood in the call-out line while it is asked what a word of it means."""

    def __init__(self) -> None:
        self.word = ""
        self._kept = ""
        self._asked: set[str] = set()

    def may_ask(self, word: str) -> bool:
        """Say whether a word can be asked about: no other one is, and it was not asked about before."""
        return bool(word) and not self.word and word not in self._asked

    def ask(self, line: CallOutLine, word: str) -> None:
        """Ask what a word means; the line takes the answer."""
        self.word, self._kept = word, line.text
        self._asked.add(word)
        line.ask(translate("CallOut", "What is “{word}”?  Type its place").format(word=word))

    def end(self, line: CallOutLine) -> str:
        """Ask no more; put back and return what stood in the line."""
        kept, self.word, self._kept = self._kept, "", ""
        line.ask("")
        line.set_text(kept)
        return kept

    def answer_words(self, place: str) -> str:
        """Say what Enter will remember: ``“crow's feet” = lateral periorbital region``."""
        return translate("CallOut", "“{word}” = {place}").format(word=self.word, place=place)
