"""The content as open data, below `/data/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.contribute.schema import schemas
from generator.library.open_data import BETWEEN, approaches_json, case_json, in_a_line, library_json, written
from generator.library.tables import TABLES, heading, lines
from generator.site.files import datapackage
from generator.site.past import NOTHING, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import SiteContext
    from generator.site.past import Past


CASES = "data/case-studies.json"


def files(context: SiteContext, past: Past = NOTHING) -> Iterator[tuple[str, bytes]]:
    """The tables, the library, the approaches, the compiled guides, a description of all these, and the schemas."""
    described = _cases(context, past) | dict(_others(context))
    yield from described.items()
    yield datapackage.PATH, _json(datapackage.package(context, described))
    for tree in context.trees:
        for old in tree.was:
            yield f"data/decision-trees/{old}.json", described[f"data/decision-trees/{tree.id}.json"]
    yield from past.group("data/schema/", (), _schemas)


def _schemas() -> Iterator[tuple[str, bytes]]:
    for name, schema in schemas().items():
        yield f"data/schema/{name}.json", _json(schema)


def _cases(context: SiteContext, past: Past) -> dict[str, bytes]:
    """The files that hold every case: the tables, and the library."""
    base, cases = context.knowledge_base, context.case_studies
    tables = [lines(table, base) for table in TABLES]
    before, _, after = written(library_json(base)).partition("[]")
    gap = "\n" if cases else ""
    frames = {f"data/{table.name}.csv": Frame(heading(table).encode("utf-8-sig")) for table in TABLES}  # its mark tells spreadsheets the encoding
    frames[CASES] = Frame(f"{before}[{gap}".encode(), BETWEEN.encode(), f"{gap}]{after}".encode())

    def parts(number: int) -> tuple[bytes, ...]:
        case = cases[number]
        return (*(table(case).encode() for table in tables), in_a_line(case_json(base, case)).encode())

    return past.ledger(frames, list(map(context.print_of, cases)), parts)


def _others(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    yield "data/approaches.json", written(approaches_json(context.knowledge_base, context.library, context.trees)).encode()
    for tree in context.trees:
        yield f"data/decision-trees/{tree.id}.json", _json(context.compiled[tree.id].as_json())


def _json(value: Any) -> bytes:  # noqa: ANN401 (plain data of any shape)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
