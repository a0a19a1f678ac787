from dataclasses import replace
from datetime import date

import pytest

from desktop.coding.lines import Coded, Entry, Payer, Prior
from resources.terms import Category, Method, Side
from tests.desktop.coding.entries import aks, coded, lines, warts

NONE: tuple[str, ...] = ()


# AAD 2024-04: 17000 for the first, 17003 for each of lesions 2 to 14, 17004 once for 15 or more.
@pytest.mark.parametrize(
    ("lesions", "expected"),
    [
        (1, [("17000", 1, NONE)]),
        (2, [("17000", 1, NONE), ("17003", 1, NONE)]),
        (3, [("17000", 1, NONE), ("17003", 2, NONE)]),
        (14, [("17000", 1, NONE), ("17003", 13, NONE)]),
        (15, [("17004", 1, NONE)]),
        (16, [("17004", 1, NONE)]),
        (120, [("17004", 1, NONE)]),
    ],
)
def test_premalignant_lesions_are_counted_one_by_one_up_to_fourteen(
    lesions: int, expected: list[tuple[str, int, tuple[str, ...]]]
) -> None:
    assert lines(aks(lesions)) == expected


@pytest.mark.parametrize(
    ("lesions", "code"), [(1, "17110"), (2, "17110"), (14, "17110"), (15, "17111"), (16, "17111"), (120, "17111")]
)
def test_benign_lesions_are_one_code_whatever_the_number(lesions: int, code: str) -> None:
    assert lines(warts(lesions)) == [(code, 1, NONE)]


def test_lesions_are_pooled_over_sites_and_methods() -> None:
    frozen = replace(aks(7, "1", region="scalp"), methods=(Method.CRYOTHERAPY,))
    scraped = replace(aks(7, "2", region="forearm"), methods=(Method.CURETTEMENT,))

    assert lines(frozen, scraped) == [("17000", 1, NONE), ("17003", 13, NONE)]


def test_nothing_recorded_is_nothing_to_report() -> None:
    assert coded().lines == ()
    assert coded().reasons == ("Nothing to report.",)


# Up to 14 keratoses the benign code takes in theirs; from 15 on theirs takes in the benign one (pairs of 2024 Q3).
@pytest.mark.parametrize(
    ("keratoses", "benign", "expected"),
    [
        (1, 1, [("17000", 1, ("59",)), ("17110", 1, NONE)]),
        (2, 2, [("17000", 1, ("59",)), ("17003", 1, ("59",)), ("17110", 1, NONE)]),
        (14, 15, [("17000", 1, ("59",)), ("17003", 13, ("59",)), ("17111", 1, NONE)]),
        (15, 1, [("17004", 1, NONE), ("17110", 1, ("59",))]),
        (16, 15, [("17004", 1, NONE), ("17111", 1, ("59",))]),
    ],
)
def test_the_line_that_is_taken_in_carries_the_modifier(
    keratoses: int, benign: int, expected: list[tuple[str, int, tuple[str, ...]]]
) -> None:
    assert lines(aks(keratoses), warts(benign)) == expected
    assert lines(warts(benign), aks(keratoses)) == expected


def test_a_payer_may_want_another_modifier() -> None:
    made = lines(aks(15), warts(2), payer=Payer(distinct="XS"))

    assert made == [("17004", 1, NONE), ("17110", 1, ("XS",))]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (coded(aks(5), warts(3)), "59: other lesions than the 3 warts (pair 17110 / 17000, table 2024 Q3)."),
        (coded(aks(5), warts(1)), "59: other lesions than the wart (pair 17110 / 17000, table 2024 Q3)."),
        (
            coded(aks(16), warts(3)),
            "59: other lesions than the 16 actinic keratoses (pair 17004 / 17110, table 2024 Q3).",
        ),
        (
            coded(aks(1), warts(2), warts(1, "s", ("L82.0",))),
            "59: other lesions than the 3 benign lesions (pair 17110 / 17000, table 2024 Q3).",
        ),
    ],
)
def test_the_modifier_says_which_lesions_are_others(made: Coded, reason: str) -> None:
    assert reason in made.reasons


