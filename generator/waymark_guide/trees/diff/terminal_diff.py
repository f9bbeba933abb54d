"""Renders the difference between versions: for a terminal, for a comment on a pull request, and as plain data."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.diff.version_bump import find_needed_bump, get_next_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waymark_guide.trees.diff.change_groups import ChangeGroup, ConditionAnswers, PathCondition
    from waymark_guide.trees.diff.edits import Edit
    from waymark_guide.trees.diff.tree_diff import TreeDiff

WIDTH = 96
MAX_TEXT = 160
HEADINGS = {"removed": "Gone", "added": "New", "renamed": "Renamed", "changed": "Works otherwise", "reworded": "Reworded"}


def render_diff(diffs: Sequence[TreeDiff]) -> str:
    """Render differences for a terminal, in lines of at most 96 characters."""
    return "\n\n".join("\n".join(_list_lines(each)) for each in diffs) or "Nothing differs in any guide."


def render_diff_as_markdown(diffs: Sequence[TreeDiff]) -> str:
    """Render differences as a comment on a pull request, in Markdown."""
    return "\n\n".join("\n".join(_list_markdown_lines(each)) for each in diffs) or "Nothing differs in any guide."


def make_diff_json(diff: TreeDiff) -> dict[str, Any]:
    """Return a difference as plain data."""
    return {
        "tree": diff.id,
        "old": diff.old,
        "new": diff.new,
        "bump": find_needed_bump(diff),
        "version": _get_least_version(diff),
        "exact": diff.is_exact,
        "paths": diff.paths,
        "changed": diff.changed,
        "added": diff.added,
        "removed": diff.removed,
        "sample": diff.sample,
        "sampled_from": diff.sampled_from,
        "beside": diff.others_changed,
        "groups": [_make_group_json(group) for group in diff.groups],
        "more_groups": diff.more_groups,
        "edits": [{"how": edit.how, "thing": edit.thing, "where": edit.where, "old": edit.old, "new": edit.new} for edit in diff.edits],
    }


def _make_group_json(group: ChangeGroup) -> dict[str, Any]:
    return {
        "paths": group.paths,
        "from": list(group.old),
        "to": list(group.new),
        "conditions": [
            {
                "paths": condition.paths,
                "answers": [
                    {"question": each.question, "text": each.text, "answers": list(each.answers), "but": each.is_negated}
                    for each in condition.answers
                ],
            }
            for condition in group.conditions
        ],
        "others": group.other_paths,
        "exactly": group.other_paths == 0,
    }


def describe_count(diff: TreeDiff) -> str:
    """Describe how many paths change, in a sentence that begins with the count."""
    if diff.paths is None and not diff.sample:
        return "Only words changed: no path can change its result."
    if diff.is_exact:
        return f"{diff.changed:,} of {diff.paths:,} {'path changes its' if diff.paths == 1 else 'paths change their'} result."
    sample = f"{diff.sample:,} of the {diff.sampled_from:,} paths that could change" if diff.sampled_from is not None else f"{diff.sample:,} paths"
    if not diff.changed:
        return f"No path of a sample changes its result ({sample}, always the same ones). That is no proof: there are too many to try them all."
    return f"{diff.changed:,} of a sample change their result ({sample}, always the same ones; there are too many to try them all)."


def describe_result(diff: TreeDiff, result: Sequence[str]) -> str:
    """Describe what comes first, by titles."""
    titles = [f"“{_get_title(diff, name)}”" for name in result]
    return f"{', '.join(titles[:-1])} and {titles[-1]}" if len(titles) > 1 else "".join(titles) or "no outcome"


def describe_conditions(group: ChangeGroup) -> tuple[str, ...]:
    """Describe each condition of a group: `“How many cooks are there?” is “1 to 3”`; empty for always."""
    return tuple(_describe_condition(condition) for condition in group.conditions)


def describe_group(diff: TreeDiff, group: ChangeGroup) -> str:
    """Describe a group in one sentence: `12 paths: when … is …, the result moves from … to ….`."""
    sentence, cases = _describe_group_and_cases(diff, group)
    return f"{sentence} {'; '.join(cases)}." if cases else sentence


def _get_title(diff: TreeDiff, name: str) -> str:
    """Return the title of an outcome or another guide, with the modality or the approach if its shared name has one in brackets."""
    outcome, _, bracket = name.partition(" (")
    kind, separator, target = outcome.partition(":")
    titles = diff.titles or {}
    title = f'the guide "{target}"' if separator and kind == "tree" else titles.get(outcome, outcome)
    return f"{title} ({bracket}" if bracket else title


def _describe_condition(condition: PathCondition) -> str:
    return " and ".join(map(_describe_answers, condition.answers))


def _describe_answers(question: ConditionAnswers) -> str:
    if not question.answers:
        return f"“{question.text}” is asked"
    answers = " or ".join(f"“{answer}”" for answer in question.answers)
    return f"“{question.text}” is {'not ' if question.is_negated else ''}{answers}"


def _get_least_version(diff: TreeDiff) -> str | None:
    return get_next_version(diff.old, find_needed_bump(diff)) if diff.old is not None and diff.new is not None else None


def _make_heading(diff: TreeDiff) -> str:
    if diff.old is None:
        return f"{diff.id}: new, version {diff.new}."
    if diff.new is None:
        return f"{diff.id}: gone (it was version {diff.old})."
    bump = find_needed_bump(diff)
    step = f"needs a {bump} step: {_get_least_version(diff)} or later" if bump != "none" else "needs no new version"
    return f"{diff.id}: {diff.old} → {diff.new}; {step}."


def _describe_counts(diff: TreeDiff) -> Iterator[str]:
    yield describe_count(diff)
    if diff.added:
        yield f"{diff.added:,} {'way is' if diff.added == 1 else 'ways are'} new: through answers that there were not before."
    if diff.removed:
        yield f"{diff.removed:,} {'way is' if diff.removed == 1 else 'ways are'} gone: through answers that there are not any more."
    if diff.others_changed:
        yield f"What is shown beside the result changes on {diff.others_changed:,} {'path' if diff.others_changed == 1 else 'paths'}."


def _describe_group_and_cases(diff: TreeDiff, group: ChangeGroup) -> tuple[str, tuple[str, ...]]:
    """Describe a group in a sentence, and each of its conditions in a line below it where there are several."""
    paths = f"{group.paths:,} {'path' if group.paths == 1 else 'paths'}"
    conditions = describe_conditions(group)
    moves = f"the result moves from {describe_result(diff, group.old)} to {describe_result(diff, group.new)}"
    if len(conditions) > 1:
        each = tuple(f"when {words} ({condition.paths:,})" for words, condition in zip(conditions, group.conditions, strict=True))
        return f"{paths}: {moves}, in any of these cases:", each
    when = conditions[0] if conditions else ""
    if group.other_paths is None:
        return f"{paths} of the sample: {moves}{f', only where {when}' if when else ''}.", ()
    if group.other_paths:
        return f"{group.paths:,} of the {group.paths + group.other_paths:,} paths{f' where {when}' if when else ''}: {moves}.", ()
    return f"{paths}: {f'when {when}, ' if when else 'whatever the answers, '}{moves}.", ()


def _list_lines(diff: TreeDiff) -> Iterator[str]:
    yield fill(_make_heading(diff), WIDTH)
    if diff.old is None or diff.new is None:
        return
    yield from (fill(line, WIDTH, initial_indent="  ", subsequent_indent="  ") for line in _describe_counts(diff))
    for group in diff.groups:
        sentence, cases = _describe_group_and_cases(diff, group)
        yield fill(f"  - {sentence}", WIDTH, subsequent_indent="    ")
        yield from (fill(f"      - {case}", WIDTH, subsequent_indent="        ") for case in cases)
    if diff.more_groups:
        yield f"  - and {diff.more_groups:,} smaller {'group' if diff.more_groups == 1 else 'groups'}."
    for heading, listed in _group_edits(diff.edits):
        yield f"  {heading}:"
        yield from (fill(f"    - {describe_edit(edit)}", WIDTH, subsequent_indent="      ") for edit in listed)


def _list_markdown_lines(diff: TreeDiff) -> Iterator[str]:
    yield f"### {_escape_markdown(_make_heading(diff))}"
    if diff.old is None or diff.new is None:
        return
    yield ""
    yield _escape_markdown(" ".join(_describe_counts(diff)))
    if diff.groups:
        yield ""
    for group in diff.groups:
        sentence, cases = _describe_group_and_cases(diff, group)
        yield f"- {_escape_markdown(sentence)}"
        yield from (f"  - {_escape_markdown(case)}" for case in cases)
    if diff.more_groups:
        yield f"- and {diff.more_groups:,} smaller {'group' if diff.more_groups == 1 else 'groups'}."
    if diff.edits:
        yield from ("", f"<details><summary>{len(diff.edits)} {'edit' if len(diff.edits) == 1 else 'edits'}</summary>", "")
        for heading, listed in _group_edits(diff.edits):
            yield f"- {heading}"
            yield from (f"  - {_escape_markdown(describe_edit(edit))}" for edit in listed)
        yield from ("", "</details>")


def _group_edits(edits: Sequence[Edit]) -> Iterator[tuple[str, list[Edit]]]:
    for how, heading in HEADINGS.items():
        group = [edit for edit in edits if edit.how == how]
        if group:
            yield heading, group


def describe_edit(edit: Edit) -> str:
    """Describe an edit in one line."""
    old, new = (f"“{_shorten(text)}”" if edit.thing == "words" or edit.how in {"added", "removed"} else text for text in (edit.old, edit.new))
    if edit.how in {"added", "removed"}:
        return f"{edit.where}: {new if edit.how == 'added' else old}"
    if not edit.old or not edit.new:
        return f"{edit.where}: {'now ' + new if edit.new else 'no longer ' + old}"
    return f"{edit.where}: {old} → {new}"


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MAX_TEXT else f"{words[: MAX_TEXT - 1].rstrip()}…"


def _escape_markdown(text: str) -> str:
    """Escape text for Markdown: nothing that an author wrote becomes a link, a mention or HTML."""
    for sign in "\\`*_[]<>#|@":
        text = text.replace(sign, {"<": "&lt;", ">": "&gt;", "@": "&#64;"}.get(sign, f"\\{sign}"))
    return text
