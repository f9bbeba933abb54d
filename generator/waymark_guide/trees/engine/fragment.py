"""The state of a guide as the part of a web address after `#`: `v=1.0.0&question=option&several=a,b&unsure=?&o=outcome&w=factor:40`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from waymark_guide.trees.engine.answers import as_json, in_order, read_answers
from waymark_guide.trees.engine.scoring import MOST_WEIGHT, weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.program import CompiledTree

LINK_KEYS = {"v": "the version", "o": "the result", "w": "the weights"}
"""What a link holds besides answers: no question can have these ids."""

_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_OUTCOME = re.compile(r"[a-z0-9:,-]+")
_WEIGHT = re.compile(r"[0-9]{1,4}")


def read_fragment(tree: CompiledTree, text: str) -> dict[str, Any]:
    """Read a link, in any order and however damaged.

    Returns:
        `version`, `answers`, `outcome` (ids joined by commas) and `weights`, each none where the link has none, and `dropped`: what made no sense.
    """
    dropped: list[str] = []
    pairs: dict[str, str] = {}
    for part in text.removeprefix("#").split("&"):
        name, value = _decoded(part)
        if name is None or name in pairs:
            dropped.append(part)
        elif part:
            pairs[name] = value
    version = _matching(_VERSION, pairs, "v", dropped)
    outcome = _matching(_OUTCOME, pairs, "o", dropped)
    renamed = tree.was.get("outcome", {})
    weights = _weights(tree, pairs.pop("w", None), dropped)
    read = read_answers(tree, pairs)
    keys = {question.key: question for question in tree.questions if question.key == question.id}
    return {
        "version": version,
        "answers": {key: as_json(keys[key], value) for key, value in read.values.items()},
        "outcome": None if outcome is None else ",".join(renamed.get(each, each) for each in outcome.split(",")),
        "weights": weights,
        "dropped": in_order([*dropped, *read.dropped]),
    }


def write_fragment(
    tree: CompiledTree,
    answers: Mapping[str, object],
    *,
    outcome: str | None = None,
    weights: Mapping[str, object] | None = None,
) -> str:
    """Write the link that brings back these answers."""
    pairs = [("v", tree.version), *((key, ",".join(value)) for key, value in read_answers(tree, answers).values.items())]
    if outcome:
        pairs.append(("o", outcome))
    if weights:
        chosen = zip(tree.factors, weights_of(tree, weights), strict=True)
        pairs.append(("w", ",".join(f"{factor.id}:{weight}" for factor, weight in chosen)))
    return "&".join(f"{name}={quote(value, safe=_LEFT_ALONE)}" for name, value in pairs)


_LEFT_ALONE = "!'()*,:?"


def _decoded(part: str) -> tuple[str | None, str]:
    name, _, value = part.partition("=")
    if _BROKEN_ESCAPE.search(part):
        return None, ""
    try:
        return unquote(name, errors="strict"), unquote(value, errors="strict")
    except UnicodeDecodeError:
        return None, ""


def _matching(pattern: re.Pattern[str], pairs: dict[str, str], name: str, dropped: list[str]) -> str | None:
    value = pairs.pop(name, None)
    if value is not None and not pattern.fullmatch(value):
        dropped.append(name)
        return None
    return value


def _weights(tree: CompiledTree, text: str | None, dropped: list[str]) -> dict[str, int] | None:
    known = {factor.id for factor in tree.factors}
    weights: dict[str, int] = {}
    for each in text.split(",") if text else ():
        factor, _, weight = each.partition(":")
        if factor in known and _WEIGHT.fullmatch(weight) and int(weight) <= MOST_WEIGHT:
            weights[factor] = int(weight)
        else:
            dropped.append(f"w={each}")
    return weights or None
