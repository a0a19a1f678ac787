"""The page of the audit report: fields narrow it, heads sort it, the chosen line is told in words."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from db.errors import StoreBusy
from db.people import Person, PersonId
from db.records import Head
from desktop.people.audit_model import COLUMNS, PAGE, AuditModel
from desktop.people.audit_page import AuditPage
from desktop.practice.trail import THE_PROGRAM, Answer, Group, Question, TrailColumn, TrailRow
from desktop.theme import Theme
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show, colours

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
OSEI, LEE = Person(PersonId("1"), "Amara Osei", "MD"), Person(PersonId("2"), "<b>Lee</b>", "")
HEAD = Head(4000, "9f3c5a0041aa7720" + "0" * 48)


def row(seq: int) -> TrailRow:
    return TrailRow(
        seq,
        NOON + timedelta(seconds=seq),
        "Amara Osei",
        "Lesion added",
        "<b>Whitfield</b>",
        "48213",
        date(2026, 11, 25),
        "left temple",
        f"Amara Osei added lesion {seq}.",
        (("methods", "cryotherapy"),),
    )


@dataclass
class Record:
    """What the page asks: a report of so many lines, numbered as they stand."""

    entries: int = 3
    asked: list[Question] = field(default_factory=list)
    read: list[tuple[Question, int, int]] = field(default_factory=list)
    busy: bool = False

    def ask(self, question: Question) -> Answer:
        if self.busy:
            raise StoreBusy
        self.asked.append(question)
        return Answer(self.entries, HEAD)

    def page(self, question: Question, offset: int, limit: int) -> tuple[TrailRow, ...]:
        if self.busy:
            raise StoreBusy
        self.read.append((question, offset, limit))
        places = range(offset, min(offset + limit, self.entries))
        return tuple(row(self.entries - place if question.descending else place + 1) for place in places)


Opened = Callable[..., AuditPage]


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def opened(shown: Show, record: Record) -> Opened:
    def open_page(theme: Theme, width: int = 1280, height: int = 800) -> AuditPage:
        page = AuditPage(record.ask, record.page, theme)
        shown(page, width, height)
        page.begin((OSEI, LEE))
        return page

    return open_page


@pytest.fixture
def page(opened: Opened, light: Theme) -> AuditPage:
    return opened(light)


def cells(page: AuditPage, number: int) -> list[str]:
    return [str(page.model.index(number, column).data()) for column in range(len(COLUMNS))]


def test_it_begins_with_everything_the_newest_first(page: AuditPage, record: Record) -> None:
    assert record.asked == [Question()]
    assert [cells(page, number)[0] for number in range(3)] == ["3", "2", "1"]
    assert page.count.text == "3 events; record 4000:9f3c-5a00-41aa-7720"


def test_a_line_shows_every_field(page: AuditPage) -> None:
    number, when, *rest = cells(page, 0)

    assert number == "3"
    assert when.startswith("25 Nov 2026 ")
    assert rest == ["Amara Osei", "Lesion added", "<b>Whitfield</b>", "25 Nov 2026", "left temple"]


def test_the_chosen_line_is_told_in_plain_words(page: AuditPage) -> None:
    key(page.table, Qt.Key.Key_Down)

    told = page.detail.toPlainText().splitlines()
    assert told[0] == "Amara Osei added lesion 2."
    assert told[1].endswith(", event 2")
    assert told[2:] == ["MRN: 48213", "methods: cryotherapy"]


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_a_press_on_a_head_sorts_by_it_and_another_turns_the_order_round(
    page: AuditPage, record: Record, column: int
) -> None:
    head = page.table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)

    click(head.viewport(), place)
    click(head.viewport(), place)

    orders = [(each.by, each.descending) for each in record.asked[1:]]
    assert orders == [(COLUMNS[column], False), (COLUMNS[column], True)]


def test_enter_on_a_cell_sorts_by_its_column(page: AuditPage, record: Record) -> None:
    page.table.setCurrentIndex(page.model.index(0, 4))

    key(page.table, Qt.Key.Key_Return)
    page.table.setCurrentIndex(page.model.index(0, 4))
    key(page.table, Qt.Key.Key_Space)

    assert [(each.by, each.descending) for each in record.asked[1:]] == [
        (TrailColumn.PATIENT, False),
        (TrailColumn.PATIENT, True),
    ]


def test_typing_narrows_the_report_after_a_pause(qtbot: QtBot, page: AuditPage, record: Record) -> None:
    with qtbot.waitSignal(page.model.modelReset):
        type_text(page.filter.patient, "whit")

    assert [each.patient for each in record.asked] == ["", "whit"]


def test_enter_narrows_it_at_once_and_only_once(page: AuditPage, record: Record) -> None:
    type_text(page.filter.since, "24 Nov 2026")
    type_text(page.filter.until, "2026-11-25")
    key(page.filter.until, Qt.Key.Key_Return)

    assert record.asked[-1].since == date(2026, 11, 24)
    assert record.asked[-1].until == date(2026, 11, 25)
    assert len(record.asked) == 2
    assert not page.filter._pause.isActive()  # else it would be asked once more


def test_a_person_and_a_group_are_chosen_by_keys(page: AuditPage, record: Record) -> None:
    key(page.filter.person, Qt.Key.Key_Down)
    key(page.filter.person, Qt.Key.Key_Down)
    key(page.filter.what, Qt.Key.Key_Down)

    assert record.asked[-1] == Question(actor=LEE.id, group=Group.SIGN_IN)


def test_what_the_program_did_by_itself_can_be_chosen(page: AuditPage, record: Record) -> None:
    key(page.filter.person, Qt.Key.Key_End)

    assert page.filter.person.currentText() == "Dermtally itself"
    assert record.asked[-1] == Question(actor=THE_PROGRAM)


def test_what_is_no_day_is_said_and_the_list_stays(page: AuditPage, record: Record) -> None:
    type_text(page.filter.since, "31 Feb 2026")
    key(page.filter.since, Qt.Key.Key_Return)

    assert page.notice.text.startswith("31 Feb 2026 is no day.")
    assert len(record.asked) == 1
    assert page.model.rowCount() == 3

    page.filter.since.clear()
    key(page.filter.since, Qt.Key.Key_Return)

    assert page.notice.text == ""


def test_a_narrowed_report_keeps_its_order(page: AuditPage, record: Record) -> None:
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    type_text(page.filter.patient, "x")
    key(page.filter.patient, Qt.Key.Key_Return)

    assert record.asked[-1] == Question(patient="x", by=TrailColumn.KIND, descending=False)


def test_an_empty_report_says_so_and_offers_everything(page: AuditPage, record: Record) -> None:
    record.entries = 0
    type_text(page.filter.patient, "nobody")
    key(page.filter.patient, Qt.Key.Key_Return)

    assert (page.empty.isVisible(), page.table.isVisible(), page.save_button.isEnabled()) == (True, False, False)

    record.entries = 3
    click(page.clear_button)

    assert (page.empty.isVisible(), page.table.isVisible(), page.save_button.isEnabled()) == (False, True, True)
    assert record.asked[-1] == Question()


def test_one_event_is_one_event(opened: Opened, light: Theme, record: Record) -> None:
    record.entries = 1

    assert opened(light).count.text.startswith("1 event;")


def test_saving_asks_for_what_is_listed(qtbot: QtBot, page: AuditPage) -> None:
    type_text(page.filter.patient, "whit")
    key(page.filter.patient, Qt.Key.Key_Return)

    with qtbot.waitSignal(page.save_asked) as asked:
        click(page.save_button)

    assert asked.args == [Question(patient="whit", up_to=HEAD.seq)]


def test_escape_and_the_button_go_back(qtbot: QtBot, page: AuditPage) -> None:
    with qtbot.waitSignal(page.closed):
        key(page.table, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        click(page.back_button)


def test_a_record_that_can_not_be_read_is_said_and_leaves_no_line(
    qtbot: QtBot, page: AuditPage, record: Record
) -> None:
    record.busy = True

    with qtbot.waitSignal(page.failed):
        page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)

    assert page.model.rowCount() == 0
    assert page.notice.text == StoreBusy.text
    assert not page.save_button.isEnabled()


def test_a_page_that_can_not_be_read_is_tried_once(page: AuditPage, record: Record) -> None:
    record.entries = 5 * PAGE
    page.model.put(Question())
    said: list[str] = []
    page.model.failed.connect(said.append)
    record.busy = True

    assert [page.model.index(4 * PAGE + 7, 0).data() for _ in range(3)] == ["", "", ""]
    assert said == [StoreBusy.text]


# the model
def test_only_the_pages_that_come_into_view_are_read(opened: Opened, light: Theme, record: Record) -> None:
    record.entries = 200_000
    page = opened(light)

    page.table.scrollToBottom()
    page.table.viewport().repaint()

    assert page.model.rowCount() == 200_000
    offsets = {offset for _question, offset, _limit in record.read}
    assert {0, 200_000 - PAGE} <= offsets
    assert len(offsets) <= 4


def test_pages_looked_at_again_are_not_read_again_and_few_are_kept(qapp: object, record: Record) -> None:
    assert qapp
    record.entries = 20 * PAGE
    model = AuditModel(record.ask, record.page)
    model.put(Question())

    for _ in range(3):
        assert model.row(0)
        assert model.row(PAGE + 1)
    for page in range(20):
        assert model.row(page * PAGE)

    assert len(record.read) == 2 + 18
    assert len(model._pages) < 10


def test_events_that_come_later_are_left_out_of_every_page(page: AuditPage, record: Record) -> None:
    assert cells(page, 0)
    assert {question.up_to for question, _offset, _limit in record.read} == {HEAD.seq}
    assert {question.up_to for question in record.asked} == {0}


@pytest.mark.parametrize("entries", [0, 1, 2 * PAGE + 3])
def test_the_model_keeps_its_promises(qapp: object, entries: int) -> None:
    assert qapp
    record = Record(entries)
    model = AuditModel(record.ask, record.page)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)

    model.put(Question())
    model.sort(2, Qt.SortOrder.AscendingOrder)
    model.put(replace(Question(), patient="x"))

    assert tester.model() is model


def test_cells_are_read_aloud_with_the_name_of_their_column(page: AuditPage) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole

    assert page.model.index(0, 2).data(role) == "Person: Amara Osei"
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface.text(QAccessible.Text.Name) == "Events"


def test_a_time_that_is_none_is_said(qapp: object, record: Record) -> None:
    assert qapp
    model = AuditModel(record.ask, lambda *_: (replace(row(1), at=None),))
    model.put(Question())

    assert model.index(0, 1).data() == "unreadable"


# looks
@pytest.mark.parametrize("size", [(1280, 800), (1280, 640), (1024, 640)], ids=str)
def test_it_fits_every_size_and_theme(opened: Opened, theme: Theme, size: tuple[int, int]) -> None:
    page = opened(theme, *size)

    assert (page.width(), page.height()) == size
    assert theme.window.name() in colours(page)
    for each in (page.filter.since, page.filter.what, page.table, page.detail, page.save_button, page.back_button):
        assert page.rect().contains(QRect(each.mapTo(page, QPoint()), each.size()))
    assert page.table.viewport().height() > page.table.verticalHeader().defaultSectionSize()


def test_where_there_is_little_height_the_fields_say_what_they_are_for(opened: Opened, light: Theme) -> None:
    low, high = opened(light.at(150), 1024, 640), opened(light, 1280, 800)

    assert low.filter.since.placeholderText() == "From"
    assert high.filter.since.placeholderText() == "24 Nov 2026"


def test_it_follows_another_theme_while_shown(page: AuditPage, light: Theme) -> None:
    page.set_theme(light.at(200))

    assert page.table.font().pixelSize() == 30
    assert page.filter.since.font().pixelSize() == 30


def test_tab_goes_through_the_fields_in_reading_order(page: AuditPage) -> None:
    page.filter.since.setFocus()
    found = []
    for _ in range(7):
        found.append(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)

    fields = page.filter
    assert found == [
        fields.since, fields.until, fields.person, fields.patient, fields.what, page.table, page.detail,
    ]  # fmt: skip