def test_one_family_alone_has_no_modifier() -> None:
    assert all(not line.modifiers for line in coded(aks(9), aks(3, "b")).lines)


def test_the_reason_of_a_line_says_the_count_and_the_modifier() -> None:
    first = coded(aks(2), warts(1)).lines[0]

    assert first.reason == (
        "2 premalignant lesions: 17000 for the first, 17003 for the other one. "
        "59: other lesions than the wart (pair 17110 / 17000, table 2024 Q3)."
    )


def test_the_first_code_has_the_first_lesion_and_the_add_on_the_others() -> None:
    made = coded(aks(1, "1"), aks(1, "2"), aks(1, "3"))

    assert [(line.code, line.keys, line.counts) for line in made.lines] == [
        ("17000", ("1",), (1,)),
        ("17003", ("2", "3"), (1, 1)),
    ]


def test_an_entry_of_several_lesions_stands_in_both_lines() -> None:
    made = coded(aks(3, "1"), aks(2, "2"))

    assert [(line.keys, line.counts) for line in made.lines] == [(("1",), (1,)), (("1", "2"), (2, 2))]


def test_diagnoses_stand_once_in_order_of_entry() -> None:
    made = coded(warts(1, "1", ("B07.8",)), warts(1, "2", ("L82.0", "B07.8")), warts(1, "3", ()))

    assert made.lines[0].diagnoses == ("B07.8", "L82.0")


@pytest.mark.parametrize("side", [None, *Side])
def test_the_side_changes_no_code(side: Side | None) -> None:
    assert lines(replace(aks(4), side=side)) == lines(aks(4))


# One lesion, more than one thing recorded for it.
def test_two_methods_on_one_lesion_count_once() -> None:
    both = replace(aks(1, "m3"), methods=(Method.CURETTEMENT, Method.ELECTROSURGERY), label="3")

    made = coded(aks(1, "m1"), both)

    assert [(line.code, line.units) for line in made.lines] == [("17000", 1), ("17003", 1)]
    assert "Lesion 3: curettement and electrosurgery on the same lesion count once." in made.reasons


def test_two_entries_with_the_same_lesion_count_once() -> None:
    frozen = Entry("1", Category.PREMALIGNANT, lesion="x", label="x", methods=(Method.CRYOTHERAPY,))
    scraped = Entry("2", Category.PREMALIGNANT, lesion="x", label="x", methods=(Method.CURETTEMENT,))

    made = coded(frozen, scraped)

    assert [(line.code, line.units, line.keys, line.counts) for line in made.lines] == [
        ("17000", 1, ("1", "2"), (1, 0))
    ]
    assert "Lesion x: cryotherapy and curettement on the same lesion count once." in made.reasons


def test_a_lesion_with_a_name_counts_one() -> None:
    named = Entry("1", Category.PREMALIGNANT, count=3, lesion="x")

    assert lines(named) == [("17000", 1, NONE)]


def test_a_lesion_entered_twice_is_said_to_be() -> None:
    twice = [Entry(key, Category.BENIGN, lesion="x", label="x") for key in ("1", "2")]

    assert "Lesion x: entered more than once, the same lesion counts once." in coded(*twice).reasons


def test_the_same_name_in_two_families_waits_for_an_answer() -> None:
    as_ak = Entry("1", Category.PREMALIGNANT, lesion="x", label="x")
    as_wart = Entry("2", Category.BENIGN, lesion="x", label="x")

    made = coded(as_ak, as_wart, aks(2))

    assert [line.keys for line in made.lines] == [("a",), ("a",)]
    assert [(each.keys, each.field) for each in made.pending] == [(("1", "2"), "lesion")]
    assert made.pending[0].reason == (
        "Lesion x: recorded as benign and premalignant. One lesion is one of them. "
        "Until answered it is not in the codes."
    )


