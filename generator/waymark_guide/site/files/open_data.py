"""The content as open data, below `/data/`."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.schema import make_schemas
from waymark_guide.library.flat_tables import TABLES, heading, lines
from waymark_guide.library.open_data import BETWEEN, approaches_json, case_json, in_a_line, library_json, written
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.parts import data_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext

CASES = "data/case-studies.json"


def list_files(context: SiteContext) -> Iterator[FileGroup]:
    """List the tables, the library, the approaches, the compiled guides, a description of all these, and the schemas."""
    yield FileGroup(partial(_described, context))
    yield FileGroup(_schemas, "data/schema/", ())


def _described(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    described = _cases(context) | dict(_others(context))
    yield from described.items()
    yield data_package.PATH, _json(data_package.package(context, described))
    for tree in context.trees:
        for old in tree.was:
            yield f"data/decision-trees/{old}.json", described[f"data/decision-trees/{tree.id}.json"]


def _schemas() -> Iterator[tuple[str, bytes]]:
    for name, schema in make_schemas().items():
        yield f"data/schema/{name}.json", _json(schema)


def _cases(context: SiteContext) -> dict[str, bytes]:
    """The files that hold every case: the tables, and the library."""
    base, cases = context.knowledge_base, context.case_studies
    made: dict[str, bytes] = {}
    for table in TABLES:
        text = heading(table).encode("utf-8-sig")  # its mark tells spreadsheets the encoding
        made[f"data/{table.name}.csv"] = text + "".join(map(lines(table, base), cases)).encode()
    before, _, after = written(library_json(base)).partition("[]")
    gap = "\n" if cases else ""
    made[CASES] = f"{before}[{gap}{BETWEEN.join(in_a_line(case_json(base, case)) for case in cases)}{gap}]{after}".encode()
    return made


def _others(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    yield "data/approaches.json", written(approaches_json(context.knowledge_base, context.library, context.trees)).encode()
    for tree in context.trees:
        yield f"data/decision-trees/{tree.id}.json", _json(context.compiled[tree.id].as_json())


def _json(value: Any) -> bytes:  # noqa: ANN401 (plain data of any shape)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
