"""`dermtally verify`: a record checked from end to end, beside a program that works in it."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from db.errors import (
    KeyDamaged,
    KeyLocked,
    KeyMissing,
    KeyWrong,
    NotAllowed,
    PasswordWrong,
    StoreBusy,
    StoreError,
    StoreMissing,
)
from db.records import KeptHead
from desktop.cli import rights
from desktop.practice.verifying import Part, Verdict, check_record, entrants, record_at

_DONE = 0
_FOUND_WRONG = 1
_BAD_INPUT = 2
_IN_USE = 3
_NOT_ALLOWED = 4
_CODES: dict[type[StoreError], int] = {
    KeyMissing: _FOUND_WRONG,
    KeyDamaged: _FOUND_WRONG,
    KeyWrong: _FOUND_WRONG,
    StoreMissing: _FOUND_WRONG,
    StoreBusy: _IN_USE,
    KeyLocked: _NOT_ALLOWED,
    PasswordWrong: _NOT_ALLOWED,
    NotAllowed: _NOT_ALLOWED,
}
_DESCRIPTION = """\
Check a record from end to end: every page against its seal, every reference, the guards that keep events from being
changed, and the chain of events. It goes on beside an open Dermtally, and changes nothing: an older record is checked
as it is, not brought up to date.
"""
_EPILOG = """\
What the chain alone can't show is that its end was cut off, or that all of it was made anew by somebody with the key.
That shows beside a head that was kept elsewhere: "record 1234:9f2c-41aa-0b1c-77de" stands on every PDF and in every
audit report.

exit: 0 whole, 1 found wrong, 2 bad input, 3 held by another program, 4 not allowed or wrong password
"""


def run(arguments: Sequence[str]) -> int:
    """Check a record and say what was found."""
    options = _parser().parse_args(arguments)
    if options.manifest is not None:
        return _refuse(
            "--manifest: this version makes no backups with a manifest yet. Nothing was checked.", _BAD_INPUT, options
        )
    try:
        record = record_at(options.data_dir or _own_folder())
        if not record.exists() and not (record.parent / "keys.json").exists():
            return _refuse(f"There is no record in {record.parent}. Nothing was checked.", _BAD_INPUT, options)
        who, password = rights.ask(options, entrants(record.parent))
        verdict = check_record(record, options.anchor, who, password)
    except rights.Refused as error:
        return _refuse(str(error), error.code, options)
    except StoreError as error:
        return _refuse(error.text, _CODES.get(type(error), _BAD_INPUT), options)
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}. Nothing was checked.", _BAD_INPUT, options)
    _say(verdict, options)
    return _DONE if verdict.ok else _FOUND_WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dermtally verify",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data-dir", type=Path, metavar="D", help="the folder of the record, or a copy of the file beside its key file"
    )
    parser.add_argument(
        "--anchor",
        type=_head,
        action="append",
        default=[],
        metavar="SEQ:HASH",
        help="a head that was printed or kept: 16 digits of its hash or all 64; may be given several times",
    )
    parser.add_argument("--manifest", type=Path, metavar="F", help="the manifest of a backup (a later version)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    rights.add_options(parser)
    return parser


def _head(text: str) -> KeptHead:
    try:
        return KeptHead.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _own_folder() -> Path:
    # imported here: it loads Qt, which nothing else of this command needs
    from desktop.practice.folder import own_folder  # noqa: PLC0415

    return own_folder()


def _refuse(text: str, code: int, options: argparse.Namespace) -> int:
    print(f"dermtally verify: {text}", file=sys.stderr)
    if options.json:
        problem = {"part": "", "seq": 0, "what": text}
        print(json.dumps({"ok": False, "checked": False, "seq": None, "head": None, "problems": [problem]}))
    return code


def _say(verdict: Verdict, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(_answer(verdict, options)))
        return
    if verdict.ok:
        print(_whole(verdict, len(options.anchor)))
    else:
        print(f"The record was changed or damaged. {_count(len(verdict.findings), 'problem')}:")
        for each in verdict.findings:
            print(f"  {_PARTS[each.part]}{each.what}")
        print("Keep a copy of the whole folder as it is now, then call for help or restore the last backup.")
    for note in _notes(verdict, options):
        print(note)


_PARTS = {Part.FILE: "file: ", Part.REFERENCES: "references: ", Part.GUARDS: "", Part.CHAIN: ""}
"""What stands before a problem that does not name its place itself."""


def _whole(verdict: Verdict, anchors: int) -> str:
    head = verdict.head
    length = _count(head.seq if head else 0, "event")
    beside = f", and {_count(anchors, 'head')} kept elsewhere" if anchors else ""
    return f"The record is whole: {length}{beside}. Record {head.printed if head else ''}"


def _notes(verdict: Verdict, options: argparse.Namespace) -> list[str]:
    notes = []
    if not options.anchor:
        notes.append("Without --anchor, a cut-off end would not have been found.")
    if verdict.is_older:
        notes.append(
            f"The record is in the older format {verdict.format}: it was checked as it is and not brought up to date. "
            "Of its guards, only those of the chain were compared."
        )
    return notes


def _answer(verdict: Verdict, options: argparse.Namespace) -> dict[str, object]:
    return {
        "ok": verdict.ok,
        "checked": True,
        "seq": verdict.head.seq if verdict.head else None,
        "head": verdict.head.hash if verdict.head else None,
        "problems": [{"part": each.part, "seq": each.seq, "what": each.what} for each in verdict.findings],
        "format": verdict.format,
        "anchors": len(options.anchor),
        "notes": _notes(verdict, options),
    }


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
