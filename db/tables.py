"""The tables.

Each says in `info["signing"]` how signing a visit treats it:

frozen   belongs to a visit and never changes once that is signed; `info["visit"]` names the column with the visit's id
append   is only ever added to
free     has nothing to do with signing

Tables with text ids are stored in the order of their key (WITHOUT ROWID): one page less to write for each row of a tap.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint, text
from sqlalchemy.schema import SchemaItem

from db.types import Bytes, DateText, Id, Integer, Term, Text, UtcText
from resources.terms import (
    BodyKind,
    Category,
    DiagnosisState,
    Method,
    Placement,
    Sex,
    Side,
    SiteLevel,
    SkinTone,
    VisitState,
)

FROZEN, APPEND, FREE = "frozen", "append", "free"
LONGEST = 500
"""Longest name or phrase that is stored, in letters."""
LONGEST_ALERTS = 2000
"""Longest text of all alerts of a patient together."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, signing: str, *parts: SchemaItem, visit: str = "", rowid: bool = False) -> Table:
    info = {"signing": signing, "visit": visit}
    return Table(
        name, metadata, *parts, info=info, implicit_returning=False, sqlite_strict=True, sqlite_with_rowid=rowid
    )


def _id(name: str = "id") -> Column[str]:
    return Column(name, Id, primary_key=True, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _short(*names: str, most: int = LONGEST) -> list[CheckConstraint]:
    return [CheckConstraint(f"length({name}) <= {most}", name=f"{name}_short") for name in names]


def _to(target: str, *columns: str, keys: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(columns, [f"{target}.{key}" for key in keys], ondelete="RESTRICT")


practice = _table(
    "practice",
    FREE,
    Column("id", Integer, CheckConstraint("id = 1", name="only"), primary_key=True, nullable=False),
    _text("name"),
    Column("demo", Integer, CheckConstraint("demo IN (0, 1)", name="demo_flag"), nullable=False),
    _text("first_view"),
    _text("place_of_service"),
    Column("site_level", Term(SiteLevel), nullable=False),
    _number("route"),
    _number("version"),
    *_short("name", "first_view", "place_of_service"),
    rowid=True,
)
route_step = _table(
    "route_step",
    FREE,
    Column(
        "route",
        Integer,
        CheckConstraint("route > 0", name="route_counts"),
        primary_key=True,
        nullable=False,
        autoincrement=False,
    ),
    Column("ordinal", Integer, primary_key=True, nullable=False, autoincrement=False),
    _text("region"),
    Column("side", Term(Side), nullable=False),
    *_short("region"),
)
place_word = _table(
    "place_word",
    FREE,
    Column("word", Text, primary_key=True, nullable=False),
    Column("region", Text, primary_key=True, nullable=False),
    Column("learned_at", UtcText, nullable=False),
    Column("forgotten_at", UtcText),
    *_short("word", "region"),
)
station = _table(
    "station",
    FREE,
    _id(),
    _text("name"),
    Column("made_at", UtcText, nullable=False),
    *_short("name"),
)
person = _table(
    "person",
    FREE,
    _id(),
    _number("ordinal"),
    _text("name"),
    _text("credentials"),
    _number("version"),
    *_short("name", "credentials"),
)
patient = _table(
    "patient",
    FREE,
    _id(),
    _text("family_name"),
    _text("given_name"),
    Column("birth_date", DateText),
    _text("mrn"),
    _text("alerts"),
    Column("sex", Term(Sex), nullable=False),
    Column("body", Term(BodyKind)),
    Column("skin_tone", Term(SkinTone)),
    _text("name_folded"),
    _number("version"),
    *_short("family_name", "given_name", "mrn"),
    *_short("alerts", most=LONGEST_ALERTS),
    Index("ix_patient_name_folded", "name_folded"),
    Index("ix_patient_birth_date", "birth_date"),
)
patient_word = _table(
    "patient_word",
    FREE,
    Column("word", Text, primary_key=True, nullable=False),
    Column("name_folded", Text, primary_key=True, nullable=False),
    Column("patient_id", Id, primary_key=True, nullable=False),
    _to("patient", "patient_id"),
    Index("ix_patient_word_patient_id", "patient_id"),
)
visit = _table(
    "visit",
    FROZEN,
    _id(),
    Column("patient_id", Id, nullable=False),
    Column("provider_id", Id, nullable=False),
    Column("amends_id", Id),
    Column("date_of_service", DateText, nullable=False),
    _text("place_of_service"),
    Column("state", Term(VisitState), nullable=False),
    Column("opened_at", UtcText, nullable=False),
    _number("version"),
    UniqueConstraint("patient_id", "id"),
    _to("patient", "patient_id"),
    _to("person", "provider_id"),
    _to("visit", "patient_id", "amends_id", keys=("patient_id", "id")),
    *_short("place_of_service"),
    Index("ix_visit_date_of_service", "date_of_service"),
    Index("ix_visit_open", "opened_at", sqlite_where=text("state = 'open'")),
    visit="id",
)
lesion = _table(
    "lesion",
    FREE,
    _id(),
    Column("patient_id", Id, nullable=False),
    Column("made_at", UtcText, nullable=False),
    UniqueConstraint("patient_id", "id"),
    _to("patient", "patient_id"),
)
mark = _table(
    "mark",
    FROZEN,
    _id(),
    Column("visit_id", Id, nullable=False),
    Column("patient_id", Id, nullable=False),
    Column("lesion_id", Id, nullable=False),
    _number("ordinal"),
    Column("placement", Term(Placement), nullable=False),
    _text("region"),
    Column("side", Term(Side), nullable=False),
    _text("other_region"),
    _text("phrase"),
    _text("vocabulary"),
    _text("surface"),
    Column("quad", Integer, CheckConstraint("quad >= 0", name="quad_there")),
    Column("u_ppm", Integer, CheckConstraint("u_ppm BETWEEN 0 AND 1000000", name="u_inside")),
    Column("v_ppm", Integer, CheckConstraint("v_ppm BETWEEN 0 AND 1000000", name="v_inside")),
    _text("view"),
    Column("radius_mm", Integer, CheckConstraint("radius_mm >= 0", name="radius_there"), nullable=False),
    Column("maybe_same_as", Id),
    Column("entered_at", UtcText, nullable=False),
    Column("entered_by", Id, nullable=False),
    Column("voided_at", UtcText),
    _number("version"),
    UniqueConstraint("visit_id", "id"),
    UniqueConstraint("visit_id", "ordinal"),
    CheckConstraint("(quad IS NULL) = (u_ppm IS NULL) AND (quad IS NULL) = (v_ppm IS NULL)", name="anchor_whole"),
    CheckConstraint("placement <> 'tapped' OR quad IS NOT NULL", name="tapped_anchor"),
    CheckConstraint("placement <> 'off_surface' OR quad IS NULL", name="off_surface_none"),
    _to("visit", "patient_id", "visit_id", keys=("patient_id", "id")),
    _to("lesion", "patient_id", "lesion_id", keys=("patient_id", "id")),
    _to("mark", "visit_id", "maybe_same_as", keys=("visit_id", "id")),
    _to("person", "entered_by"),
    *_short("region", "other_region", "phrase", "vocabulary", "surface", "view"),
    Index("ix_mark_lesion_id", "lesion_id"),
    visit="visit_id",
)
mark_measure = _table(
    "mark_measure",
    FROZEN,
    _id(),
    Column("visit_id", Id, nullable=False),
    Column("mark_id", Id, nullable=False),
    _text("landmark"),
    Column("side", Term(Side), nullable=False),
    Column(
        "distance_mm", Integer, CheckConstraint("distance_mm BETWEEN 1 AND 2000", name="distance_sane"), nullable=False
    ),
    _text("direction"),
    Column("entered_at", UtcText, nullable=False),
    Column("entered_by", Id, nullable=False),
    Column("voided_at", UtcText),
    _number("version"),
    UniqueConstraint("visit_id", "id"),
    _to("mark", "visit_id", "mark_id", keys=("visit_id", "id")),
    _to("person", "entered_by"),
    *_short("landmark", "direction"),
    # SQLite keeps the rows of one visit together in it
    Index(
        "uq_mark_measure_live", "visit_id", "mark_id", "landmark", unique=True, sqlite_where=text("voided_at IS NULL")
    ),
    visit="visit_id",
)
treatment = _table(
    "treatment",
    FROZEN,
    _id(),
    Column("visit_id", Id, nullable=False),
    Column("mark_id", Id, nullable=False),
    Column("category", Term(Category), nullable=False),
    _text("preset"),
    Column("size_mm", Integer, CheckConstraint("size_mm BETWEEN 1 AND 2000", name="size_sane")),
    Column("diagnosis_state", Term(DiagnosisState), nullable=False),
    Column("cosmetic", Integer, CheckConstraint("cosmetic IN (0, 1)", name="cosmetic_flag"), nullable=False),
    _number("edition"),
    Column("performed_by", Id, nullable=False),
    Column("entered_at", UtcText, nullable=False),
    Column("entered_by", Id, nullable=False),
    Column("voided_at", UtcText),
    _number("version"),
    UniqueConstraint("visit_id", "id"),
    _to("mark", "visit_id", "mark_id", keys=("visit_id", "id")),
    _to("person", "performed_by"),
    _to("person", "entered_by"),
    *_short("preset"),
    # SQLite keeps the rows of one mark together in it; the voided ones are not in it.
    Index("uq_treatment_live", "mark_id", "category", unique=True, sqlite_where=text("voided_at IS NULL")),
    visit="visit_id",
)


def _part(name: str, *parts: SchemaItem) -> Table:
    """Return the table of a list that belongs to a treatment. A change adds its next edition; the earlier ones stay."""
    return _table(
        name,
        FROZEN,
        _id("visit_id"),
        _id("treatment_id"),
        Column("edition", Integer, primary_key=True, nullable=False, autoincrement=False),
        Column("ordinal", Integer, primary_key=True, nullable=False, autoincrement=False),
        *parts,
        _to("treatment", "visit_id", "treatment_id", keys=("visit_id", "id")),
        visit="visit_id",
    )


treatment_method = _part("treatment_method", Column("method", Term(Method), nullable=False))
treatment_diagnosis = _part("treatment_diagnosis", _text("diagnosis"), *_short("diagnosis"))
treatment_freeze = _part(
    "treatment_freeze",
    Column("tenths", Integer, CheckConstraint("tenths BETWEEN 1 AND 6000", name="tenths_sane"), nullable=False),
)
event = _table(
    "event",
    APPEND,
    Column("seq", Integer, CheckConstraint("seq > 0", name="seq_counts"), primary_key=True, nullable=False),
    Column("station_id", Id, nullable=False),
    Column("at", UtcText, nullable=False),
    _text("actor"),
    _text("kind"),
    _text("patient"),
    _text("visit"),
    _text("subject"),
    Column("body", Bytes, nullable=False),
    _text("prev"),
    _text("hash"),
    CheckConstraint("length(hash) = 64", name="hash_whole"),
    _to("station", "station_id"),
    Index("ix_event_visit", "visit"),
    rowid=True,
)
