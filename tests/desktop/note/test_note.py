"""The note as it is pasted: plain text and HTML, from visits of every kind."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.note import plain, rich
from desktop.note.content import Record
from desktop.record import record_of
from desktop.snapshot import Snapshot
from resources.codebook import load_wordings
from resources.terms import Side, VisitState
from tests.desktop.export.visits import (
    Day,
    Lesion,
    called,
    clustered,
    crowded,
    imprint,
    mixed,
    named,
    one,
    tapped,
    three,
    visit,
)

ALLOWED_TAGS = {"p", "b", "ul", "li", "table", "tr", "th", "td"}
VISITS = [one, three, mixed, crowded, clustered, visit]


class Text(HTMLParser):
    """What a browser would show, and with which tags."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(name == "style" for name, _ in attrs)
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def text_of(snapshot: Snapshot) -> str:
    return plain.text(record_of(snapshot, imprint()))


def html_of(snapshot: Snapshot) -> str:
    return rich.html(record_of(snapshot, imprint()))


def words_of(text: str) -> list[str]:
    """The words of a text without the dashes before list items."""
    return [word for word in text.split() if word != "-"]


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading."""
    block = next(block for block in text.split("\n\n") if block.startswith(heading))
    return block.splitlines()[1:]


def signed(*lesions: Lesion) -> Snapshot:
    day = Day(state=VisitState.SIGNED)
    return visit(*lesions, day=replace(day, practice=replace(day.practice, demo=False)))


def test_the_note_begins_with_the_patient_and_the_date_of_service() -> None:
    lines = text_of(signed(Lesion(tapped("nasal_dorsum", Side.MIDLINE)))).splitlines()

    assert lines[:5] == [
        "Patient: Whitfield, Eleanor (MRN 48213)",
        "Date of service: 23 Nov 2026",
        "Born: 3 Apr 1951",
        "Provider: Amara Osei, MD",
        "Place of service: 11 (office)",
    ]


def test_what_is_not_recorded_about_the_patient_is_said() -> None:
    day = Day()
    unknown = replace(day, who=replace(day.who, mrn="", birth_date=None))

    lines = text_of(visit(day=unknown)).splitlines()

    assert lines[0].startswith("Patient: Whitfield, Eleanor (MRN not recorded)")
    assert "Born: not recorded" in lines


def test_a_draft_says_so_in_its_first_line_and_its_last() -> None:
    lines = text_of(one()).splitlines()

    assert lines[0] == "Patient: Whitfield, Eleanor (MRN 48213) - DRAFT, not signed"
    assert lines[-1] == "DRAFT, not signed"


def test_a_signed_note_of_a_real_practice_says_neither_draft_nor_demo() -> None:
    text = text_of(signed(Lesion(tapped("nasal_dorsum", Side.MIDLINE))))

    assert "DRAFT" not in text
    assert "DEMO" not in text


def test_a_demo_note_says_that_its_patients_are_invented() -> None:
    assert text_of(one()).count("DEMO: invented patients") == 2


@pytest.mark.parametrize("seen", VISITS)
def test_the_sites_add_up_to_the_count(seen: Callable[[], Snapshot]) -> None:
    snapshot = seen()

    text = text_of(snapshot)

    sites = "\n".join(block for block in text.split("\n\n") if block.startswith("Sites, "))
    assert sum(int(count) for count in re.findall(r" x(\d+) \(no\. ", sites)) == snapshot.treated
    assert sum(int(count) for count in re.findall(r"^[A-Z][a-z ]+ (\d+): ", sites, re.MULTILINE)) == snapshot.treated


def test_counts_methods_and_diagnoses_stand_together() -> None:
    lines = section(
        text_of(mixed()), "Treated: 11 actinic keratoses, 1 more in question; 3 warts; 1 seborrheic keratosis"
    )

    assert lines[:2] == [
        "Diagnosis: 12 x L57.0 actinic keratosis; 3 x B07.8 viral wart; 1 x L82.1 seborrheic keratosis",
        "Method: cryotherapy (lesions 1-6, 8-16); curettement (lesion 7)",
    ]
    assert lines[2:] == [
        "- lesion 6: the same lesion as another one?",
        "- lesion 9: which side?",
        "- lesion 10: where?",
        "- lesion 11: added on 24 Nov 2026",
        "- lesion 15: cosmetic",
        "- lesion 16: 6 mm",
    ]


@pytest.mark.parametrize(
    ("freezes", "said"),
    [
        ([(52,), (120, 70), ()], "5.2 to 12 s, median 7 s; 2 lesions timed; 1 frozen more than once"),
        ([(70,), (), ()], "7 s; 1 lesion timed"),
        ([(50,), (60,)], "5 to 6 s, median 5.5 s; 2 lesions timed"),
    ],
)
def test_timed_freezes_stand_as_measured(freezes: list[tuple[int, ...]], said: str) -> None:
    lines = section(
        text_of(signed(*(Lesion(called("forehead", Side.LEFT), freezes=each) for each in freezes))), "Treated"
    )

    assert f"Freeze, measured: {said}" in lines


def test_nothing_is_said_of_freezes_nobody_timed() -> None:
    assert "Freeze" not in text_of(signed(Lesion(called("forehead", Side.LEFT))))


def test_code_lines_stand_with_units_modifiers_lesions_and_reasons() -> None:
    lines = section(text_of(mixed()), "Codes, 23 Nov 2026")

    assert [line.split() for line in lines[:4]] == [
        ["Code", "Units", "Modifiers", "Diagnosis", "Lesions"],
        ["17000", "x", "1", "59", "L57.0", "lesion", "1"],
        ["17003", "x", "10", "59", "L57.0", "lesions", "2-5,", "7-11,", "16"],
        ["17110", "x", "1", "-", "B07.8", "lesions", "12-14"],
    ]
    assert "- 11 premalignant lesions: 17000 for the first, 17003 for the other 10." in lines
    assert "- 3 benign lesions: 17110 once for 1 to 14." in lines


def test_no_reason_is_said_twice() -> None:
    items = [line for line in text_of(mixed()).splitlines() if line.startswith("- ")]

    assert len(items) == len(set(items))


@pytest.mark.parametrize("seen", VISITS)
def test_the_notice_stands_under_every_code_list(seen: Callable[[], Snapshot]) -> None:
    lines = section(text_of(seen()), "Codes, 23 Nov 2026")

    assert lines[-1] == load_wordings().notice


def test_what_is_in_no_code_line_stands_with_its_reason() -> None:
    text = text_of(mixed())

    assert section(text, "Not reported") == ["- lesion 15: 1 cosmetic, paid by the patient: not reported."]
    assert section(text, "Not in the codes yet") == [
        "- lesion 6: Is 6 the same lesion as 5? Until answered it is not in the codes."
    ]


def test_what_was_only_seen_is_lettered_and_in_no_count() -> None:
    lines = section(text_of(mixed()), "Seen, not treated (2)")

    assert lines == ["- A: left superior helix", "- B: inferior presternal chest, midline"]


def test_what_nobody_confirmed_stays_open() -> None:
    lines = section(text_of(one()), "Still open")

    assert lines[:3] == ["- Why treated: not recorded", "- How it went: not recorded", "- Instructions: not recorded"]


def test_a_visit_without_lesions_has_nothing_to_report() -> None:
    text = text_of(visit())

    assert section(text, "Treated") == ["No lesion treated."]
    assert section(text, "Codes, 23 Nov 2026")[0] == "- Nothing to report."
    assert "Sites" not in text


def test_the_note_says_when_by_what_and_from_which_rules_it_was_made() -> None:
    lines = text_of(one()).splitlines()

    assert "Made with Dermtally 0.1.0, written 23 Nov 2026, 10:58 -05:00" in lines
    assert "rules 2024, code pairs 2024 Q3, limits 2026 Q4, record 214:9f3c-5a00-0000-0000" in lines


@pytest.mark.parametrize("seen", VISITS)
def test_html_says_word_for_word_what_the_plain_text_says(seen: Callable[[], Snapshot]) -> None:
    snapshot = seen()

    shown = Text(html_of(snapshot))

    assert words_of(" ".join(shown.words)) == words_of(text_of(snapshot))
    assert shown.tags <= ALLOWED_TAGS


@pytest.mark.parametrize("seen", VISITS)
def test_our_own_words_need_nothing_but_ascii(seen: Callable[[], Snapshot]) -> None:
    text = text_of(seen())

    assert text.isascii()
    assert "\t" not in text
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@given(st.text(), st.text(max_size=40), st.text(max_size=40))
@example("O'Brien <b>|^&~\\ \u674e", "", "")
@example("<script>alert(1)</script>", "&amp;", '"><img src=x>')
@example("Patient: X\nDate of service: 1 Jan 1970", "\r\n", "\x85")
@settings(deadline=None, max_examples=60)
def test_a_name_changes_nothing_but_the_line_it_stands_on(family: str, given_name: str, mrn: str) -> None:
    plainly = text_of(one()).splitlines()
    snapshot = visit(Lesion(tapped("helix_superior", Side.LEFT)), day=named(family, given_name, mrn))

    lines = text_of(snapshot).split("\n")[:-1]

    assert lines[1 : lines.index("Still open")] == plainly[1 : plainly.index("Still open")]
    shown = Text(html_of(snapshot))
    assert words_of(" ".join(shown.words)) == words_of("\n".join(lines))
    assert shown.tags <= ALLOWED_TAGS


def test_a_long_name_stands_in_full() -> None:
    assert "W" * 500 in text_of(visit(day=named("W" * 500)))


def record() -> Record:
    return record_of(mixed(), imprint())


def test_the_same_record_gives_the_same_note() -> None:
    assert plain.text(record()) == plain.text(record())
    assert rich.html(record()) == rich.html(record())


def test_measured_distances_stand_in_brackets_behind_the_site() -> None:
    distance = (("tragus", Side.LEFT, 45, ""),)
    note = text_of(
        visit(
            Lesion(tapped("temple_inferior", Side.LEFT), measures=distance),
            Lesion(tapped("malar_cheek_medial", Side.LEFT), "seen", measures=distance),
        )
    )

    assert "lesion 1: left inferior temple (4.5 cm from left tragus)" in note
    assert "A: left medial malar cheek (4.5 cm from left tragus)" in note
    assert "approx." not in note
