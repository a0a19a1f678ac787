"""The start of the window leaves out what would only slow it down."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
READS_NO_SOURCE = """
import linecache
from desktop.cli.window import spare_the_start

spare_the_start()
import wave

assert wave.__file__ not in linecache.cache
"""

ONE_THREAD = """
import os
from desktop.cli.window import spare_the_start

before = len(os.listdir("/proc/self/task"))
spare_the_start()
import numpy

assert len(os.listdir("/proc/self/task")) == before
"""


def test_source_of_a_module_is_not_read_when_it_is_imported_after_qt() -> None:
    ran = subprocess.run([sys.executable, "-c", READS_NO_SOURCE], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
def test_numbers_are_reckoned_without_threads_of_their_own() -> None:
    variables = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    words = [sys.executable, "-c", ONE_THREAD]

    ran = subprocess.run(words, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
