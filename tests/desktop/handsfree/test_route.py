"""A route of sites and the walk along it."""

from db.records import RouteStep
from desktop.handsfree.route import NOWHERE, shipped_route, walk, words
from resources.regions import load_regions
from resources.terms import Side

REGIONS = load_regions()


def test_the_shipped_route_goes_from_the_scalp_to_the_back_in_the_named_order() -> None:
    said = [words(REGIONS, each) for each in shipped_route()]

    assert said == [
        "scalp", "forehead", "right temple", "right cheek", "nose", "left cheek", "left temple", "right ear",
        "left ear", "perioral region", "chin", "neck", "right forearm", "right hand", "left forearm", "left hand",
        "chest", "back",
    ]  # fmt: skip


def test_a_walk_goes_site_by_site_and_stays_at_its_end() -> None:
    steps = shipped_route()[:2]
    begun = walk(REGIONS, steps)

    assert (begun.here, begun.after) == (steps[0], steps[1])
    assert (begun.onward().here, begun.onward().after) == (steps[1], None)
    assert begun.onward().onward() == begun.onward()


def test_without_a_route_lesions_are_counted_without_a_place() -> None:
    assert walk(REGIONS, ()).here == NOWHERE
    assert walk(REGIONS, ()).onward().here == NOWHERE


def test_a_step_has_the_side_that_is_kept_for_its_region() -> None:
    steps = (RouteStep("glabella", Side.UNSAID), RouteStep("temple", Side.MIDLINE), RouteStep("scalp", Side.UNSIDED))

    assert [each.side for each in walk(REGIONS, steps).steps] == [Side.UNSIDED, Side.UNSAID, Side.UNSAID]
