"""`dermtally code`: what was recorded, in JSON lines, to code lines. No window and no record is opened."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from desktop.coding.lines import Coded, CodeLine, Entry, NotReported
from desktop.coding.places import place
from desktop.coding.request import BadRequestError, Request, read_request
from desktop.coding.rules import code
from desktop.coding.services import CheckedService, check_services
from desktop.coding.why import all_said, tables, why
from resources.codebook import Codebook, load_codebook

_DONE = 0
_BAD_INPUT = 2

_DESCRIPTION = "Work out code lines from what was recorded: one patient and date of service in each line of JSON."
_EPILOG = """\
in:   {"id": "v1", "date_of_service": "2026-11-23", "lesions": [
        {"category": "premalignant", "count": 5, "region": "face", "side": "left", "diagnosis": "L57.0"}]}
out:  {"id": "v1", "lines": [{"code": "17000", "units": 1, ...}], "reasons": [...], "warnings": [...], ...}

A line that can't be coded gives {"id", "error"}; the others go on, and the exit code is 2. Unknown names are errors.

in a lesion:  category, and if wanted count, region (id of the anatomy table, or unspecified), side, diameter_mm,
              method or methods, diagnosis or diagnoses, diagnosis_state (clinical, awaiting, confirmed), cosmetic,
              lesion (the same value is the same lesion), symptom, apart (confirmed as another lesion than those at
              its place), performer, visit
in a line:    prior [{"lesion", "code", "date"}], payer {"profile", "distinct", "repeat", "tens", "hold"},
              services [{"code", "confirmed"}] (visit codes somebody recorded: they get a checklist)
out as well:  not_reported, pending, held (provisional lines of suspected cancers), hold (what may not be sent),
              services; in each code line the entries it reports, counted from 1
