"""The PDF summary, read back with another program's parser."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pypdfium2 as pdfium
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.atlas.plate import Plate, plates
from desktop.atlas.views import load_views
from desktop.export.files import ExportFailed
from desktop.export.pdf import PdfResult, Rung, pdf
from desktop.note import plain
from desktop.record import Imprint, RecordDisagrees, pins_of, record_of
from desktop.snapshot import Snapshot
from resources.codebook import load_wordings
from resources.terms import Side, VisitState
from tests.desktop.export.visits import (
    Day,
    Lesion,
    body,
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

VISITS = [one, three, mixed, crowded, clustered, visit]
HARD_NAMES = [
    pytest.param("O'Brien <b>|^&~\\", Rung.SHIPPED_FONTS, id="marks of other formats"),
    pytest.param("#set text(red) *x* _y_ `z`", Rung.SHIPPED_FONTS, id="markup"),
    pytest.param("$x$ @ref <label> // /* */ #panic()", Rung.SHIPPED_FONTS, id="code"),
    pytest.param("\\u{41} {0} %s ${HOME}", Rung.SHIPPED_FONTS, id="escapes"),
    pytest.param("Nguy\u1ec5n Th\u1ecb \u0141\u00f3d\u017a \u00c5ngstr\u00f6m", Rung.SHIPPED_FONTS, id="accents"),
    pytest.param("\u0395\u03bb\u03ad\u03bd\u03b7 \u0418\u0432\u0430\u043d", Rung.SHIPPED_FONTS, id="Greek, Cyrillic"),
]


def made(snapshot: Snapshot, by: Imprint | None = None) -> PdfResult:
    return pdf(record_of(snapshot, by or imprint()), drawn(snapshot))


@cache
def summary_of(seen: Callable[[], Snapshot]) -> PdfResult:
    """The PDF of one of the visits above, made once for all tests."""
    return made(seen())


def note(snapshot: Snapshot) -> str:
    return plain.text(record_of(snapshot, imprint()))


def drawn(snapshot: Snapshot) -> tuple[Plate, ...]:
    return plates(pins_of(snapshot), body(), load_views())


def pages(content: bytes) -> list[str]:
    """The text of each page as a reader would copy it."""
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def attached(content: bytes) -> str:
    with pdfium.PdfDocument(content) as document:
        assert document.count_attachments() == 1
        return bytes(document.get_attachment(0).get_data()).decode()


def squeezed(text: str) -> str:
    """A text without spaces and line ends: where a line ends is the page's business."""
    return "".join(text.split())


@pytest.mark.parametrize("seen", VISITS)
def test_every_lesion_stands_in_the_tables_once(seen: Callable[[], Snapshot]) -> None:
    record = record_of(seen(), imprint())

    text = " ".join(" ".join(pages(summary_of(seen).content)).split())

    tables = text[text.find(" Lesions treated (") :]
    for mark in (*record.lesions, *record.findings):
        assert tables.count(f" {mark.label} {mark.site} ") == 1


@pytest.mark.parametrize("seen", VISITS)
def test_every_lesion_is_numbered_on_the_maps_once(seen: Callable[[], Snapshot]) -> None:
    snapshot = seen()

    labels = Counter(label for plate in drawn(snapshot) for label in plate.labels)

    assert labels == Counter(each.label for each in snapshot.marks if body_shows(each.label, snapshot))


def body_shows(label: str, snapshot: Snapshot) -> bool:
    mark = next(each.mark for each in snapshot.marks if each.label == label)
    return mark.place.anchor is not None or body().middle(mark.place.region, mark.place.side) is not None


def test_what_is_on_no_map_is_named_under_the_maps() -> None:
    text = "\n".join(pages(summary_of(mixed).content))

    assert "Not on a map: lesions 9-10." in text


def test_the_code_lines_stand_with_units_label_diagnosis_and_lesions() -> None:
    text = pages(summary_of(mixed).content)[0]

    assert "17000 Premalignant, first lesion x 1 59 L57.0 actinic keratosis 1\n" in text
    assert "17003 Premalignant, each further lesion x 10 59 L57.0 actinic keratosis 2-5, 7-11, 16\n" in text
    assert "17110 Benign, 1 to 14 lesions x 1 - B07.8 viral wart 12-14\n" in text
    assert "11 premalignant lesions: 17000 for the first, 17003 for the other 10." in text


