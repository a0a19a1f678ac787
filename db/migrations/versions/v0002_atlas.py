"""What the atlas keeps: the body that is drawn, the second name beside a border, measured distances, timed freezes.

Three tables get columns in their midst, so they are made anew and filled from the old ones. Places of the first format
were named by the first anatomy vocabulary, on the surface that their `vocabulary` said.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ANEW = {
    "patient": """
    CREATE TABLE patient_new (
        id TEXT NOT NULL,
        family_name TEXT NOT NULL,
        given_name TEXT NOT NULL,
        birth_date TEXT,
        mrn TEXT NOT NULL,
        alerts TEXT NOT NULL,
        sex TEXT NOT NULL,
        body TEXT,
        skin_tone TEXT,
        name_folded TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_patient PRIMARY KEY (id),
        CONSTRAINT ck_patient_family_name_short CHECK (length(family_name) <= 500),
        CONSTRAINT ck_patient_given_name_short CHECK (length(given_name) <= 500),
        CONSTRAINT ck_patient_mrn_short CHECK (length(mrn) <= 500),
        CONSTRAINT ck_patient_alerts_short CHECK (length(alerts) <= 2000)
    ) WITHOUT ROWID, STRICT
    """,
    "practice": """
    CREATE TABLE practice_new (
        id INTEGER NOT NULL CONSTRAINT ck_practice_only CHECK (id = 1),
        name TEXT NOT NULL,
        demo INTEGER NOT NULL CONSTRAINT ck_practice_demo_flag CHECK (demo IN (0, 1)),
        first_view TEXT NOT NULL,
        place_of_service TEXT NOT NULL,
        site_level TEXT NOT NULL,
        route INTEGER NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_practice PRIMARY KEY (id),
        CONSTRAINT ck_practice_name_short CHECK (length(name) <= 500),
        CONSTRAINT ck_practice_first_view_short CHECK (length(first_view) <= 500),
        CONSTRAINT ck_practice_place_of_service_short CHECK (length(place_of_service) <= 500)
    ) STRICT
    """,
    "mark": """
    CREATE TABLE mark_new (
        id TEXT NOT NULL,
        visit_id TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        lesion_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        placement TEXT NOT NULL,
        region TEXT NOT NULL,
        side TEXT NOT NULL,
        other_region TEXT NOT NULL,
        phrase TEXT NOT NULL,
        vocabulary TEXT NOT NULL,
        surface TEXT NOT NULL,
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
        CONSTRAINT ck_mark_other_region_short CHECK (length(other_region) <= 500),
        CONSTRAINT ck_mark_phrase_short CHECK (length(phrase) <= 500),
        CONSTRAINT ck_mark_vocabulary_short CHECK (length(vocabulary) <= 500),
        CONSTRAINT ck_mark_surface_short CHECK (length(surface) <= 500),
        CONSTRAINT ck_mark_view_short CHECK (length(view) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
}
_FILL = {
    "patient": """
        INSERT INTO patient_new (
            id, family_name, given_name, birth_date, mrn, alerts, sex, name_folded, version
        )
        SELECT
            id, family_name, given_name, birth_date, mrn, alerts, 'unsaid', name_folded, version
        FROM patient
    """,
    "practice": """
        INSERT INTO practice_new (
            id, name, demo, first_view, place_of_service, site_level, route, version
        )
        SELECT
            id, name, demo, first_view, place_of_service, 'leaf', 0, version
        FROM practice
    """,
    "mark": """
        INSERT INTO mark_new (
            id, visit_id, patient_id, lesion_id, ordinal, placement, region, side, other_region, phrase, vocabulary,
            surface, quad, u_ppm, v_ppm, "view", radius_mm,
            maybe_same_as, entered_at, entered_by, voided_at, version
        )
        SELECT
            id, visit_id, patient_id, lesion_id, ordinal, placement, region, side, '', phrase, 'sites/1',
            vocabulary, quad, u_ppm, v_ppm, "view", radius_mm,
            maybe_same_as, entered_at, entered_by, voided_at, version
        FROM mark
    """,
}
_NEW = (
    """
    CREATE TABLE route_step (
        route INTEGER NOT NULL CONSTRAINT ck_route_step_route_counts CHECK (route > 0),
        ordinal INTEGER NOT NULL,
        region TEXT NOT NULL,
        side TEXT NOT NULL,
        CONSTRAINT pk_route_step PRIMARY KEY (route, ordinal),
        CONSTRAINT ck_route_step_region_short CHECK (length(region) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE place_word (
        word TEXT NOT NULL,
        region TEXT NOT NULL,
        learned_at TEXT NOT NULL,
        forgotten_at TEXT,
        CONSTRAINT pk_place_word PRIMARY KEY (word, region),
        CONSTRAINT ck_place_word_word_short CHECK (length(word) <= 500),
        CONSTRAINT ck_place_word_region_short CHECK (length(region) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE mark_measure (
        id TEXT NOT NULL,
        visit_id TEXT NOT NULL,
        mark_id TEXT NOT NULL,
        landmark TEXT NOT NULL,
        side TEXT NOT NULL,
        distance_mm INTEGER NOT NULL CONSTRAINT ck_mark_measure_distance_sane CHECK (distance_mm BETWEEN 1 AND 2000),
        direction TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        entered_by TEXT NOT NULL,
        voided_at TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_mark_measure PRIMARY KEY (id),
        CONSTRAINT uq_mark_measure_visit_id_id UNIQUE (visit_id, id),
        CONSTRAINT fk_mark_measure_visit_id_mark_id_mark FOREIGN KEY(visit_id, mark_id)
            REFERENCES mark (visit_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_measure_entered_by_person FOREIGN KEY(entered_by)
            REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT ck_mark_measure_landmark_short CHECK (length(landmark) <= 500),
        CONSTRAINT ck_mark_measure_direction_short CHECK (length(direction) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE treatment_freeze (
        visit_id TEXT NOT NULL,
        treatment_id TEXT NOT NULL,
        edition INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        tenths INTEGER NOT NULL CONSTRAINT ck_treatment_freeze_tenths_sane CHECK (tenths BETWEEN 1 AND 6000),
        CONSTRAINT pk_treatment_freeze PRIMARY KEY (visit_id, treatment_id, edition, ordinal),
        CONSTRAINT fk_treatment_freeze_visit_id_treatment_id_treatment FOREIGN KEY(visit_id, treatment_id)
            REFERENCES treatment (visit_id, id) ON DELETE RESTRICT
    ) WITHOUT ROWID, STRICT
    """,
)
_INDEXES = (
    "CREATE INDEX ix_patient_birth_date ON patient (birth_date)",
    "CREATE INDEX ix_patient_name_folded ON patient (name_folded)",
    "CREATE INDEX ix_mark_lesion_id ON mark (lesion_id)",
    "CREATE UNIQUE INDEX uq_mark_measure_live ON mark_measure (visit_id, mark_id, landmark) WHERE voided_at IS NULL",
)


def upgrade() -> None:
    """Make three tables anew with what they held, and the new ones."""
    for table, text in _ANEW.items():
        op.execute(text)
        op.execute(_FILL[table])
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    for text in (*_NEW, *_INDEXES):
        op.execute(text)


def downgrade() -> None:
    """Refuse: an older program does not open this record, and its checked copy lies beside it."""
    raise NotImplementedError
