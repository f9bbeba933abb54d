"""Small trees in few words, planted among the files of the good knowledge base and checked without touching the disk.

A case of `planted/*.yaml`:

    name: what it shows
    mode: first                  # the default; `result` for more than the mode
    ask:                         # questions in order; options as text: "id", "id > next", "id : outcome points, outcome points"
      urgent: [yes > outcome:now, no]
      large: {if: {urgent: no}, of: [yes, no]}          # any field of a question next to `if` and `of`
    lead:                        # outcomes; a map holds any of their fields
      now: {}
      later: {when: {large: yes}}
    tests: [...]                 # one for each outcome where left out
    also: {...}                  # fields of the tree itself; `absent` leaves one out, here and in an outcome
    cases: [{facts, approaches}] # case studies
    trees: {other: {ask, lead}}  # further trees; `facts: [...]` shared facts
    tables: {planted.md: text}   # the decision tables next to it; `as it should be`
    finds: [T305 outcomes[1].id] # every finding in the file of the tree: its code and its field
    says: [...]                  # words that the findings hold
    near: T305                   # rules that the tree just keeps
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from waymark_guide.checks.run import check
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.trees.engine.compiler import compile_tree
from waymark_guide.trees.proof.proof import prove
from waymark_guide.trees.views.decision_table_markdown import render_table

if TYPE_CHECKING:
    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.reading.document import Document
    from waymark_guide.reading.kinds import Kind

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
FILE = "decision_trees/planted.yaml"
KIND = {kind.name: kind for kind in KINDS}
FIELDS = {"title", "summary", "owner", "status", "version", "review_by", "checked_on", "sources", "factors", "allow", "id", "audience", "was"}


def planted() -> list[tuple[str, dict[str, Any]]]:
    """Every case, with the name of its family."""
    found = []
    for file in sorted((HERE / "planted").glob("*.yaml")):
        found += [(file.stem, case) for case in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)]  # noqa: S506 (it builds texts only)
    return found


def findings(case: dict[str, Any]) -> list[Finding]:
    """Everything that is found in the file of the planted tree."""
    return [finding for finding in check(_reading(case), today=TODAY) if finding.file == FILE]


def in_short(finding: Finding) -> str:
    """A finding as a case names it."""
    return f"{finding.code} {finding.field}"


def _reading(case: dict[str, Any]) -> Reading:
    texts = {f"decision_trees/{name}.yaml": ("tree", _text({"id": name, **other})) for name, other in case.get("trees", {}).items()}
    if "facts" in case:
        texts["decision_trees/facts/planted.yaml"] = ("facts", _dump({"schema": "facts/1", "facts": case["facts"]}))
    for number, each in enumerate(case.get("cases", ())):
        texts[f"case_studies/planted-{number}.yaml"] = ("case-study", _case_study(f"planted-{number}", each))
    texts[FILE] = ("tree", _text({**case, "tests": case.get("tests", [])}))
    if "tests" not in case:
        texts[FILE] = ("tree", _text({**case, "tests": _tests(_assembled(texts))}))
    reading = _assembled(texts)
    tree = reading.knowledge_base.trees.get("planted")
    right = {"planted.md": render_table(compile_tree(tree, reading.knowledge_base))} if tree else {}
    tables = {name: right[name] if text == "as it should be" else text for name, text in case.get("tables", {}).items()}
    return replace(reading, tables=tables or None)


def _assembled(texts: dict[str, tuple[str, str]]) -> Reading:
    made = [(KIND[kind], parse_document(name, text, KIND[kind])) for name, (kind, text) in texts.items()]
    return assemble(iter([*_good(), *made]))


@cache
def _good() -> list[tuple[Kind, tuple[Document, list[Finding]]]]:
    """The files of the good knowledge base, but for its trees and cases."""
    reading = read_knowledge_base(HERE / "good")
    return [(kind, (reading.documents[file], [])) for file, (kind, _) in reading.records.items() if kind.name not in {"tree", "facts", "case-study"}]


def _tests(reading: Reading) -> list[dict[str, Any]]:
    """A test for each outcome that answers can lead to, so that only the rule in question finds something."""
    tree = reading.knowledge_base.trees.get("planted")
    if tree is None:
        return []
    proof = prove(compile_tree(tree, reading.knowledge_base))
    leading = {name: lead.witness for name, lead in proof.can_lead.items() if lead.witness is not None}
    unranked = {outcome.id: proof.outcomes[outcome.id].witness for outcome in tree.outcomes if outcome.id not in proof.can_lead}
    return [{"given": witness, "expect": name} for name, witness in {**leading, **unranked}.items() if witness is not None]


def _text(case: dict[str, Any]) -> str:
    result = case.get("result", {"mode": case.get("mode", "first")})
    tree: dict[str, Any] = {
        "schema": "tree/1",
        "id": "planted",
        "title": f"Where does {case.get('id', 'this')} lead?",
        "summary": "A tree to look at one rule.",
        "owner": "editors",
        "status": "published",
        "version": "1.0.0",
        "review_by": "2027-03-31",
        **({"factors": [{"id": "worth", "label": "Worth", "weight": "100"}]} if result["mode"] == "ranked" else {}),
        **{name: value for name, value in case.items() if name in FIELDS},
        **case.get("also", {}),
        "questions": [_question(name, asked) for name, asked in case["ask"].items()],
        "result": result,
        "outcomes": [_outcome(name, fields or {}) for name, fields in case["lead"].items()],
    }
    return _dump(_without_absent({**tree, **({"tests": case["tests"]} if case.get("tests") else {})}))


def _question(name: str, asked: list[Any] | dict[str, Any]) -> dict[str, Any]:
    fields = {"of": asked} if isinstance(asked, list) else dict(asked)
    options, ask_if = fields.pop("of", None), fields.pop("if", None)
    words = {} if "fact" in fields or "same_as" in fields else {"text": f"What of {name}?"}
    made = {"id": name, **words, **({"ask_if": ask_if} if ask_if is not None else {}), **fields}
    worded = not {"fact", "same_as"} & fields.keys()
    return {**made, **({"options": [_option(option, worded=worded) for option in options]} if options else {})}


def _option(option: str | dict[str, Any], *, worded: bool) -> dict[str, Any]:
    if isinstance(option, dict):
        return {**({"label": f"{option['id']} it is"} if worded else {}), **option}
    way, _, points = option.partition(" : ")
    name, _, target = way.partition(" > ")
    effects = {
        outcome: {"worth": {"points": number, "because": f"It is {name} for {outcome}."}}
        for outcome, number in (each.split() for each in points.split(",") if each)
    }
    label = {"label": f"{name} it is"} if worded else {}
    return {"id": name, **label, **({"next": target} if target else {}), **({"effects": effects} if effects else {})}


def _outcome(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    because = {"ruled_out_because": "It does not fit."} if "not_if" in fields else {}
    named = {} if "approach" in fields else {"title": f"Go {name}"}
    return _without_absent({"id": name, **named, "rationale": f"Because of {name}.", **because, **fields})


def _without_absent(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value != "absent"}


def _case_study(name: str, fields: dict[str, Any]) -> str:
    text = yaml.load((HERE / "good/case_studies/lunch-in-leeds.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return _dump({**text, "id": name, "relations": [], "title": f"The case {name}", **fields})


def _dump(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
