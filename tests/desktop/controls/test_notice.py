"""A notice says what is wrong and is gone when nothing is."""

from pytestqt.qtbot import QtBot

from desktop.controls.notice import Notice
from desktop.theme import Theme, Tone
from tests.desktop.looks import Show, colours

SENTENCE = "There is no date <b>31.02.1950</b>. Type it like 3 Apr 1951."


def test_a_notice_shows_its_sentence_literally_in_its_tone(shown: Show, theme: Theme) -> None:
    notice = Notice(theme, tone=Tone.RED)
    shown(notice, 500, 120)

    notice.show_text(SENTENCE)

    assert notice.isVisible()
    assert notice.text == notice.accessibleName() == SENTENCE
    assert {theme.red.name(), theme.red_text.name()} <= colours(notice)


def test_a_notice_without_words_is_gone(light: Theme, qtbot: QtBot) -> None:
    notice = Notice(light)
    qtbot.addWidget(notice)
    notice.show_text(SENTENCE)

    notice.show_text("")

    assert notice.isHidden()


def test_a_notice_is_as_high_as_its_words_need(theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme)
    qtbot.addWidget(notice)

    notice.show_text(SENTENCE * 3)

    assert notice.heightForWidth(300) > notice.heightForWidth(900) > theme.px(20)
