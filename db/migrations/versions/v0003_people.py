"""What people, roles and keys need: who is what, PINs, emergency access, and whose hand a mark shows.

Three tables get columns in their midst, so they are made anew and filled from the old ones. Whoever is in an older
record has done everything in it alone, so everybody there becomes provider and administrator.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ANEW = {
    "practice": """
    CREATE TABLE practice_new (
        id INTEGER NOT NULL CONSTRAINT ck_practice_only CHECK (id = 1),
        name TEXT NOT NULL,
        demo INTEGER NOT NULL CONSTRAINT ck_practice_demo_flag CHECK (demo IN (0, 1)),
        first_view TEXT NOT NULL,
        place_of_service TEXT NOT NULL,
        site_level TEXT NOT NULL,
        route INTEGER NOT NULL,
        lock_minutes INTEGER NOT NULL CONSTRAINT ck_practice_lock_sane CHECK (lock_minutes BETWEEN 1 AND 15),
        version INTEGER NOT NULL,
        CONSTRAINT pk_practice PRIMARY KEY (id),
        CONSTRAINT ck_practice_name_short CHECK (length(name) <= 500),
        CONSTRAINT ck_practice_first_view_short CHECK (length(first_view) <= 500),
        CONSTRAINT ck_practice_place_of_service_short CHECK (length(place_of_service) <= 500)
    ) STRICT
    """,
    "person": """
    CREATE TABLE person_new (
        id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name TEXT NOT NULL,
        credentials TEXT NOT NULL,
        npi TEXT NOT NULL,
        removed_at TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_person PRIMARY KEY (id),
        CONSTRAINT ck_person_name_short CHECK (length(name) <= 500),
        CONSTRAINT ck_person_credentials_short CHECK (length(credentials) <= 500),
        CONSTRAINT ck_person_npi_short CHECK (length(npi) <= 500)
    ) WITHOUT ROWID, STRICT
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
        changed_at TEXT,
        changed_by TEXT,
        accepted_at TEXT,
        accepted_by TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_mark PRIMARY KEY (id),
        CONSTRAINT uq_mark_visit_id_id UNIQUE (visit_id, id),
        CONSTRAINT uq_mark_visit_id_ordinal UNIQUE (visit_id, ordinal),
        CONSTRAINT ck_mark_anchor_whole CHECK ((quad IS NULL) = (u_ppm IS NULL) AND (quad IS NULL) = (v_ppm IS NULL)),
        CONSTRAINT ck_mark_tapped_anchor CHECK (placement <> 'tapped' OR quad IS NOT NULL),
        CONSTRAINT ck_mark_off_surface_none CHECK (placement <> 'off_surface' OR quad IS NULL),
        CONSTRAINT ck_mark_change_whole CHECK ((changed_at IS NULL) = (changed_by IS NULL)),
        CONSTRAINT ck_mark_acceptance_whole CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
        CONSTRAINT fk_mark_patient_id_visit_id_visit FOREIGN KEY(patient_id, visit_id)
            REFERENCES visit (patient_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_patient_id_lesion_id_lesion FOREIGN KEY(patient_id, lesion_id)
            REFERENCES lesion (patient_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_visit_id_maybe_same_as_mark FOREIGN KEY(visit_id, maybe_same_as)
            REFERENCES mark (visit_id, id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_entered_by_person FOREIGN KEY(entered_by)
            REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_changed_by_person FOREIGN KEY(changed_by)
            REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_mark_accepted_by_person FOREIGN KEY(accepted_by)
            REFERENCES person (id) ON DELETE RESTRICT,
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
    "practice": """
        INSERT INTO practice_new (
            id, name, demo, first_view, place_of_service, site_level, route, lock_minutes, version
        )
        SELECT
            id, name, demo, first_view, place_of_service, site_level, route, 5, version
        FROM practice
    """,
    "person": """
        INSERT INTO person_new (id, ordinal, name, credentials, npi, version)
        SELECT id, ordinal, name, credentials, '', version FROM person
    """,
    "mark": """
        INSERT INTO mark_new (
            id, visit_id, patient_id, lesion_id, ordinal, placement, region, side, other_region, phrase, vocabulary,
            surface, quad, u_ppm, v_ppm, "view", radius_mm,
            maybe_same_as, entered_at, entered_by, voided_at, version
        )
        SELECT
            id, visit_id, patient_id, lesion_id, ordinal, placement, region, side, other_region, phrase, vocabulary,
            surface, quad, u_ppm, v_ppm, "view", radius_mm,
            maybe_same_as, entered_at, entered_by, voided_at, version
        FROM mark
    """,
}
_NEW = (
    """
    CREATE TABLE person_role (
        person_id TEXT NOT NULL,
        role TEXT NOT NULL,
        granted_at TEXT NOT NULL,
        granted_by TEXT NOT NULL,
        revoked_at TEXT,
        CONSTRAINT pk_person_role PRIMARY KEY (person_id, role),
        CONSTRAINT fk_person_role_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_person_role_granted_by_person FOREIGN KEY(granted_by) REFERENCES person (id) ON DELETE RESTRICT
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE pin (
        person_id TEXT NOT NULL,
        verifier TEXT NOT NULL,
        failures INTEGER NOT NULL,
        wait_until TEXT,
        password_at TEXT,
        CONSTRAINT pk_pin PRIMARY KEY (person_id),
        CONSTRAINT fk_pin_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT ck_pin_verifier_short CHECK (length(verifier) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE emergency_access (
        id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        ends_at TEXT NOT NULL,
        closed_at TEXT,
        reviewed_at TEXT,
        reviewed_by TEXT,
        remark TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_emergency_access PRIMARY KEY (id),
        CONSTRAINT ck_emergency_access_review_whole CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)),
        CONSTRAINT ck_emergency_access_review_by_another CHECK (reviewed_by <> person_id),
        CONSTRAINT fk_emergency_access_person_id_person FOREIGN KEY(person_id)
            REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_emergency_access_reviewed_by_person FOREIGN KEY(reviewed_by)
            REFERENCES person (id) ON DELETE RESTRICT,
        CONSTRAINT fk_emergency_access_patient_id_patient FOREIGN KEY(patient_id)
            REFERENCES patient (id) ON DELETE RESTRICT,
        CONSTRAINT ck_emergency_access_reason_short CHECK (length(reason) <= 500),
        CONSTRAINT ck_emergency_access_remark_short CHECK (length(remark) <= 500)
    ) WITHOUT ROWID, STRICT
    """,
)
_INDEXES = (
    "CREATE INDEX ix_mark_lesion_id ON mark (lesion_id)",
    "CREATE INDEX ix_emergency_access_patient_id ON emergency_access (patient_id)",
)
_ROLES = """
    INSERT INTO person_role (person_id, role, granted_at, granted_by)
    SELECT person.id, given.role, (SELECT at FROM event ORDER BY seq LIMIT 1), person.id
    FROM person, (SELECT 'provider' AS role UNION SELECT 'administrator') AS given
"""


def upgrade() -> None:
    """Make three tables anew with what they held, and the new ones; give everybody there both roles."""
    for table, text in _ANEW.items():
        op.execute(text)
        op.execute(_FILL[table])
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    for text in (*_NEW, *_INDEXES, _ROLES):
        op.execute(text)


def downgrade() -> None:
    """Refuse: an older program does not open this record, and its checked copy lies beside it."""
    raise NotImplementedError