def test_each_lesion_stands_with_the_code_that_reports_it() -> None:
    text = "\n".join(pages(summary_of(mixed).content))

    assert "1 right frontal scalp right cryotherapy L57.0 17000 by name" in text
    assert "2 right frontal scalp right cryotherapy L57.0 17003 by name" in text
    assert "right cryotherapy L57.0 open on the map" in text
    assert "left cryotherapy L82.1 none on the map" in text


@pytest.mark.parametrize("seen", VISITS)
def test_the_first_and_the_last_line_of_each_page_say_draft(seen: Callable[[], Snapshot]) -> None:
    for page in pages(summary_of(seen).content):
        lines = page.strip().splitlines()
        assert lines[0].startswith("DRAFT, not signed")
        assert lines[-1] == "DRAFT, not signed"


def test_each_page_names_the_patient_the_day_the_demo_and_its_number() -> None:
    found = pages(summary_of(mixed).content)

    for number, page in enumerate(found, start=1):
        assert "DEMO: invented patients" in page
        assert f"Whitfield, Eleanor MRN 48213 Date of service 23 Nov 2026 Page {number} of {len(found)}" in page


def test_a_signed_summary_of_a_real_practice_says_neither_draft_nor_demo() -> None:
    day = Day(state=VisitState.SIGNED)
    signed = visit(
        Lesion(tapped("nasal_dorsum", Side.MIDLINE)), day=replace(day, practice=replace(day.practice, demo=False))
    )

    text = "\n".join(pages(made(signed).content))

    assert "DRAFT" not in text
    assert "DEMO" not in text


@pytest.mark.parametrize("seen", VISITS)
def test_the_notice_the_program_and_the_rules_stand_in_the_summary(seen: Callable[[], Snapshot]) -> None:
    text = "\n".join(pages(summary_of(seen).content))

    assert load_wordings().notice in text
    assert "Made with Dermtally 0.1.0, written 23 Nov 2026, 10:58 -05:00" in text
    assert "rules 2024, code pairs 2024 Q3, limits 2026 Q4, record 214:9f3c-5a00-0000-0000" in text


def test_each_map_says_the_patients_sides() -> None:
    text = "\n".join(pages(summary_of(three).content))

    lettered = [letter for plate in drawn(three()) for letter in plate.letters if letter]
    assert text.count("patient's right") == lettered.count("R")
    assert text.count("patient's left") == lettered.count("L")


def test_a_short_visit_fits_on_one_page() -> None:
    assert len(pages(summary_of(three).content)) == 1


def test_the_documents_data_name_no_patient() -> None:
    with pdfium.PdfDocument(summary_of(one).content) as document:
        data = document.get_metadata_dict()

    assert data["Title"] == "Summary of lesions treated, 23 Nov 2026"
    assert data["Author"] == "Amara Osei, MD"
    assert data["CreationDate"] == "D:20261123155800Z"
    assert "Whitfield" not in str(data)


def test_the_note_is_attached_as_it_is_copied() -> None:
    assert attached(summary_of(mixed).content) == note(mixed())


def test_only_the_shipped_fonts_are_in_the_file() -> None:
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", summary_of(mixed).content))

    assert fonts == {b"Inter-Regular", b"Inter-SemiBold", b"Inter-Bold"}


def test_the_file_declares_itself_archivable_and_accessible() -> None:
    content = summary_of(three).content

    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_the_same_record_gives_the_same_bytes() -> None:
    assert made(mixed()).content == summary_of(mixed).content


def test_another_time_of_writing_gives_other_bytes() -> None:
    later = replace(imprint(), at=imprint().at + timedelta(minutes=1))

    assert made(one(), later).content != summary_of(one).content


