"""A hands-free visit: pedals become undoable steps of the open visit, and everything done is heard."""

from PySide6.QtCore import QElapsedTimer, QEvent, QMetaObject, QObject, QRect, Qt, Signal, Slot

from db.errors import StoreError
from db.records import RouteStep
from desktop.handsfree.page import HandsFreePage
from desktop.handsfree.presses import Action, keys_of
from desktop.handsfree.route import NOWHERE, Walk, shipped_route, walk, words
from desktop.handsfree.setup import Choice, HandsFreeSetup
from desktop.handsfree.sounds import Play, Sound, Speak, player, speaker
from desktop.messages import clock
from desktop.practice.encounter import Refusal
from desktop.practice.session import Session
from desktop.settings import Settings
from desktop.snapshot import Rules, Snapshot
from desktop.theme import Tone
from desktop.window.desk import VisitDesk
from desktop.window.pedals import Pedals
from desktop.window.refusals import refused_reason, refused_title
from desktop.window.screen import VisitScreen


class HandsFree(QObject):
    """The hands-free mode of one open visit, from the sheet before it to its end.

    Signals:
        left(): the usual page is shown again.
        shown(): the page shows something else.
    """

    left = Signal()
    shown = Signal()

    def __init__(
        self, screen: VisitScreen, session: Session, settings: Settings, desk: VisitDesk, rules: Rules
    ) -> None:
        super().__init__(desk)
        self._screen, self._session, self._settings = screen, session, settings
        self._desk, self._steps, self._rules = desk, desk.steps, rules
        self.pedals = Pedals(desk.steps, screen, desk.placer, rules.regions, self)
        self._play: Play = player(self)
        self._speak: Speak | None = speaker(self)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._heard = Choice((), {}, sounds=True, speech=False)
        self.setup = HandsFreeSetup(rules.regions, self._find, screen.theme, screen)
        self.page = HandsFreePage(self._clock.elapsed, self._sound, screen.theme, screen)
        self.page.hide()
        self.setup.started.connect(self._start)
        self.setup.route_kept.connect(self._keep_route)
        self.page.meant.connect(self.pedals.do)
        self.pedals.turned_down.connect(self._turn_down)
        self.pedals.walked.connect(self._walked)
        self.page.left.connect(self.end)
        self.page.setup_asked.connect(self.ask)
        self._links: list[QMetaObject.Connection] = []
        self._covered = (screen, screen.banner)
        for each in self._covered:
            each.installEventFilter(self)

    @property
    def walk(self) -> Walk:
        """The route, and the site that is worked on."""
        return self.pedals.walk

    @property
    def running(self) -> bool:
        """Whether pedals are counted, shown or behind a lock."""
        return bool(self._links)

    @property
    def nameless(self) -> tuple[int, str, str]:
        """What may be seen without the patient's name: the number, the site, and why the last press was refused."""
        number, site, _next, last, _saved = self.page.lines
        return int(number), site, last if self.page.tone is Tone.RED else ""

    def set_player(self, play: Play) -> None:
        """Sound by something else than this computer's loudspeaker."""
        self._play = play

    # before the gloves
    @Slot()
    def ask(self) -> None:
        """Open the sheet: the practice's route, the pedals of this computer."""
        try:
            own = self._session.route()
        except StoreError as error:
            self._screen.say(error.text, Tone.AMBER)
            return
        settings = self._settings
        keys = {action: settings.pedal(action.value) for action in Action}
        choice = Choice(own or shipped_route(), keys, settings.pedal_sounds, settings.pedal_speech)
        self.setup.set_theme(self._screen.theme)
        self.setup.open_for(choice, can_speak=self._speak is not None)

    def _find(self, text: str) -> tuple[RouteStep, ...]:
        """Read the places somebody typed as a call-out would be."""
        callout = self._desk.callouts.reader.read(text)
        return tuple(RouteStep(each.region, each.side) for each in callout.entries) if callout.ready else ()

    @Slot(object)
    def _keep_route(self, steps: tuple[RouteStep, ...]) -> None:
        try:
            self._session.set_route(steps)
        except StoreError as error:
            self.setup.problem.show_text(error.text)
            return
        self.setup.problem.show_text(self.tr("This is the practice's route from now on."))

    @Slot(object)
    def _start(self, choice: Choice) -> None:
        """Begin: from here on no hand is needed."""
        self._remember(choice)
        self._heard = choice
        route = walk(self._rules.regions, choice.steps)
        if not (self.page.isVisible() and route.steps == self.walk.steps):
            self.pedals.begin(route)
        self.page.set_theme(self._screen.theme)
        self.page.set_keys(keys_of(choice.keys))
        if not self._links:
            encounter = self._steps.encounter
            self._links = [
                encounter.changed.connect(self._show),
                encounter.said.connect(self._confirm),
                encounter.late.connect(self._late),
                encounter.refused.connect(self._refused),
            ]
        self._show(self._steps.snapshot)
        self._place()
        self.page.show()
        self.page.raise_()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.say(self.tr("Listening"))

    def _remember(self, choice: Choice) -> None:
        for action in Action:
            self._settings.set_pedal(action.value, choice.keys.get(action, ""))
        self._settings.pedal_sounds, self._settings.pedal_speech = choice.sounds, choice.speech
        self._settings.save()

    @Slot()
    def end(self) -> None:
        """Show the usual page again; everything counted is on disk."""
        for link in self._links:
            QObject.disconnect(link)
        self._links.clear()
        self.page.hide()
        self._screen.map.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def close(self) -> None:
        """Let go of the screen."""
        for each in self._covered:
            each.removeEventFilter(self)
        self._links.clear()
        self.page.deleteLater()
        self.setup.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep covering everything below the patient's name."""
        if event.type() is QEvent.Type.Resize and self.page.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        screen = self._screen
        top = screen.banner.geometry().bottom() + 1
        self.page.setGeometry(QRect(0, top, screen.width(), screen.height() - top))

    # what is seen and heard
    @Slot(object)
    def _show(self, snapshot: Snapshot) -> None:
        first = snapshot.counts[0] if snapshot.counts else None
        number, family = (first.count, first.name) if first else (0, self.tr("treated"))
        saved = self.tr("Saved {time}").format(time=clock(snapshot.chart.saved_at))
        self.page.show_count(number, family, saved)
        self._show_site()

    @Slot()
    def _walked(self) -> None:
        """Say where counting goes on."""
        self._show_site()
        if self.page.isVisible():
            here = words(self._rules.regions, self.walk.here)
            self.page.say(self.tr("Now: {site}").format(site=here))
            self._sound(Sound.COUNTED)
            if self._speak is not None and self._heard.speech:
                self._speak(here)

    @Slot()
    def _late(self) -> None:
        self._confirm(self.tr("The disk answered late. Checked: your press is saved, once."))

    def _show_site(self) -> None:
        here, after = self.walk.here, self.walk.after
        regions = self._rules.regions
        site = self.tr("no place yet") if here == NOWHERE else words(regions, here)
        there = self._counted(here)
        self.page.show_site(
            self.tr("{site} · {count} here").format(site=site, count=there) if there else site,
            words(regions, after) if after else "",
        )
        self.shown.emit()

    def _counted(self, step: RouteStep) -> int:
        marks = (each.mark.place for each in self._steps.snapshot.marks if each.treated)
        return sum((each.region, each.side) == (step.region, step.side) for each in marks)

    @Slot(str)
    def _confirm(self, text: str) -> None:
        self.page.say(text)
        self.shown.emit()
        self._sound(Sound.COUNTED)
        if self._speak is not None and self._heard.speech:
            self._speak(self.tr("{what}, {count}").format(what=text, count=self._steps.snapshot.treated))

    @Slot(str)
    def _turn_down(self, text: str) -> None:
        """Say that a press did nothing, by the sound of a refusal: nobody looks at the screen."""
        self.page.say(text, Tone.AMBER)
        self._sound(Sound.REFUSED)

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        saved = len(self._steps.snapshot.marks)
        title, reason = refused_title(refusal.what), refused_reason(refusal.error, saved)
        self.page.say(f"{title}. {reason}", Tone.RED)
        self.shown.emit()
        self._sound(Sound.REFUSED)

    def _sound(self, sound: Sound) -> None:
        # what went wrong is heard even where the quiet confirmations are switched off
        if self._heard.sounds or sound in {Sound.REFUSED, Sound.NOT_LISTENING}:
            self._play(sound)
