"""The closed vocabulary. The values are what is stored and what the command line reads and writes."""

from dataclasses import dataclass
from enum import StrEnum

SURFACE = "hm08/1"
"""Name and version of the body surface that every anchor refers to."""
VOCABULARY = "sites/2"
"""Version of the anatomy table and of the rules that put a site in words. Sites 1 had cells as borders and no position
words."""


class Category(StrEnum):
    """What was done to a lesion; decides the code family."""

    PREMALIGNANT = "premalignant"
    BENIGN = "benign"
    SKIN_TAG = "skin_tag"
    MALIGNANT = "malignant"
    BIOPSY_TANGENTIAL = "biopsy_tangential"
    BIOPSY_PUNCH = "biopsy_punch"
    BIOPSY_INCISIONAL = "biopsy_incisional"
    SHAVE = "shave"
    INTRALESIONAL = "intralesional"
    PARING = "paring"
    ACNE_CRYO = "acne_cryo"
    PDT_STAFF = "pdt_staff"
    PDT_PHYSICIAN = "pdt_physician"
    PDT_DEBRIDEMENT_PHYSICIAN = "pdt_debridement_physician"


class Method(StrEnum):
    """How a lesion was destroyed."""

    CRYOTHERAPY = "cryotherapy"
    ELECTROSURGERY = "electrosurgery"
    LASER = "laser"
    CHEMICAL = "chemical"
    CURETTEMENT = "curettement"


class Side(StrEnum):
    """The patient's side. UNSIDED: the region has none. UNSAID: it has one, but nobody said it yet."""

    RIGHT = "right"
    LEFT = "left"
    MIDLINE = "midline"
    UNSIDED = "unsided"
    UNSAID = "unsaid"


class Placement(StrEnum):
    """How a mark got its place."""

    TAPPED = "tapped"
    BY_NAME = "by_name"
    OFF_SURFACE = "off_surface"


class DiagnosisState(StrEnum):
    """How sure the diagnosis is."""

    CLINICAL = "clinical"
    AWAITING = "awaiting"
    CONFIRMED = "confirmed"


class VisitState(StrEnum):
    """Where a visit stands."""

    OPEN = "open"
    SIGNED = "signed"
    DISCARDED = "discarded"


class Role(StrEnum):
    """What a person is in the practice; one person may be several. `resources/access.toml` says what each may do."""

    PROVIDER = "provider"
    SCRIBE = "scribe"
    BILLER = "biller"
    ADMINISTRATOR = "administrator"


class Sex(StrEnum):
    """A patient's sex as the chart has it; it chooses the body that is drawn, and nothing else."""

    FEMALE = "female"
    MALE = "male"
    UNSAID = "unsaid"


class BodyKind(StrEnum):
    """The body that is drawn. All share one surface: an anchor means the same place on each of them."""

    NEUTRAL = "neutral"
    MALE = "male"
    FEMALE = "female"
    OLDER = "older"
    CHILD = "child"


class SkinTone(StrEnum):
    """How dark the drawn skin is."""

    LIGHT = "light"
    MEDIUM = "medium"
    DARK = "dark"


class SiteLevel(StrEnum):
    """How fine the note names a site. What is stored is always the finest that was pointed at."""

    LEAF = "leaf"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point of the skin on the fixed body surface: a base quad and its two parameters in millionths.

    Independent of body shape, pose, view and resolution. `u_ppm` and `v_ppm` lie in 0..1_000_000.
    """

    quad: int
    u_ppm: int
    v_ppm: int
