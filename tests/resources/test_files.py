import pytest

from resources import files


def test_a_shipped_file_is_found() -> None:
    assert files.path("body/regions.tsv").is_file()
    assert files.path("codes").is_dir()


@pytest.mark.parametrize("name", ["/etc/passwd", "../pyproject.toml", "body/../../db/store.py", "..", "codes/../.."])
def test_nothing_outside_the_shipped_files_is_reached(name: str) -> None:
    with pytest.raises(ValueError, match="not a shipped file"):
        files.path(name)


def test_a_file_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="body/absent"):
        files.path("body/absent.json")


def test_texts_are_read_as_they_were_written() -> None:
    assert files.read_text("codes/editions.toml").encode() == files.read_bytes("codes/editions.toml")


@pytest.mark.parametrize(
    "name", ["codes/wordings.toml", "notes/presets.toml", "body/regions.tsv", "body/callouts.toml"]
)
def test_texts_are_plain_and_end_their_lines_in_one_way(name: str) -> None:
    raw = files.read_bytes(name)

    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
