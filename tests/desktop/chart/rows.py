"""Rows of the home screen as tests need them."""

from db.records import PatientId, VisitId
from desktop.chart.rows import HomeRow

WHITFIELD = HomeRow(
    PatientId("p1"),
    VisitId("v1"),
    "Whitfield, Eleanor",
    "born 3 Apr 1951 (75) · MRN 48213",
    "09:10",
    "Dr A. Osei, MD",
    "17 actinic keratoses, 2 warts",
    ("19: same lesion?", "2: which side?"),
    "10:42",
)
LATE = HomeRow(
    PatientId("p2"),
    VisitId("v2"),
    "O'Brien <b>|^&~\\ 李",
    "born 12 Dec 1948 (77) · MRN #set",
    "22 Nov 2026",
    "Dr A. Osei, MD",
    "6 actinic keratoses",
    tuple(f"{number}: no place" for number in range(3, 9)),
    "22 Nov 2026",
    late=True,
)
FOUND = HomeRow(PatientId("p3"), None, "Nguyen, Thi", "born 9 Sep 1939 (87) · MRN 5512", "no visit yet", "", "", (), "")
