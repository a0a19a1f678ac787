"""What belongs to diagrams and not to views: told without reading the diagrams, which few visits need."""

from db.records import Place
from resources.terms import Placement

DIAGRAMS = "diagram_"
"""What the key of a diagram begins with."""


def is_off_skin(place: Place) -> bool:
    """Say whether a lesion has no skin to be drawn on: it was put on a diagram, or named by what the surface lacks."""
    return place.placement is Placement.OFF_SURFACE or (place.placement is Placement.BY_NAME and place.anchor is None)
