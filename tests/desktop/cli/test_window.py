"""The start of the window leaves out what would only slow it down."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
READS_NO_SOURCE = """
import linecache
from desktop.cli.window import spare_the_start

spare_the_start()
import wave

assert wave.__file__ not in linecache.cache
"""


def test_source_of_a_module_is_not_read_when_it_is_imported_after_qt() -> None:
    ran = subprocess.run([sys.executable, "-c", READS_NO_SOURCE], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
