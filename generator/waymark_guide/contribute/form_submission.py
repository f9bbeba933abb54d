"""Finds the file that the site's form put into an issue, and selects the fields that a draft takes from it."""

from __future__ import annotations

import re
from typing import Any

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.reading.yaml_nodes import parse

EDITORS_FIELDS = {"allow", "draft", "id", "schema", "was"}
"""Fields that only editors decide: which rules are silenced, what readers see, and ids."""
_FENCE = re.compile(r"^(`{3,})ya?ml\n", re.MULTILINE)


def find_file(text: str) -> dict[str, Any] | None:
    """Find the first file between fences, and return its fields; none where there is no file.

    Args:
        text: the text of the issue, as `clean_text` returns it.

    Raises:
        KnowledgeBaseError: the file is not the plain YAML in which content is written.
    """
    fence = _FENCE.search(text)
    if fence is None:
        return None
    content, end, _ = f"{text[fence.end() - 1 :]}\n".partition(f"\n{fence[1]}\n")
    if not end:
        return None
    node, problems = parse(f"{content}\n"[1:])
    if problems:
        message = f"The file in the issue cannot be read. Line {problems[0].span.line}: {problems[0].message} {problems[0].fix}"
        raise KnowledgeBaseError(message)
    data = node.data() if node is not None else None
    return data if isinstance(data, dict) else None


def select_fields(data: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields that a draft takes over, and the names of those that it leaves out."""
    accepted = {info.alias or name for name, info in CaseStudy.model_fields.items()} - EDITORS_FIELDS
    return {name: value for name, value in data.items() if name in accepted}, tuple(
        name for name in data if name not in accepted | (EDITORS_FIELDS - {"allow", "was"})
    )
