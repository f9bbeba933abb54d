"""The content as open data, below `/data/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.library.open_data import approaches_json, cases_csv, cases_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """The library, the approaches, the compiled guides and the schemas."""
    yield "data/case-studies.json", _json(cases_json(context.knowledge_base))
    yield "data/case-studies.csv", cases_csv(context.knowledge_base).encode("utf-8-sig")
    yield "data/approaches.json", _json(approaches_json(context.knowledge_base, context.trees))
    for tree in context.trees:
        yield f"data/decision-trees/{tree.id}.json", _json(context.compiled[tree.id].as_json())
    for name, schema in context.schemas.items():
        yield f"data/schema/{name}.json", _json(schema)


def _json(value: Any) -> bytes:  # noqa: ANN401 (plain data of any shape)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
