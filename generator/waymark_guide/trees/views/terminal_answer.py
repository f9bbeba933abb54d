"""Render an answer in plain words, for the terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from waymark_guide.trees.engine.compiled_tree import CompiledTree

WIDTH = 96
MOST_SHOWN = 5
FINDINGS = {
    "settles": "Finding out settles the result.",
    "narrows": "Finding out can leave {min}.",
    "changes": "Finding out changes what can come first.",
    "nothing": "It does not change the result.",
    "unclear": "What it decides was not worked out.",
}
MODALITIES = {"must": "You must", "may": "You may", "consider": "Consider", "must-not": "You must not"}


def render_answer(answer: Mapping[str, Any], tree: CompiledTree) -> str:
    """Render the next question; or the result, its reasons, and what would change it. Lines have at most 96 characters."""
    text = _AnswerText(answer, tree)
    return "\n".join([*text.left_out(), *(text.question() if answer["next"] else text.result())]).strip()


class _AnswerText:
    """The text of one answer."""

    def __init__(self, answer: Mapping[str, Any], tree: CompiledTree) -> None:
        self.answer = answer
        self.tree = tree
        self.titles = {outcome.id: outcome.title for outcome in tree.outcomes}

    def left_out(self) -> Iterator[str]:
        if self.answer["dropped"]:
            yield _wrap_line(f"Not understood and left out: {', '.join(self.answer['dropped'])}.")
        if self.answer["unused"]:
            yield _wrap_line(f"Given, and not used on this way: {', '.join(self.answer['unused'])}.")

    def question(self) -> Iterator[str]:
        """Render the next question, and how to answer it."""
        asked = self.answer["next"]
        question = self.tree.question(asked["question"])
        if question is None:
            return
        yield _wrap_line(f"Next: {question.text}")
        width = max(len(option.id) for option in question.options)
        for option in question.options:
            yield _wrap_line(f"  {question.id}={option.id:<{width}}  {option.label}", indent="    ")
        if question.dont_know:
            yield f"  {question.id}={'?':<{width}}  I don't know"
        low, high = asked["left"]["min"], asked["left"]["max"]
        count = f"{low}" if low == high else f"{low} to {high}"
        yield f"Questions left: {count}."

    def result(self) -> Iterator[str]:
        """Render the result, its reasons, and what would change it."""
        result = self.answer["result"]
        yield from self._render_opening(result)
        options = [outcome for outcome in result["outcomes"] if outcome["rank"]]
        hidden = options[self.tree.result.show_at_most or MOST_SHOWN :]
        for outcome in result["outcomes"]:
            if outcome not in hidden:
                yield from self._render_outcome(outcome)
        if hidden:
            yield f"({len(hidden)} more are ranked below; --format json gives them all.)"
        yield from self._render_section("Ruled out", (self._render_ruled_out(each) for each in result["ruled_out"]))
        yield from self._render_section(
            "Still unknown: find out the first of these first", (self._render_unknown(each) for each in self.answer["unknowns"])
        )
        yield from self._render_section("What it rests on", self._render_deciding_answers(result))
        yield from self._render_section("What would change it", self._render_changes(result))
        yield from self._render_section("At other weights", self._render_weights(self.answer["weights_flip"] or ()))
        yield from self._render_section("Cases that are alike", (self._render_case(each) for each in self.answer["cases"]))

    def _render_opening(self, result: Mapping[str, Any]) -> Iterator[str]:
        leads = [outcome["id"] for outcome in result["outcomes"] if outcome["could_lead"] is not False and outcome["role"] == "option"]
        leads += [f"tree:{tree}" for tree in result["may_jump"]]
        if result["jump"]:
            yield _wrap_line(f'Go on with the guide "{result["jump"]}".')
        elif result["gather_first"]:
            yield _wrap_line("Too much is unknown for a recommendation. Find out first what is listed below.")
        elif not leads:
            yield _wrap_line("No outcome is left for these answers.")
        elif self.answer["unknowns"] and result["settled"]:
            yield _wrap_line(f"Whatever the unknown answers are: {self._join_names(leads)}.")
        elif not result["settled"]:
            yield _wrap_line(f"The unknown answers decide between {self._join_names(leads)}.")
        else:
            yield _wrap_line(f"Result: {self._join_names(leads)}.")
        if result["close_call"]:
            yield _wrap_line("It is a close call: small differences decide the order.")

    def _render_outcome(self, outcome: Mapping[str, Any]) -> Iterator[str]:
        rank = f"{outcome['rank']}. " if outcome["rank"] else "- "
        score = "" if outcome["score"] is None else f" ({_format_score(outcome)})"
        modality = f"{MODALITIES[outcome['modality']]}: " if outcome["modality"] else ""
        role = {"always": " [always]", "add-on": " [beside it]"}.get(outcome["role"], "")
        maybe = "" if outcome["certain"] else " [depends on what is unknown]"
        yield _wrap_line(f"{rank}{modality}{self.titles[outcome['id']]}{score}{role}{maybe}")
        if outcome["role"] == "option" and outcome["could_lead"] is not False:
            for reason in outcome["because"][:MOST_SHOWN]:
                yield _wrap_line(f"    {self._render_reason(reason)}", indent="      ")

    def _render_reason(self, reason: Mapping[str, Any]) -> str:
        said = f"{self._get_question_text(reason['question'])} {self._get_labels(reason['question'], reason['option'])}"
        return f"{reason['adds']:+d}  {reason['text'] or said}" if reason["adds"] is not None else f"because: {said}"

    def _render_ruled_out(self, each: Mapping[str, Any]) -> str:
        why = " ".join(each["because"]) or f"by the answer to: {'; '.join(map(self._get_question_text, each['questions']))}"
        return f"{self.titles[each['id']]}: {why}"

    def _render_unknown(self, each: Mapping[str, Any]) -> str:
        parts = [f"if {self._get_labels(each['question'], option)}, {self._join_possible_names(leads)}" for option, leads in each["if"].items()]
        shown = f" {'; '.join(parts)}." if each["decides"] and sum(map(len, each["if"].values())) <= MOST_SHOWN * 2 else ""
        left = each["left"] or {"min": 0}
        found = FINDINGS[each["why"]].format(min=left["min"])
        matters = " The authors say that it matters a good deal." if each["matters"] == "high" else ""
        return f"{self._get_question_text(each['question'])} {found}{matters}{shown}"

    def _render_deciding_answers(self, result: Mapping[str, Any]) -> Iterator[str]:
        """Render the deciding answers. In a `ranked` guide: those that make the lead, or rule out an outcome that would be ahead."""
        for each in self.answer["deciding"]:
            if result["mode"] == "ranked" and each["why"] != "score" and not each["without"]:
                continue
            said = f"{self._get_question_text(each['question'])} {self._get_labels(each['question'], each['option'])}"
            over = f": {each['adds']:+d} over {self._join_names([each['over']])}" if each["adds"] else ""
            without = ""
            if each["without"]:
                names = self._join_possible_names(each["without"])
                without = f"; without its points, {names}" if each["why"] == "score" else f"; it keeps out {names}"
            yield f"{said}{over}{without}"

    def _render_changes(self, result: Mapping[str, Any]) -> Iterator[str]:
        """Render every single change of the result; if there is none, the smallest set of changes."""
        few = self.answer["fewest"]
        if all(each["asks"] for each in self.answer["would_change"]):
            yield (
                self._render_fewest_changes(few)
                if few and result["settled"]
                else "Only what is unknown."
                if self.answer["unknowns"]
                else "No single answer."
            )
        for each in self.answer["would_change"]:
            then = f"asks: {self._get_question_text(each['asks'])}" if each["asks"] else self._join_possible_names(each["result"]) or "no outcome"
            yield f"{self._render_change(each)} → {then}"

    def _render_fewest_changes(self, few: Mapping[str, Any]) -> str:
        if few["count"] is None:
            return "No other answers." if few["proved"] else "No single answer. Whether several would, together, was not worked out."
        changes = " and ".join(map(self._render_change, few["changes"]))
        sure = "" if few["proved"] else " (whether fewer would do was not worked out)"
        alone = "One does" if few["count"] == 1 else f"No single answer; {few['count']} do, together"
        return f"{alone}: {changes} → {self._join_possible_names(few['result']) or 'no outcome'}{sure}"

    def _render_change(self, change: Mapping[str, Any]) -> str:
        return f"{self._get_question_text(change['question'])} {self._get_labels(change['question'], change['to'])}"

    def _render_weights(self, flips: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        labels = {factor.id: factor.label for factor in self.tree.factors}
        for each in flips:
            if each["to"] is not None:
                further = (" or more" if each["to"] > each["from"] else " or less") if each["beyond"] else ""
                yield f"{labels[each['factor']]}: {each['to']}{further} instead of {each['from']} → {self._join_names(each['result'])}"
        never = [labels[each["factor"]] for each in flips if each["to"] is None]
        if never:
            yield f"No other weight alone changes what comes first, for: {'; '.join(never)}."

    def _render_case(self, each: Mapping[str, Any]) -> str:
        differs = f"; differs on: {'; '.join(map(self._get_question_text, each['differs']))}" if each["differs"] else ""
        return f"{each['id']}: agrees on {each['agrees']} of {each['known']}{differs}"

    def _get_question_text(self, question_id: str) -> str:
        question = self.tree.question(question_id)
        return question.text if question else question_id

    def _get_labels(self, question_id: str, chosen: str | Sequence[str]) -> str:
        question = self.tree.question(question_id)
        names = [chosen] if isinstance(chosen, str) else list(chosen)
        found = [(question.option(name) if question else None) for name in names]
        return ", ".join(option.label if option else name for option, name in zip(found, names, strict=True))

    def _join_possible_names(self, leads: Sequence[str]) -> str:
        """Render the outcomes that come first; while something is unknown, those that may come first."""
        return self._join_names(leads, "or" if self.answer["unknowns"] else "and")

    def _join_names(self, leads: Sequence[str], word: str = "and") -> str:
        names = [f'the guide "{each.removeprefix("tree:")}"' if each.startswith("tree:") else self.titles[each] for each in leads]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}" if names else ""

    def _render_section(self, heading: str, lines: Iterable[str], *, otherwise: str = "") -> Iterator[str]:
        listed = list(lines) or ([otherwise] if otherwise else [])
        if listed:
            yield ""
            yield f"{heading}:"
            for line in listed:
                yield _wrap_line(f"  - {line}", indent="    ")


def _format_score(outcome: Mapping[str, Any]) -> str:
    return f"score {outcome['low']}" if outcome["low"] == outcome["high"] else f"score {outcome['low']} to {outcome['high']}"


def _wrap_line(text: str, *, indent: str = "  ") -> str:
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
