"""The first format of the record. Never edited after a release; the text is what stands in the file."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE patient (
        id TEXT NOT NULL,
        family_name TEXT NOT NULL,
        given_name TEXT NOT NULL,
        birth_date TEXT,
        mrn TEXT NOT NULL,
        alerts TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_patient PRIMARY KEY (id),
        CONSTRAINT ck_patient_family_name_short CHECK (length(family_name) <= 500),
        CONSTRAINT ck_patient_given_name_short CHECK (length(given_name) <= 500),
        CONSTRAINT ck_patient_mrn_short CHECK (length(mrn) <= 500),
        CONSTRAINT ck_patient_alerts_short CHECK (length(alerts) <= 2000)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE person (
        id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name TEXT NOT NULL,
        credentials TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_person PRIMARY KEY (id),
        CONSTRAINT ck_person_name_short CHECK (length(name) <= 500),
        CONSTRAINT ck_person_credentials_short CHECK (length(credentials) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE practice (
        id INTEGER NOT NULL CONSTRAINT ck_practice_only CHECK (id = 1),
        name TEXT NOT NULL,
        demo INTEGER NOT NULL CONSTRAINT ck_practice_demo_flag CHECK (demo IN (0, 1)),
        first_view TEXT NOT NULL,
        place_of_service TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_practice PRIMARY KEY (id),
        CONSTRAINT ck_practice_name_short CHECK (length(name) <= 500),
        CONSTRAINT ck_practice_first_view_short CHECK (length(first_view) <= 500),
        CONSTRAINT ck_practice_place_of_service_short CHECK (length(place_of_service) <= 500)
    ) STRICT
    """,
    """
    CREATE TABLE station (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT pk_station PRIMARY KEY (id),
        CONSTRAINT ck_station_name_short CHECK (length(name) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE event (
        seq INTEGER NOT NULL CONSTRAINT ck_event_seq_counts CHECK (seq > 0),
        station_id TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        patient TEXT NOT NULL,
        visit TEXT NOT NULL,
        subject TEXT NOT NULL,
        body BLOB NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL,
        CONSTRAINT pk_event PRIMARY KEY (seq),
        CONSTRAINT ck_event_hash_whole CHECK (length(hash) = 64),
        CONSTRAINT fk_event_station_id_station FOREIGN KEY(station_id) REFERENCES station (id) ON DELETE RESTRICT
    ) STRICT
    """,
    """
    CREATE TABLE lesion (
        id TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT pk_lesion PRIMARY KEY (id),
        CONSTRAINT uq_lesion_patient_id_id UNIQUE (patient_id, id),
        CONSTRAINT fk_lesion_patient_id_patient FOREIGN KEY(patient_id) REFERENCES patient (id) ON DELETE RESTRICT
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE patient_word (
        word TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        CONSTRAINT pk_patient_word PRIMARY KEY (word, name_folded, patient_id),
        CONSTRAINT fk_patient_word_patient_id_patient FOREIGN KEY(patient_id)
            REFERENCES patient (id) ON DELETE RESTRICT
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE visit (
        id TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        provider_id TEXT NOT NULL,
        amends_id TEXT,
        date_of_service TEXT NOT NULL,
        place_of_service TEXT NOT NULL,
        state TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_visit PRIMARY KEY (id),
        CONSTRAINT uq_visit_patient_id_id UNIQUE (patient_id, id),
        CONSTRAINT fk_visit_patient_id_patient FOREIGN KEY(patient_id) REFERENCES patient (id) ON DELETE RESTRICT,
        CONSTRAINT fk_visit_provider_id_person FOREIGN KEY(provider_id) REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_visit_patient_id_amends_id_visit FOREIGN KEY(patient_id, amends_id)
            REFERENCES visit (patient_id, id) ON DELETE RESTRICT,
        CONSTRAINT ck_visit_place_of_service_short CHECK (length(place_of_service) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE mark (
        id TEXT NOT NULL,
        visit_id TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        lesion_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        placement TEXT NOT NULL,
        region TEXT NOT NULL,
        side TEXT NOT NULL,
        phrase TEXT NOT NULL,
        vocabulary TEXT NOT NULL,
        quad INTEGER CONSTRAINT ck_mark_quad_there CHECK (quad >= 0),
        u_ppm INTEGER CONSTRAINT ck_mark_u_inside CHECK (u_ppm BETWEEN 0 AND 1000000),
        v_ppm INTEGER CONSTRAINT ck_mark_v_inside CHECK (v_ppm BETWEEN 0 AND 1000000),
        "view" TEXT NOT NULL,
        radius_mm INTEGER NOT NULL CONSTRAINT ck_mark_radius_there CHECK (radius_mm >= 0),
        maybe_same_as TEXT,
        entered_at TEXT NOT NULL,
        entered_by TEXT NOT NULL,
        voided_at TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_mark PRIMARY KEY (id),
        CONSTRAINT uq_mark_visit_id_id UNIQUE (visit_id, id),
        CONSTRAINT uq_mark_visit_id_ordinal UNIQUE (visit_id, ordinal),
        CONSTRAINT ck_mark_anchor_whole CHECK ((quad IS NULL) = (u_ppm IS NULL) AND (quad IS NULL) = (v_ppm IS NULL)),
        CONSTRAINT ck_mark_tapped_anchor CHECK (placement <> 'tapped' OR quad IS NOT NULL),
        CONSTRAINT ck_mark_off_surface_none CHECK (placement <> 'off_surface' OR quad IS NULL),
        CONSTRAINT fk_mark_patient_id_visit_id_visit FOREIGN KEY(patient_id, visit_id)
            REFERENCES visit (patient_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_patient_id_lesion_id_lesion FOREIGN KEY(patient_id, lesion_id)
            REFERENCES lesion (patient_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_visit_id_maybe_same_as_mark FOREIGN KEY(visit_id, maybe_same_as)
            REFERENCES mark (visit_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_entered_by_person FOREIGN KEY(entered_by) REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT ck_mark_region_short CHECK (length(region) <= 500),
        CONSTRAINT ck_mark_phrase_short CHECK (length(phrase) <= 500),
        CONSTRAINT ck_mark_view_short CHECK (length(view) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE treatment (
        id TEXT NOT NULL,
        visit_id TEXT NOT NULL,
        mark_id TEXT NOT NULL,
        category TEXT NOT NULL,
        preset TEXT NOT NULL,
        size_mm INTEGER CONSTRAINT ck_treatment_size_sane CHECK (size_mm BETWEEN 1 AND 2000),
        diagnosis_state TEXT NOT NULL,
        cosmetic INTEGER NOT NULL CONSTRAINT ck_treatment_cosmetic_flag CHECK (cosmetic IN (0, 1)),
        edition INTEGER NOT NULL,
        performed_by TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        entered_by TEXT NOT NULL,
        voided_at TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_treatment PRIMARY KEY (id),
        CONSTRAINT uq_treatment_visit_id_id UNIQUE (visit_id, id),
        CONSTRAINT fk_treatment_visit_id_mark_id_mark FOREIGN KEY(visit_id, mark_id)
            REFERENCES mark (visit_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_treatment_performed_by_person FOREIGN KEY(performed_by)
            REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_treatment_entered_by_person FOREIGN KEY(entered_by) REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT ck_treatment_preset_short CHECK (length(preset) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE treatment_diagnosis (
        visit_id TEXT NOT NULL,
        treatment_id TEXT NOT NULL,
        edition INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        diagnosis TEXT NOT NULL,
        CONSTRAINT pk_treatment_diagnosis PRIMARY KEY (visit_id, treatment_id, edition, ordinal),
        CONSTRAINT ck_treatment_diagnosis_diagnosis_short CHECK (length(diagnosis) <= 500),
        CONSTRAINT fk_treatment_diagnosis_visit_id_treatment_id_treatment FOREIGN KEY(visit_id, treatment_id)
            REFERENCES treatment (visit_id, id) ON DELETE RESTRICT
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE treatment_method (
        visit_id TEXT NOT NULL,
        treatment_id TEXT NOT NULL,
        edition INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        method TEXT NOT NULL,
        CONSTRAINT pk_treatment_method PRIMARY KEY (visit_id, treatment_id, edition, ordinal),
        CONSTRAINT fk_treatment_method_visit_id_treatment_id_treatment FOREIGN KEY(visit_id, treatment_id)
            REFERENCES treatment (visit_id, id) ON DELETE RESTRICT
    ) WITHOUT ROWID, STRICT
    """,
)
_INDEXES = (
    "CREATE INDEX ix_patient_birth_date ON patient (birth_date)",
    "CREATE INDEX ix_patient_name_folded ON patient (name_folded)",
    "CREATE INDEX ix_event_visit ON event (visit)",
    "CREATE INDEX ix_patient_word_patient_id ON patient_word (patient_id)",
    "CREATE INDEX ix_visit_date_of_service ON visit (date_of_service)",
    "CREATE INDEX ix_visit_open ON visit (opened_at) WHERE state = 'open'",
    "CREATE INDEX ix_mark_lesion_id ON mark (lesion_id)",
    "CREATE UNIQUE INDEX uq_treatment_live ON treatment (mark_id, category) WHERE voided_at IS NULL",
)


def upgrade() -> None:
    """Make every table of the first format."""
    for text in (*_TABLES, *_INDEXES):
        op.execute(text)


def downgrade() -> None:
    """There is nothing before the first format."""
    raise NotImplementedError
