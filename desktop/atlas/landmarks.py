"""The landmarks of the body: named points from which a lesion can be found again."""

import json
from collections.abc import Mapping

from desktop.atlas.surface import Surface
from resources import files
from resources.terms import Anchor, Side

_FILE = "body/landmarks.json"


def load_landmarks() -> Mapping[str, Anchor]:
    """Return the anchors of all landmarks by id; paired ones are those of the patient's left."""
    rows: dict[str, tuple[int, int, int]] = json.loads(files.read_text(_FILE))
    return {key: Anchor(*row) for key, row in rows.items()}


def landmark(landmark_id: str, side: Side, surface: Surface) -> Anchor:
    """Return a landmark's anchor on a side; one on the midline is its own mirror image, and any side finds it.

    Raises KeyError for an unknown landmark.
    """
    found = load_landmarks()[landmark_id]
    return surface.mirrored(found) if side is Side.RIGHT else found
