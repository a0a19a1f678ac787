import subprocess
import sys
from uuid import UUID

from db.records import new_id


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = UUID(new_id())

    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_ids_are_different_and_32_digits_long() -> None:
    ids = {new_id() for _ in range(5000)}

    assert len(ids) == 5000
    assert {len(each) for each in ids} == {32}


def test_the_value_modules_bring_no_sql_along() -> None:
    code = "import sys, db.records, db.errors; print('sqlalchemy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "False\n"
