"""The tables.

Each says in `info["signing"]` how signing a visit treats it:

frozen   belongs to a visit and never changes once that is signed; `info["visit"]` names the column with the visit's id
append   is only ever added to
free     has nothing to do with signing

Tables with text ids are stored in the order of their key (WITHOUT ROWID): one page less to write for each row of a tap.
"""

from sqlalchemy import CheckConstraint, Column, Index, Table, UniqueConstraint, text
from sqlalchemy.schema import SchemaItem

from db.table_parts import (
    APPEND,
    FREE,
    FROZEN,
    LONGEST,
    LONGEST_ALERTS,
    key_column,
    metadata,
    number_column,
    short,
    table,
    text_column,
    to,
)
from db.types import Bytes, DateText, Id, Integer, Term, Text, UtcText
from resources.terms import (
    BodyKind,
    Category,
    DiagnosisState,
    Method,
    Placement,
    Role,
    Sex,
    Side,
    SiteLevel,
    SkinTone,
    VisitState,
)

__all__ = ["APPEND", "FREE", "FROZEN", "LONGEST", "LONGEST_ALERTS", "metadata"]

practice = table(
    "practice",
    FREE,
    Column("id", Integer, CheckConstraint("id = 1", name="only"), primary_key=True, nullable=False),
    text_column("name"),
    Column("demo", Integer, CheckConstraint("demo IN (0, 1)", name="demo_flag"), nullable=False),
    text_column("first_view"),
    text_column("place_of_service"),
    Column("site_level", Term(SiteLevel), nullable=False),
    number_column("route"),
    Column("lock_minutes", Integer, CheckConstraint("lock_minutes BETWEEN 1 AND 15", name="lock_sane"), nullable=False),
    number_column("version"),
    *short("name", "first_view", "place_of_service"),
    rowid=True,
)
route_step = table(
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
    text_column("region"),
    Column("side", Term(Side), nullable=False),
    *short("region"),
)
place_word = table(
    "place_word",
    FREE,
    Column("word", Text, primary_key=True, nullable=False),
    Column("region", Text, primary_key=True, nullable=False),
    Column("learned_at", UtcText, nullable=False),
    Column("forgotten_at", UtcText),
    *short("word", "region"),
)
station = table(
    "station",
    FREE,
    key_column(),
    text_column("name"),
    Column("made_at", UtcText, nullable=False),
    *short("name"),
)
person = table(
    "person",
    FREE,
    key_column(),
    number_column("ordinal"),
    text_column("name"),
    text_column("credentials"),
    text_column("npi"),
    Column("removed_at", UtcText),
    number_column("version"),
    *short("name", "credentials", "npi"),
)
person_role = table(
    "person_role",
    FREE,
    key_column("person_id"),
    Column("role", Term(Role), primary_key=True, nullable=False),
    Column("granted_at", UtcText, nullable=False),
    Column("granted_by", Id, nullable=False),
    Column("revoked_at", UtcText),
    to("person", "person_id"),
    to("person", "granted_by"),
)
pin = table(
    "pin",
    FREE,
    key_column("person_id"),
    text_column("verifier"),
    number_column("failures"),
    Column("wait_until", UtcText),
    Column("password_at", UtcText),
    to("person", "person_id"),
    *short("verifier"),
)
patient = table(
    "patient",
    FREE,
    key_column(),
    text_column("family_name"),
    text_column("given_name"),
    Column("birth_date", DateText),
    text_column("mrn"),
    text_column("alerts"),
    Column("sex", Term(Sex), nullable=False),
    Column("body", Term(BodyKind)),
    Column("skin_tone", Term(SkinTone)),
    text_column("name_folded"),
    number_column("version"),
    *short("family_name", "given_name", "mrn"),
    *short("alerts", most=LONGEST_ALERTS),
    Index("ix_patient_name_folded", "name_folded"),
    Index("ix_patient_birth_date", "birth_date"),
)
patient_word = table(
    "patient_word",
    FREE,
    Column("word", Text, primary_key=True, nullable=False),
    Column("name_folded", Text, primary_key=True, nullable=False),
    Column("patient_id", Id, primary_key=True, nullable=False),
    to("patient", "patient_id"),
    Index("ix_patient_word_patient_id", "patient_id"),
)
visit = table(
    "visit",
    FROZEN,
    key_column(),
    Column("patient_id", Id, nullable=False),
    Column("provider_id", Id, nullable=False),
    Column("amends_id", Id),
    Column("date_of_service", DateText, nullable=False),
    text_column("place_of_service"),
    Column("state", Term(VisitState), nullable=False),
    Column("opened_at", UtcText, nullable=False),
    number_column("version"),
    UniqueConstraint("patient_id", "id"),
    to("patient", "patient_id"),
    to("person", "provider_id"),
    to("visit", "patient_id", "amends_id", keys=("patient_id", "id")),
    *short("place_of_service"),
    Index("ix_visit_date_of_service", "date_of_service"),
    Index("ix_visit_open", "opened_at", sqlite_where=text("state = 'open'")),
    visit="id",
)
emergency_access = table(
    "emergency_access",
    FREE,
    key_column(),
    Column("person_id", Id, nullable=False),
    Column("patient_id", Id, nullable=False),
    text_column("reason"),
    Column("opened_at", UtcText, nullable=False),
    Column("ends_at", UtcText, nullable=False),
    Column("closed_at", UtcText),
    Column("reviewed_at", UtcText),
    Column("reviewed_by", Id),
    text_column("remark"),
    number_column("version"),
    CheckConstraint("(reviewed_at IS NULL) = (reviewed_by IS NULL)", name="review_whole"),
    CheckConstraint("reviewed_by <> person_id", name="review_by_another"),
    to("person", "person_id"),
    to("person", "reviewed_by"),
    to("patient", "patient_id"),
    *short("reason", "remark"),
    Index("ix_emergency_access_patient_id", "patient_id"),
)
lesion = table(
    "lesion",
    FREE,
    key_column(),
    Column("patient_id", Id, nullable=False),
    Column("made_at", UtcText, nullable=False),
    UniqueConstraint("patient_id", "id"),
    to("patient", "patient_id"),
)
mark = table(
    "mark",
    FROZEN,
    key_column(),
    Column("visit_id", Id, nullable=False),
    Column("patient_id", Id, nullable=False),
    Column("lesion_id", Id, nullable=False),
    number_column("ordinal"),
    Column("placement", Term(Placement), nullable=False),
    text_column("region"),
    Column("side", Term(Side), nullable=False),
    text_column("other_region"),
    text_column("phrase"),
    text_column("vocabulary"),
    text_column("surface"),
    Column("quad", Integer, CheckConstraint("quad >= 0", name="quad_there")),
    Column("u_ppm", Integer, CheckConstraint("u_ppm BETWEEN 0 AND 1000000", name="u_inside")),
    Column("v_ppm", Integer, CheckConstraint("v_ppm BETWEEN 0 AND 1000000", name="v_inside")),
    text_column("view"),
    Column("radius_mm", Integer, CheckConstraint("radius_mm >= 0", name="radius_there"), nullable=False),
    Column("maybe_same_as", Id),
    Column("entered_at", UtcText, nullable=False),
    Column("entered_by", Id, nullable=False),
    Column("voided_at", UtcText),
    Column("changed_at", UtcText),
    Column("changed_by", Id),
    Column("accepted_at", UtcText),
    Column("accepted_by", Id),
    number_column("version"),
    UniqueConstraint("visit_id", "id"),
    UniqueConstraint("visit_id", "ordinal"),
    CheckConstraint("(quad IS NULL) = (u_ppm IS NULL) AND (quad IS NULL) = (v_ppm IS NULL)", name="anchor_whole"),
    CheckConstraint("placement <> 'tapped' OR quad IS NOT NULL", name="tapped_anchor"),
    CheckConstraint("placement <> 'off_surface' OR quad IS NULL", name="off_surface_none"),
    CheckConstraint("(changed_at IS NULL) = (changed_by IS NULL)", name="change_whole"),
    CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="acceptance_whole"),
    to("visit", "patient_id", "visit_id", keys=("patient_id", "id")),
    to("lesion", "patient_id", "lesion_id", keys=("patient_id", "id")),
    to("mark", "visit_id", "maybe_same_as", keys=("visit_id", "id")),
    to("person", "entered_by"),
    to("person", "changed_by"),
    to("person", "accepted_by"),
    *short("region", "other_region", "phrase", "vocabulary", "surface", "view"),
    Index("ix_mark_lesion_id", "lesion_id"),
    visit="visit_id",
)
mark_measure = table(
    "mark_measure",
    FROZEN,
    key_column(),
    Column("visit_id", Id, nullable=False),
    Column("mark_id", Id, nullable=False),
    text_column("landmark"),
    Column("side", Term(Side), nullable=False),
    Column(
        "distance_mm", Integer, CheckConstraint("distance_mm BETWEEN 1 AND 2000", name="distance_sane"), nullable=False
    ),
    text_column("direction"),
    Column("entered_at", UtcText, nullable=False),
    Column("entered_by", Id, nullable=False),
    Column("voided_at", UtcText),
    number_column("version"),
    UniqueConstraint("visit_id", "id"),
    to("mark", "visit_id", "mark_id", keys=("visit_id", "id")),
    to("person", "entered_by"),
    *short("landmark", "direction"),
    # SQLite keeps the rows of one visit together in it
    Index(
        "uq_mark_measure_live", "visit_id", "mark_id", "landmark", unique=True, sqlite_where=text("voided_at IS NULL")
    ),
    visit="visit_id",
)
treatment = table(
    "treatment",
    FROZEN,
    key_column(),
    Column("visit_id", Id, nullable=False),
    Column("mark_id", Id, nullable=False),
    Column("category", Term(Category), nullable=False),
    text_column("preset"),
    Column("size_mm", Integer, CheckConstraint("size_mm BETWEEN 1 AND 2000", name="size_sane")),
    Column("diagnosis_state", Term(DiagnosisState), nullable=False),
    Column("cosmetic", Integer, CheckConstraint("cosmetic IN (0, 1)", name="cosmetic_flag"), nullable=False),
    number_column("edition"),
    Column("performed_by", Id, nullable=False),
    Column("entered_at", UtcText, nullable=False),
    Column("entered_by", Id, nullable=False),
    Column("voided_at", UtcText),
    number_column("version"),
    UniqueConstraint("visit_id", "id"),
    to("mark", "visit_id", "mark_id", keys=("visit_id", "id")),
    to("person", "performed_by"),
    to("person", "entered_by"),
    *short("preset"),
    # SQLite keeps the rows of one mark together in it; the voided ones are not in it.
    Index("uq_treatment_live", "mark_id", "category", unique=True, sqlite_where=text("voided_at IS NULL")),
    visit="visit_id",
)


