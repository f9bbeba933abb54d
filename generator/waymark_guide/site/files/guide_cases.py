"""What a guide needs of the cases to match them to answers: a script of its own, fetched when the first question is asked."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from waymark_guide.site.file_group import FileGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext

NAME = "data/guide-cases"
PATH = f"{NAME}.js"


def list_files(context: SiteContext) -> list[FileGroup]:
    """The one file."""
    return [FileGroup(partial(_make_file, context))]


def _make_file(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Make the file: the cases whose situation is known, with the facts that some guide asks for. Every text in it is safe HTML."""
    asked = {name for tree in context.compiled.values() for question in tree.questions for name in (question.id, question.fact) if name}
    cases = [
        {
            "id": case.id,
            "title": str(context.prose(case.title, inline=True)),
            "summary": str(context.prose(case.summary, inline=True)),
            "facts": {fact: list(options) for fact, options in case.facts.items() if fact in asked},
        }
        for case in context.case_studies
        if any(fact in asked for fact in case.facts)
    ]
    text = json.dumps(cases, ensure_ascii=False, separators=(",", ":"))
    yield PATH, f"(globalThis.WaymarkData??={{}})[{json.dumps(NAME)}]={text};\n".encode()