@pytest.mark.parametrize(("name", "rung"), HARD_NAMES)
def test_a_name_prints_literally(name: str, rung: Rung) -> None:
    result = made(visit(Lesion(tapped("nasal_dorsum", Side.MIDLINE)), day=named(name)))

    assert result.rung is rung
    page = pages(result.content)[0]
    assert squeezed(f"Patient {name}, MRN") in squeezed(page) or squeezed(f"Patient{name}MRN") in squeezed(page)


@pytest.mark.parametrize("name", ["\u674e\u5c0f\u9f8d", "\U0001f600 Smiley", "\u0645\u062d\u0645\u062f", "\U00013000"])
def test_a_name_no_shipped_font_can_show_still_gives_an_archivable_file_and_stands_in_the_note(name: str) -> None:
    snapshot = visit(Lesion(tapped("nasal_dorsum", Side.MIDLINE)), day=named(name))

    result = made(snapshot)

    assert result.rung in (Rung.SYSTEM_FONTS, Rung.REPLACED_LETTERS)
    assert b"<pdfaid:part>3</pdfaid:part>" in result.content
    assert f"Patient: {name} (MRN" in attached(result.content)


@pytest.mark.parametrize("name", ["W" * 500, "ab " * 166, "\u015b" * 500], ids=["one word", "many words", "accents"])
def test_a_name_of_500_letters_stands_in_full_on_the_page(name: str) -> None:
    result = made(visit(Lesion(tapped("nasal_dorsum", Side.MIDLINE)), day=named(name)))

    assert result.rung is Rung.SHIPPED_FONTS
    assert squeezed(name) in squeezed(pages(result.content)[0])


def test_a_long_name_stays_inside_its_column() -> None:
    with pdfium.PdfDocument(made(visit(day=named("W" * 500))).content) as document:
        text = document[0].get_textpage()
        right_edges = [text.get_charbox(index)[2] for index in range(text.count_chars())]

    assert max(right_edges) < (215.9 - 15) * 72 / 25.4


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
@example("'\"\\\n\x00", "\ud800", "\uffff")
@example("\u202e\u2066", "a\u0300" * 20, "]]>")
@settings(deadline=None, max_examples=25)
def test_no_name_keeps_the_summary_from_being_made(family: str, given_name: str, mrn: str) -> None:
    snapshot = visit(day=named(family, given_name, mrn))

    result = made(snapshot)

    assert result.rung is not Rung.PLAIN
    assert attached(result.content) == note(snapshot)


def test_maps_of_another_visit_are_refused() -> None:
    with pytest.raises(RecordDisagrees):
        pdf(record_of(one(), imprint()), drawn(three()))


def test_a_map_drawn_twice_is_refused() -> None:
    with pytest.raises(RecordDisagrees):
        pdf(record_of(one(), imprint()), drawn(one()) * 2)


def test_without_the_typesetter_the_user_is_told_what_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(ExportFailed, match="can still be copied as text"):
        made(one())


def test_lesions_called_out_by_one_name_share_a_badge() -> None:
    snapshot = visit(*(Lesion(called("forehead", Side.LEFT)) for _ in range(3)))

    text = "\n".join(pages(made(snapshot).content))

    assert "1-3" in text
    assert "Rounded: no exact point" in text


def test_measured_distances_stand_behind_the_site_in_the_tables() -> None:
    distance = (("c7", Side.UNSIDED, 90, "inferior"), ("midline", Side.UNSIDED, 30, "left"))
    measured = visit(Lesion(tapped("upper_back_interscapular", Side.LEFT), measures=distance))

    said = squeezed("".join(pages(made(measured).content)))
    assert squeezed("(9 cm inferior to C7; 3 cm left of midline)") in said


def test_a_short_table_is_not_torn_between_pages() -> None:
    """Ten rows for which the first page would have room for eight."""
    forehead = called("forehead", Side.LEFT)
    snapshot = visit(
        Lesion(tapped("malar_cheek_medial", Side.LEFT)),
        Lesion(tapped("helix_superior", Side.LEFT)),
        *(Lesion(forehead) for _ in range(8)),
    )

    told = [page for page in pages(made(snapshot).content) if "Lesions treated (10)" in page]

    assert len(told) == 1
    assert told[0].split("Lesions treated (10)")[1].count("L57.0") == 10