def _part(name: str, *parts: SchemaItem) -> Table:
    """Return the table of a list that belongs to a treatment. A change adds its next edition; the earlier ones stay."""
    return table(
        name,
        FROZEN,
        key_column("visit_id"),
        key_column("treatment_id"),
        Column("edition", Integer, primary_key=True, nullable=False, autoincrement=False),
        Column("ordinal", Integer, primary_key=True, nullable=False, autoincrement=False),
        *parts,
        to("treatment", "visit_id", "treatment_id", keys=("visit_id", "id")),
        visit="visit_id",
    )


treatment_method = _part("treatment_method", Column("method", Term(Method), nullable=False))
treatment_diagnosis = _part("treatment_diagnosis", text_column("diagnosis"), *short("diagnosis"))
treatment_freeze = _part(
    "treatment_freeze",
    Column("tenths", Integer, CheckConstraint("tenths BETWEEN 1 AND 6000", name="tenths_sane"), nullable=False),
)
event = table(
    "event",
    APPEND,
    Column("seq", Integer, CheckConstraint("seq > 0", name="seq_counts"), primary_key=True, nullable=False),
    Column("station_id", Id, nullable=False),
    Column("at", UtcText, nullable=False),
    text_column("actor"),
    text_column("kind"),
    text_column("patient"),
    text_column("visit"),
    text_column("subject"),
    Column("body", Bytes, nullable=False),
    text_column("prev"),
    text_column("hash"),
    CheckConstraint("length(hash) = 64", name="hash_whole"),
    to("station", "station_id"),
    Index("ix_event_visit", "visit"),
    rowid=True,
)