# Not reported.
def test_cosmetic_lesions_are_in_no_line() -> None:
    made = coded(replace(warts(2), cosmetic=True), aks(1))

    assert [line.code for line in made.lines] == ["17000"]
    assert [(each.keys, each.reason) for each in made.not_reported] == [
        (("w",), "2 cosmetic, paid by the patient: not reported.")
    ]


def test_a_lesion_may_be_treated_in_one_family_and_cosmetic_in_another() -> None:
    treated = Entry("1", Category.PREMALIGNANT, lesion="x")
    cosmetic = Entry("2", Category.BENIGN, lesion="x", cosmetic=True)

    made = coded(treated, cosmetic)

    assert [(line.code, line.keys) for line in made.lines] == [("17000", ("1",))]
    assert [each.keys for each in made.not_reported] == [("2",)]


def test_cosmetic_lesions_do_not_fill_the_count_of_fifteen() -> None:
    assert lines(aks(14), replace(aks(1, "c"), cosmetic=True)) == [("17000", 1, NONE), ("17003", 13, NONE)]


def test_only_cosmetic_lesions_are_nothing_to_report() -> None:
    assert coded(replace(warts(2), cosmetic=True)).reasons == ("Nothing to report.",)


def prior(day: int, code: str = "17000") -> tuple[Prior, ...]:
    return (Prior("x", code, date(2026, 11, day)),)


@pytest.mark.parametrize(("day", "after"), [(22, 1), (15, 8), (13, 10)])
def test_a_lesion_treated_again_inside_the_ten_days_is_not_reported(day: int, after: int) -> None:
    again = Entry("1", Category.PREMALIGNANT, lesion="x")

    made = coded(again, prior=prior(day))

    assert made.lines == ()
    assert [each.reason for each in made.not_reported] == [
        f"1 treated again on day {after} after {day} Nov: part of that treatment, not reported."
    ]


def test_a_lesion_treated_again_after_the_ten_days_is_reported_as_ever() -> None:
    made = coded(Entry("1", Category.PREMALIGNANT, lesion="x"), prior=prior(12))

    assert [(line.code, line.modifiers) for line in made.lines] == [("17000", NONE)]
    assert made.not_reported == ()


def test_new_lesions_inside_the_ten_days_carry_the_follow_up_modifier_but_not_on_an_add_on() -> None:
    made = coded(aks(3), prior=prior(15, "17003"))

    assert [(line.code, line.modifiers) for line in made.lines] == [("17000", ("79",)), ("17003", NONE)]
    assert "79: new lesions, inside the 10 days after 15 Nov." in made.reasons


def test_a_treatment_of_the_same_day_is_no_earlier_one() -> None:
    assert [line.modifiers for line in coded(aks(1), prior=prior(23)).lines] == [NONE]


def test_the_follow_up_modifier_stands_before_the_one_for_other_lesions() -> None:
    made = coded(aks(1), warts(1), prior=prior(20))

    assert [line.modifiers for line in made.lines] == [("79", "59"), ("79",)]


def test_the_newest_treatment_of_a_lesion_counts() -> None:
    made = coded(Entry("1", Category.PREMALIGNANT, lesion="x"), prior=(*prior(20), *prior(14)))

    assert "on day 3 after 20 Nov" in made.not_reported[0].reason


def test_a_code_nobody_knows_has_no_global_period() -> None:
    with pytest.raises(KeyError):
        coded(aks(1), prior=prior(20, "99999"))


# Sites.
@pytest.mark.parametrize("region", ["lower_eyelid", "upper_cutaneous_lip", "ear", "scrotum", "mons_pubis", "skin"])
def test_plain_skin_is_coded_as_usual(region: str) -> None:
    assert lines(aks(1, region=region)) == [("17000", 1, NONE)]
