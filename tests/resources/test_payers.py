from dataclasses import fields
from datetime import date

from desktop.coding.lines import Payer
from desktop.coding.request import payer_of
from resources.payers import PayerProfile, load_payers


def test_where_no_payer_was_chosen_the_first_profile_is_the_usual_way() -> None:
    first = next(iter(load_payers().values()))

    assert first.key == "standard"
    assert payer_of(first) == Payer()


def test_medicare_wants_copies_and_keeps_its_limits() -> None:
    medicare = load_payers()["medicare"]

    assert (medicare.distinct, medicare.repeat, medicare.tens, medicare.limits) == ("59", "76", "part", True)


def test_profiles_differ_in_what_they_say_and_all_say_their_source_and_first_day() -> None:
    for key, profile in load_payers().items():
        assert profile.key == key
        assert profile.note
        assert profile.sources
        assert profile.starts == date(2024, 1, 1)
        assert profile.distinct in ("59", "XS")
        assert profile.repeat in ("units", "76")
        assert profile.tens in ("part", "full")
        assert profile.hold in ("all", "lines")
    assert len({payer_of(profile) for profile in load_payers().values()}) == len(load_payers())


def test_a_profile_sets_every_field_a_payer_has() -> None:
    names = {each.name for each in fields(Payer)}

    assert names <= {each.name for each in fields(PayerProfile)}
