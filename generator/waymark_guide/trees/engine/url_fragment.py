"""Reads and writes the URL fragment (the part after `#`) that holds the state of a guide.

For example `v=1.0.0&question=option&several=a,b&unsure=?&o=outcome&w=factor:40`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from waymark_guide.trees.engine.answers import read_answers, sort_like_browsers, value_to_json
from waymark_guide.trees.engine.scoring import MAX_WEIGHT, read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.trees.engine.compiled_tree import CompiledTree

LINK_KEYS = {"v": "the version", "o": "the result", "w": "the weights"}
"""What a fragment holds besides answers. No question may have one of these ids."""

_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_OUTCOME = re.compile(r"[a-z0-9:,-]+")
_WEIGHT = re.compile(r"[0-9]{1,4}")
_UNESCAPED = "!'()*,:?"


def read_fragment(tree: CompiledTree, text: str) -> dict[str, Any]:
    """Read a fragment. Its parts may be in any order, and a damaged fragment raises no error.

    Returns:
        `version`, `answers` (question id → answer), `outcome` (ids joined by commas), `weights`, and `dropped`: the parts that make no sense. What
        the fragment does not have is none.
    """
    dropped: list[str] = []
    pairs: dict[str, str] = {}
    for part in text.removeprefix("#").split("&"):
        name, value = _decode(part)
        if name is None or name in pairs:
            dropped.append(part)
        elif part:
            pairs[name] = value
    version = _take_matching(_VERSION, pairs, "v", dropped)
    outcome = _take_matching(_OUTCOME, pairs, "o", dropped)
    renamed = tree.was.get("outcome", {})
    weights = _read_weights(tree, pairs.pop("w", None), dropped)
    read = read_answers(tree, pairs)
    keys = {question.key: question for question in tree.questions if question.key == question.id}
    return {
        "version": version,
        "answers": {key: value_to_json(keys[key], value) for key, value in read.values.items()},
        "outcome": None if outcome is None else ",".join(renamed.get(each, each) for each in outcome.split(",")),
        "weights": weights,
        "dropped": sort_like_browsers([*dropped, *read.dropped]),
    }


def write_fragment(
    tree: CompiledTree,
    answers: Mapping[str, object],
    *,
    outcome: str | None = None,
    weights: Mapping[str, object] | None = None,
) -> str:
    """Write the fragment that holds these answers, outcomes (ids joined by commas) and weights, without the `#`."""
    pairs = [("v", tree.version), *((key, ",".join(value)) for key, value in read_answers(tree, answers).values.items())]
    if outcome:
        pairs.append(("o", outcome))
    if weights:
        weighted = zip(tree.factors, read_weights(tree, weights), strict=True)
        pairs.append(("w", ",".join(f"{factor.id}:{weight}" for factor, weight in weighted)))
    return "&".join(f"{name}={quote(value, safe=_UNESCAPED)}" for name, value in pairs)


def _decode(part: str) -> tuple[str | None, str]:
    name, _, value = part.partition("=")
    if _BROKEN_ESCAPE.search(part):
        return None, ""
    try:
        return unquote(name, errors="strict"), unquote(value, errors="strict")
    except UnicodeDecodeError:
        return None, ""


def _take_matching(pattern: re.Pattern[str], pairs: dict[str, str], name: str, dropped: list[str]) -> str | None:
    value = pairs.pop(name, None)
    if value is not None and not pattern.fullmatch(value):
        dropped.append(name)
        return None
    return value


def _read_weights(tree: CompiledTree, text: str | None, dropped: list[str]) -> dict[str, int] | None:
    factors = {factor.id for factor in tree.factors}
    weights: dict[str, int] = {}
    for each in text.split(",") if text else ():
        factor, _, weight = each.partition(":")
        if factor in factors and _WEIGHT.fullmatch(weight) and int(weight) <= MAX_WEIGHT:
            weights[factor] = int(weight)
        else:
            dropped.append(f"w={each}")
    return weights or None
