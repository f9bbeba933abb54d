"""A comparison in words: for a terminal, for a comment on a pull request, and as plain data."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from waymark_guide.trees.diff.tree_diff import find_needed_bump, get_next_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waymark_guide.trees.diff.change_groups import ChangeGroup, ConditionAnswers, PathCondition
    from waymark_guide.trees.diff.edits import Edit
    from waymark_guide.trees.diff.tree_diff import TreeDiff

WIDTH = 96
MAX_TEXT = 160
HEADINGS = {"removed": "Gone", "added": "New", "renamed": "Renamed", "changed": "Works otherwise", "reworded": "Reworded"}


def render_diff(diffs: Sequence[TreeDiff]) -> str:
    """What a change does, for a terminal. Lines of at most 96 characters."""
    return "\n\n".join("\n".join(_text(each)) for each in diffs) or "Nothing differs in any guide."


def render_diff_as_markdown(diffs: Sequence[TreeDiff]) -> str:
    """What a change does, as a comment on a pull request."""
    return "\n\n".join("\n".join(_markdown(each)) for each in diffs) or "Nothing differs in any guide."


def make_diff_json(diff: TreeDiff) -> dict[str, Any]:
    """A comparison as plain data."""
    return {
        "tree": diff.id,
        "old": diff.old,
        "new": diff.new,
        "bump": find_needed_bump(diff),
        "version": _least(diff),
        "exact": diff.is_exact,
        "paths": diff.paths,
        "changed": diff.changed,
        "added": diff.added,
        "removed": diff.removed,
        "sample": diff.sample,
        "sampled_from": diff.sampled_from,
        "beside": diff.beside,
        "groups": [_group_json(group) for group in diff.groups],
        "more_groups": diff.more,
        "edits": [{"how": edit.how, "thing": edit.thing, "where": edit.where, "old": edit.old, "new": edit.new} for edit in diff.edits],
    }


def _group_json(group: ChangeGroup) -> dict[str, Any]:
    return {
        "paths": group.paths,
        "from": list(group.old),
        "to": list(group.new),
        "conditions": [
            {
                "paths": condition.paths,
                "answers": [
                    {"question": each.question, "text": each.text, "answers": list(each.answers), "but": each.but} for each in condition.answers
                ],
            }
            for condition in group.conditions
        ],
        "others": group.others,
        "exactly": group.others == 0,
    }


def describe_count(diff: TreeDiff) -> str:
    """How many paths change, as a sentence that begins with the count."""
    if diff.paths is None and not diff.sample:
        return "Only words changed: no path can change its result."
    if diff.is_exact:
        return f"{diff.changed:,} of {diff.paths:,} {'path changes its' if diff.paths == 1 else 'paths change their'} result."
    among = f"{diff.sample:,} of the {diff.sampled_from:,} paths that could change" if diff.sampled_from is not None else f"{diff.sample:,} paths"
    if not diff.changed:
        return f"No path of a sample changes its result ({among}, always the same ones). That is no proof: there are too many to try them all."
    return f"{diff.changed:,} of a sample change their result ({among}, always the same ones; there are too many to try them all)."


def describe_move(diff: TreeDiff, group: ChangeGroup) -> str:
    """From which result to which: `from Grants to A contract`."""
    return f"from {describe_result(diff, group.old)} to {describe_result(diff, group.new)}"


def describe_result(diff: TreeDiff, result: Sequence[str]) -> str:
    """What comes first, in words."""
    titles = [f"“{_title(diff, name)}”" for name in result]
    return f"{', '.join(titles[:-1])} and {titles[-1]}" if len(titles) > 1 else "".join(titles) or "no outcome"


def describe_conditions(group: ChangeGroup) -> tuple[str, ...]:
    """Each condition of a group: `“How many cooks are there?” is “1 to 3”`; empty for always."""
    return tuple(_condition(condition) for condition in group.conditions)


def describe_group(diff: TreeDiff, group: ChangeGroup) -> str:
    """A group as one sentence: `12 paths: when … is …, the result moves from … to ….`."""
    sentence, cases = _group(diff, group)
    return f"{sentence} {'; '.join(cases)}." if cases else sentence


def _title(diff: TreeDiff, name: str) -> str:
    plain, _, mark = name.partition(" (")
    kind, separator, target = plain.partition(":")
    titles = diff.titles or {}
    title = f'the guide "{target}"' if separator and kind == "tree" else titles.get(plain, plain)
    return f"{title} ({mark}" if mark else title


def _condition(condition: PathCondition) -> str:
    return " and ".join(_answered(each) for each in condition.answers)


def _answered(each: ConditionAnswers) -> str:
    if not each.answers:
        return f"“{each.text}” is asked"
    listed = " or ".join(f"“{answer}”" for answer in each.answers)
    return f"“{each.text}” is {'not ' if each.but else ''}{listed}"


def _least(diff: TreeDiff) -> str | None:
    return get_next_version(diff.old, find_needed_bump(diff)) if diff.old is not None and diff.new is not None else None


def _heading(diff: TreeDiff) -> str:
    if diff.old is None:
        return f"{diff.id}: new, version {diff.new}."
    if diff.new is None:
        return f"{diff.id}: gone (it was version {diff.old})."
    bump = find_needed_bump(diff)
    step = f"needs a {bump} step: {_least(diff)} or later" if bump != "none" else "needs no new version"
    return f"{diff.id}: {diff.old} → {diff.new}; {step}."


def _counts(diff: TreeDiff) -> Iterator[str]:
    yield describe_count(diff)
    if diff.added:
        yield f"{diff.added:,} {'way is' if diff.added == 1 else 'ways are'} new: through answers that there were not before."
    if diff.removed:
        yield f"{diff.removed:,} {'way is' if diff.removed == 1 else 'ways are'} gone: through answers that there are not any more."
    if diff.beside:
        yield f"What is shown beside the result changes on {diff.beside:,} {'path' if diff.beside == 1 else 'paths'}."


def _group(diff: TreeDiff, group: ChangeGroup) -> tuple[str, tuple[str, ...]]:
    """A group as a sentence, and the conditions below it where there are several."""
    paths = f"{group.paths:,} {'path' if group.paths == 1 else 'paths'}"
    conditions = describe_conditions(group)
    moves = f"the result moves {describe_move(diff, group)}"
    if len(conditions) > 1:
        each = tuple(f"when {words} ({condition.paths:,})" for words, condition in zip(conditions, group.conditions, strict=True))
        return f"{paths}: {moves}, in any of these cases:", each
    when = conditions[0] if conditions else ""
    if group.others is None:
        return f"{paths} of the sample: {moves}{f', only where {when}' if when else ''}.", ()
    if group.others:
        return f"{group.paths:,} of the {group.paths + group.others:,} paths{f' where {when}' if when else ''}: {moves}.", ()
    return f"{paths}: {f'when {when}, ' if when else 'whatever the answers, '}{moves}.", ()


def _text(diff: TreeDiff) -> Iterator[str]:
    yield fill(_heading(diff), WIDTH)
    if diff.old is None or diff.new is None:
        return
    yield from (fill(line, WIDTH, initial_indent="  ", subsequent_indent="  ") for line in _counts(diff))
    for group in diff.groups:
        sentence, cases = _group(diff, group)
        yield fill(f"  - {sentence}", WIDTH, subsequent_indent="    ")
        yield from (fill(f"      - {case}", WIDTH, subsequent_indent="        ") for case in cases)
    if diff.more:
        yield f"  - and {diff.more:,} smaller {'group' if diff.more == 1 else 'groups'}."
    for heading, listed in _by_how(diff.edits):
        yield f"  {heading}:"
        yield from (fill(f"    - {describe_edit(edit)}", WIDTH, subsequent_indent="      ") for edit in listed)


def _markdown(diff: TreeDiff) -> Iterator[str]:
    yield f"### {_escaped(_heading(diff))}"
    if diff.old is None or diff.new is None:
        return
    yield ""
    yield _escaped(" ".join(_counts(diff)))
    if diff.groups:
        yield ""
    for group in diff.groups:
        sentence, cases = _group(diff, group)
        yield f"- {_escaped(sentence)}"
        yield from (f"  - {_escaped(case)}" for case in cases)
    if diff.more:
        yield f"- and {diff.more:,} smaller {'group' if diff.more == 1 else 'groups'}."
    if diff.edits:
        yield from ("", f"<details><summary>{len(diff.edits)} {'edit' if len(diff.edits) == 1 else 'edits'}</summary>", "")
        for heading, listed in _by_how(diff.edits):
            yield f"- {heading}"
            yield from (f"  - {_escaped(describe_edit(edit))}" for edit in listed)
        yield from ("", "</details>")


def _by_how(edits: Iterable[Edit]) -> Iterator[tuple[str, list[Edit]]]:
    listed = list(edits)
    for how, heading in HEADINGS.items():
        some = [edit for edit in listed if edit.how == how]
        if some:
            yield heading, some


def describe_edit(edit: Edit) -> str:
    """One edit as a line."""
    old, new = (f"“{_short(text)}”" if edit.thing == "words" or edit.how in {"added", "removed"} else text for text in (edit.old, edit.new))
    if edit.how in {"added", "removed"}:
        return f"{edit.where}: {new if edit.how == 'added' else old}"
    if not edit.old or not edit.new:
        return f"{edit.where}: {'now ' + new if edit.new else 'no longer ' + old}"
    return f"{edit.where}: {old} → {new}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MAX_TEXT else f"{words[: MAX_TEXT - 1].rstrip()}…"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is: nothing that an author wrote becomes a link, a mention or HTML."""
    for sign in "\\`*_[]<>#|@":
        text = text.replace(sign, f"\\{sign}" if sign not in "<>@" else {"<": "&lt;", ">": "&gt;", "@": "&#64;"}[sign])
    return text
