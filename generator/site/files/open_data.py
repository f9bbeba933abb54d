"""The content as open data, below `/data/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.contribute.schema import schemas
from generator.library.open_data import approaches_json, cases_json, written
from generator.library.tables import TABLES, as_csv
from generator.site.files import datapackage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext


def files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """The tables, the library, the approaches, the compiled guides, a description of all these, and the schemas."""
    described = dict(_described(context))
    yield from described.items()
    yield datapackage.PATH, _json(datapackage.package(context, described))
    for tree in context.trees:
        for old in tree.was:
            yield f"data/decision-trees/{old}.json", described[f"data/decision-trees/{tree.id}.json"]
    for name, schema in schemas().items():
        yield f"data/schema/{name}.json", _json(schema)


def _described(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    for table in TABLES:
        yield f"data/{table.name}.csv", as_csv(table, context.knowledge_base).encode("utf-8-sig")  # its mark tells spreadsheets the encoding
    yield "data/case-studies.json", written(cases_json(context.knowledge_base)).encode()
    yield "data/approaches.json", written(approaches_json(context.knowledge_base, context.trees)).encode()
    for tree in context.trees:
        yield f"data/decision-trees/{tree.id}.json", _json(context.compiled[tree.id].as_json())


def _json(value: Any) -> bytes:  # noqa: ANN401 (plain data of any shape)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
