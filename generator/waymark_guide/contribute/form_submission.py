"""The file of a case study that the site's own form put into an issue: found, and taken as plain texts, lists and maps."""

from __future__ import annotations

import re
from typing import Any

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.reading.yaml_nodes import parse

NOT_TAKEN = {"allow", "draft", "id", "schema", "was"}
"""What only editors decide: which rules are silenced, what readers see, and under which names."""
_OPENS = re.compile(r"^(`{3,})ya?ml\n", re.MULTILINE)


def find_file(text: str) -> dict[str, Any] | None:
    """The fields of the first file between fences; none where there is no file.

    Args:
        text: the issue, as `plain_text` gives it.

    Raises:
        KnowledgeBaseError: the file is no YAML of the plain kind that content is written in.
    """
    opened = _OPENS.search(text)
    if opened is None:
        return None
    written, closed, _ = f"{text[opened.end() - 1 :]}\n".partition(f"\n{opened[1]}\n")
    if not closed:
        return None
    node, troubles = parse(f"{written}\n"[1:])
    if troubles:
        message = f"The file in the issue cannot be read. Line {troubles[0].span.line}: {troubles[0].message} {troubles[0].fix}"
        raise KnowledgeBaseError(message)
    data = node.data() if node is not None else None
    return data if isinstance(data, dict) else None


def select_fields(data: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields that a draft takes over, and the names of those that it leaves out."""
    known = {info.alias or name for name, info in CaseStudy.model_fields.items()} - NOT_TAKEN
    return {name: value for name, value in data.items() if name in known}, tuple(
        name for name in data if name not in known | (NOT_TAKEN - {"allow", "was"})
    )
