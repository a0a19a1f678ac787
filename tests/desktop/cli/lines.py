"""What is asked of `dermtally code`, and the worked examples."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

CASES = [
    json.loads(line) for line in (Path(__file__).parents[2] / "data/coding_cases.jsonl").read_text("utf-8").splitlines()
]
Answer = dict[str, Any]  # what json.loads returns; each test looks at the keys it is about
Ask = Callable[..., tuple[int, list[Answer]]]


def line(*lesions: Mapping[str, object], **fields: object) -> dict[str, object]:
    return {"id": "v1", "date_of_service": "2026-11-23", "lesions": list(lesions), **fields}


def ak(**fields: object) -> dict[str, object]:
    return {"category": "premalignant", "region": "face", "diagnosis": "L57.0", **fields}
