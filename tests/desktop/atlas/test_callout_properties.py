"""What holds for every text that could be typed as a call-out."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.atlas.callout import MOST
from tests.desktop.atlas.callouts import REGIONS, entries, read

words = st.sampled_from(
    ["4lf3rtm", "2nd", "1x2y",
     "3", "0", "+2", "x4", "=", "=4", "-1", "left", "r", "mid", "middle", "ak", "warts", "seen", "seb", "fore", "up",
     "forehead", "temple", "finger", "helix", "of", "other", "side", "lefft", ",", ";", "...", "ﬁ", "٣", "²", "<b>"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=200), st.lists(words, max_size=12).map(" ".join)))
def test_any_text_is_read_without_a_stop(text: str) -> None:
    callout = read(text)

    assert callout.ready or callout.problem or callout.empty
    assert not (callout.edit and callout.parts)
    assert all(part.entry or part.problem for part in callout.parts)
    for entry in callout.entries:
        assert 1 <= entry.count <= MOST
        assert entry.region in REGIONS


@settings(deadline=None, max_examples=60)
@given(st.permutations(["3", "left", "wart", "ear"]))
def test_the_order_of_the_words_does_not_matter(order: list[str]) -> None:
    assert entries(" ".join(order)) == [(3, "left ear", "left", "wart")]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["3 left ear", "nose", "+2", "2 warts r thumb"]), min_size=1, max_size=6))
def test_several_call_outs_are_read_one_by_one(parts: list[str]) -> None:
    together = read(", ".join(parts))

    assert together.entries == tuple(entry for part in parts for entry in read(part).entries)


def test_reading_needs_no_window_no_arrays_and_no_record() -> None:
    check = "import sys, desktop.atlas.completion; print(*{name.split('.')[0] for name in sys.modules})"

    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout.split()

    assert not {"PySide6", "numpy", "sqlalchemy", "db"} & set(loaded)
