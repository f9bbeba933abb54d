"""The content as open data, below `/data/`."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from waymark_guide.contribute.schema import make_schemas
from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.library.flat_tables import TABLES, make_header_line, make_line_writer
from waymark_guide.library.open_data import RECORD_SEPARATOR, encode_json, make_approaches_json, make_case_json, make_library_json, serialise_records
from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.parts import data_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.site.context import SiteContext

CASES = "data/case-studies.json"
CASES_IN_A_PART = 100
"""How many cases one part of a file holds: parts of unchanged cases are kept from build to build."""


def list_files(context: SiteContext) -> Iterator[FileGroup]:
    """List the tables, the library, the approaches, the compiled guides, a description of all these, and the schemas."""
    yield FileGroup(partial(_make_described_files, context))
    yield FileGroup(_make_schema_files, "data/schema/", ())


def _make_described_files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    described = _make_case_files(context) | dict(_make_other_files(context))
    yield from described.items()
    yield data_package.PATH, _json(data_package.package(context, described))
    for tree in context.trees:
        for old in tree.was:
            yield f"data/decision-trees/{old}.json", described[f"data/decision-trees/{tree.id}.json"]


def _make_schema_files() -> Iterator[tuple[str, bytes]]:
    for name, schema in make_schemas().items():
        yield f"data/schema/{name}.json", _json(schema)


def _make_case_files(context: SiteContext) -> dict[str, bytes]:
    """Make the files that hold every case: the tables, and the library."""
    base = context.knowledge_base
    files: dict[str, bytes] = {}
    for table in TABLES:
        path, header = f"data/{table.name}.csv", make_header_line(table).encode("utf-8-sig")  # the byte order mark tells spreadsheets the encoding
        files[path] = header + b"".join(_make_parts(context, path, partial(_write_lines, make_line_writer(table, base))))
    before, _, after = serialise_records(make_library_json(base)).partition("[]")
    records = RECORD_SEPARATOR.encode().join(_make_parts(context, CASES, partial(_encode_cases, base)))
    gap = b"\n" if records else b""
    files[CASES] = b"".join((before.encode(), b"[", gap, records, gap, b"]", after.encode()))
    return files


def _make_parts(context: SiteContext, path: str, make: Callable[[Sequence[CaseStudy]], bytes]) -> list[bytes]:
    """Make the parts of a file, each for some cases. A part is loaded from the last build where none of its cases has changed."""
    cases = context.case_studies
    groups = [cases[start : start + CASES_IN_A_PART] for start in range(0, len(cases), CASES_IN_A_PART)]
    if context.part_store is None:
        return [make(group) for group in groups]
    digests = (compute_digest(*map(context.digest_case, group)) for group in groups)
    return context.part_store.load_or_make(path, [(digest, partial(make, group)) for digest, group in zip(digests, groups, strict=True)])


def _write_lines(write: Callable[[CaseStudy], str], cases: Iterable[CaseStudy]) -> bytes:
    return "".join(map(write, cases)).encode()


def _encode_cases(base: KnowledgeBase, cases: Iterable[CaseStudy]) -> bytes:
    return RECORD_SEPARATOR.join(encode_json(make_case_json(base, case)) for case in cases).encode()


def _make_other_files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    yield "data/approaches.json", serialise_records(make_approaches_json(context.knowledge_base, context.library, context.trees)).encode()
    for tree in context.trees:
        yield f"data/decision-trees/{tree.id}.json", _json(context.compiled[tree.id].as_json())


def _json(value: Any) -> bytes:  # noqa: ANN401 (plain data of any shape)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
