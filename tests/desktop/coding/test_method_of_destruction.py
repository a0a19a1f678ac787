"""The method a lesion was destroyed by is not the one its tissue was taken with."""

from datetime import date

from desktop.coding.lines import Entry
from desktop.coding.rules import code
from resources.codebook import load_codebook
from resources.terms import Category, Method

DAY = date(2026, 11, 25)


def test_a_biopsys_method_does_not_stand_in_for_that_of_the_destruction() -> None:
    curetted = Entry("1", Category.PREMALIGNANT, 1, "penis", methods=(Method.CURETTEMENT,), lesion="x")
    taken = Entry("2", Category.BIOPSY_TANGENTIAL, 1, "face", methods=(Method.CRYOTHERAPY,), lesion="x")

    coded = code((curetted, taken), DAY, load_codebook(DAY))

    assert [each.field for each in coded.pending] == ["method"]
    assert not [line for line in coded.lines if line.code.startswith("54")]