"""


def run(arguments: Sequence[str]) -> int:
    """Code each line of a file or of the standard input; 2 when a line or the file could not be read."""
    parser = argparse.ArgumentParser(
        prog="dermtally code",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="JSON lines in UTF-8 (default: standard input)")
    parser.add_argument("--explain", action="store_true", help="add which lesions make each line, and the sources")
    parser.add_argument(
        "--data-dir",
        metavar="D",
        help="the folder of the record; this version keeps no rules there, so nothing changes",
    )
    options = parser.parse_args(arguments)
    try:
        with _opened(options.file) as source:
            return _answer_all(source, explain=options.explain)
    except BrokenPipeError:
        # whoever read the answers has gone; without this Python complains once more while closing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _DONE
    except OSError as error:
        print(
            f"{options.file or 'standard input'}: {error.strerror}. Nothing was coded from there on.", file=sys.stderr
        )
        return _BAD_INPUT


def _opened(name: str | None) -> AbstractContextManager[Iterable[bytes]]:
    if name is not None and name != "-":
        return Path(name).open("rb")
    if hasattr(sys.stdin, "buffer"):
        return nullcontext(sys.stdin.buffer)
    # a caller inside Python may have put a plain stream of text there, a launcher nothing at all
    return nullcontext(BytesIO(sys.stdin.read().encode() if sys.stdin else b""))


def _answer_all(source: Iterable[bytes], *, explain: bool) -> int:
    today = datetime.now(UTC).astimezone().date()
    exit_code = _DONE
    for text in _texts(source):
        answer = _answer(text, today, explain=explain)
        if "error" in answer:
            exit_code = _BAD_INPUT
        print(json.dumps(answer), flush=True)
    return exit_code


def _texts(source: Iterable[bytes]) -> Iterator[bytes]:
    """Return the lines; empty ones at the end belong to no question and get no answer. Input of nothing else is one."""
    empty, asked = 0, False
    for number, line in enumerate(source):
        text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 0 else line.strip()
        if not text:
            empty += 1
            continue
        yield from [b""] * empty
        empty = 0
        asked = True
        yield text
    if not asked:
        yield b""


def _answer(line: bytes, today: date, *, explain: bool) -> dict[str, object]:
    if not line:
        return {"id": None, "error": "the line is empty"}
    try:
        request = read_request(line.decode("utf-8"), today)
        book = _book(request)
    except UnicodeDecodeError as error:
        return {"id": None, "error": f"not UTF-8 at byte {error.start + 1}"}
    except BadRequestError as error:
        return {"id": error.id, "error": str(error)}
    coded = code(request.entries, request.on, book, request.payer, request.prior)
    if coded.pending:
        return _not_yet(request, coded.pending)
    answer = _coded(request, coded, book)
    return answer | {"explain": _explained(request, coded, book)} if explain else answer


def _book(request: Request) -> Codebook:
    book = load_codebook(request.on, early=True)
    for number, each in enumerate(request.prior, start=1):
        if not book.knows(each.code):
            raise BadRequestError(f"prior {number}, code: {json.dumps(each.code)} is not a code known here", request.id)
    return book


def _not_yet(request: Request, pending: Sequence[NotReported]) -> dict[str, object]:
    """One lesion without a code makes the whole claim wrong, so it is an error; what is missing is told apart."""
    return {
        "id": request.id,
        "error": " ".join(f"{each.field}: {each.reason}" for each in pending),
        "pending": [
            {"field": heap.field, **left_out}
            for heap, left_out in zip(pending, _left_out(pending, request), strict=True)
        ],
    }


def _coded(request: Request, coded: Coded, book: Codebook) -> dict[str, object]:
    answer: dict[str, object] = {
        "id": request.id,
        "lines": [_line(each) for each in coded.lines],
        "reasons": coded.reasons,
        "warnings": coded.warnings,
        "not_reported": _left_out(coded.not_reported, request),
        "pending": [],
        "held": [_line(each) | {"reason": each.reason} for each in coded.held],
    }
    if coded.hold:
        answer["hold"] = coded.hold
    if request.services:
        checked = check_services(request.services, coded, request.on, book, request.prior)
        answer["services"] = [_service(each) for each in checked]
    return answer


def _line(line: CodeLine) -> dict[str, object]:
    return {
        "code": line.code,
        "units": line.units,
        "modifiers": line.modifiers,
        "diagnoses": line.diagnoses,
        "lesions": [_share(key, count) for key, count in zip(line.keys, line.counts, strict=True)],
    }


def _service(service: CheckedService) -> dict[str, object]:
    return {
        "code": service.code,
        "modifiers": service.modifiers,
        "asked": service.asked,
        "reasons": service.reasons,
        "checks": [{"key": each.key, "text": each.text, "done": each.done} for each in service.checks],
    }


def _left_out(heaps: Iterable[NotReported], request: Request) -> list[dict[str, object]]:
    counts = {each.key: each.count for each in request.entries}
    return [{"reason": heap.reason, "lesions": [_share(key, counts[key]) for key in heap.keys]} for heap in heaps]


def _share(key: str, count: int) -> dict[str, int]:
    """Return how many lesions of an entry are meant; the entry is named by its place in the input, from 1."""
    return {"entry": int(key), "count": count}


def _explained(request: Request, coded: Coded, book: Codebook) -> list[str]:
    """Say of every line which lesions it reports, why, and by which rule of which edition; then the tables."""
    entries = {each.key: each for each in request.entries}
    texts = []
    for line in (*coded.lines, *coded.held):
        found = why(line, book)
        texts.append(f"{found.title}: {_lesions(line, entries)}. {found.reason}")
        texts += [f"{line.code}: {each}" for each in all_said(found.grounds)]
    texts += [f"{each.text} Source: {each.source}." for each in coded.doubts]
    return [*texts, *all_said(tables(book)), book.wordings.notice]


def _lesions(line: CodeLine, entries: dict[str, Entry]) -> str:
    shares = zip(line.keys, line.counts, strict=True)
    return ", ".join(f"{count} of entry {key} ({place(entries[key]) or 'no place said'})" for key, count in shares)
