"""Findings as SARIF 2.1.0, which code hosts and editors show next to the lines.

After the OASIS standard (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): columns count characters, addresses of files are relative to the root.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from waymark_guide import __version__
from waymark_guide.checks.reporters.text import make_visible
from waymark_guide.checks.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waymark_guide.checks.rule import Rule
    from waymark_guide.model.finding import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "ROOT"
FINGERPRINT = "waymark/v1"


def report(findings: Sequence[Finding], *, files: int, colour: bool = False, site: str = "") -> str:  # noqa: ARG001 (every reporter takes it)
    """One run: the rules that were broken, and a result for each finding."""
    broken = {code: place for place, code in enumerate(sorted({finding.code for finding in findings}))}
    driver = {"name": "Waymark", "version": __version__, "rules": [_rule(code, RULES.get(code), site) for code in broken]}
    run = {
        "tool": {"driver": driver | ({"informationUri": f"{site}/"} if site else {})},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the knowledge base."}}},
        "properties": {"files": files},
        "results": [_result(finding, broken[finding.code]) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, rule: Rule | None, site: str) -> dict[str, Any]:
    """A rule with its words. Its page has an address only where it is known where the site is published."""
    if rule is None:
        return {"id": code}
    entry = {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title} {rule.why}"},
        "help": {
            "text": f"{rule.why}\n{rule.fix}\n\nWrong:\n{rule.wrong}\n\nRight:\n{rule.right}",
            "markdown": f"{rule.why}\n\n{rule.fix}\n\nWrong:\n\n{_listing(rule.wrong)}\n\nRight:\n\n{_listing(rule.right)}",
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family], "page": rule.help},
    }
    return entry | ({"helpUri": f"{site}{rule.help}"} if site else {})


def _listing(lines: str) -> str:
    return f"````yaml\n{lines}\n````"


def _result(finding: Finding, index: int) -> dict[str, Any]:
    words = [finding.message, finding.why, finding.fix]
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file, errors="surrogateescape"), "uriBaseId": ROOT}}
    if finding.span:
        line, start, end = finding.span
        place["region"] = {"startLine": line, "startColumn": start, "endLine": line, "endColumn": max(end, start)}
        if finding.excerpt:
            place["region"]["snippet"] = {"text": make_visible(finding.excerpt)}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.field:
        location["logicalLocations"] = [{"fullyQualifiedName": make_visible(finding.field), "kind": "member"}]
    entry = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": "\n".join(make_visible(line) for words_of_one in words if words_of_one for line in words_of_one.splitlines())},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding)},
    }
    return entry | ({"properties": {"suggestion": make_visible(finding.suggestion)}} if finding.suggestion else {})


def _fingerprint(finding: Finding) -> str:
    """A print that stays the same while lines above come and go."""
    about = f"{finding.code}\n{finding.file}\n{finding.field}\n{finding.message}"
    return sha256(about.encode("utf-8", "replace")).hexdigest()[:32]
