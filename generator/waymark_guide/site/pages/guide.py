"""The page of a guide: its start, everything about it, and what its script needs to ask the questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waymark_guide.library.freshness import get_revised_date
from waymark_guide.site import script_files
from waymark_guide.site.markdown import plain, prose
from waymark_guide.site.page import Crumb, Page
from waymark_guide.site.parts.certificate_text import write_certificate
from waymark_guide.site.parts.guide_words import TreeWords, tree_words
from waymark_guide.site.parts.structured_data import describe_work
from waymark_guide.trees.engine.evaluation import evaluate_answers
from waymark_guide.trees.proof.state_graph import explore_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.model.tree import Example, Tree
    from waymark_guide.site.context import SiteContext

ROUTE = "decision-trees/{tree.id}/"
ORDER = 20
ASSETS = "/assets/guide"
STYLES = (f"{ASSETS}/guide.css",)
SECTION = "decision-trees/"


@dataclass(frozen=True, slots=True)
class Story:
    """A test of the guide, as an example for readers.

    Attributes:
        answers: each question and its answer, in words.
        leads: the outcomes that they must lead to, in words.
        fragment: the same answers as part of an address.
    """

    note: str
    why: str | None
    answers: tuple[tuple[str, str], ...]
    leads: str
    fragment: str


def crumbs(context: SiteContext, *, tree: Tree | None = None) -> tuple[Crumb, ...]:
    """The breadcrumb trail of a guide, or of one of its pages."""
    t = context.strings
    here = (Crumb(plain(tree.title), f"decision-trees/{tree.id}/"),) if tree else ()
    return (Crumb(t("site.crumb.home"), ""), Crumb(t("guides.title"), SECTION), *here)


def digest_named_cases(context: SiteContext, tree: Tree) -> Iterator[str]:
    """Digests of the cases that the outcomes of a guide name."""
    cases = context.knowledge_base.case_studies
    yield from (context.digest_case(cases[named]) for outcome in tree.outcomes for named in outcome.case_studies if named in cases)


def page_about(context: SiteContext, route: str, tree: Tree, words_in: str, body: str, *, styles: tuple[str, ...] = STYLES) -> Page:  # noqa: PLR0913 (a page has this many parts)
    """A page about a guide, next to the page of the guide itself. The search of the site leaves it out.

    Args:
        context: what every page is made from.
        route: the pattern of its address.
        tree: the guide.
        words_in: where the catalogue holds its title (`of`) and description (`about`).
        body: its HTML.
        styles: its styles.
    """
    t = context.strings
    title = plain(tree.title)
    return Page(
        url=route.format(tree=tree),
        section=SECTION,
        title=t(f"{words_in}.of", title=title),
        description=t(f"{words_in}.about", title=title),
        body=body,
        crumbs=crumbs(context, tree=tree),
        kind=t("site.kind.guide"),
        styles=styles,
        indexed=False,
    )


def list_pages(context: SiteContext) -> Iterable[Tree]:
    """One page for each published guide."""
    return context.trees


def depends_on(context: SiteContext, tree: Tree) -> Iterator[str]:
    """The cases that its outcomes name, and the situations of all cases."""
    yield from digest_named_cases(context, tree)
    yield context.situations_digest


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    words = tree_words(context, tree)
    compiled = words.compiled
    start = evaluate_answers(compiled, {})
    return Page(
        url=ROUTE.format(tree=tree),
        section=SECTION,
        title=plain(words.tree.title),
        description=plain(words.tree.summary).split(". ")[0].rstrip(".") + ".",
        body=context.render(
            "guide.html.jinja",
            words=words,
            left=start["next"]["left"] if start["next"] else None,
            certificate=write_certificate(context, words.tree.id).sentences,
            linked=explore_states(compiled, limit=context.most_step_pages) is not None,
            examples=[_story(context, words, example) for example in words.tree.tests if example.note],
            laws=[law for law in context.knowledge_base.laws.values() if words.tree.id in law.guides],
            others=[tree for tree in context.trees if tree.id in _jumps(words)],
        ),
        crumbs=crumbs(context),
        kind=context.strings("site.kind.guide"),
        data={"guide-data": json.dumps(_data(context, words), ensure_ascii=False, separators=(",", ":"))},
        scripts=(script_files.GUIDE.address,),
        styles=STYLES,
        about=_describe_guide(context, words),
        changed=get_revised_date(words.tree, context.knowledge_base.changes.get(words.tree.id)),
    )


def _describe_guide(context: SiteContext, words: TreeWords) -> Mapping[str, Any]:
    """Describe the guide for programs: its questions are its steps."""
    steps = [{"@type": "HowToStep", "name": question.text} for question in words.compiled.questions]
    changed = get_revised_date(words.tree, context.knowledge_base.changes.get(words.tree.id))
    return describe_work(
        context, "HowTo", plain(words.tree.title), plain(words.tree.summary), changed=changed, version=words.tree.version, step=steps
    )


def _jumps(words: TreeWords) -> set[str]:
    """The other guides that an answer here can lead to."""
    return {option.next.id for question in words.compiled.questions for option in question.options if option.next and option.next.to == "tree"}


def _data(context: SiteContext, words: TreeWords) -> dict[str, Any]:
    """What the script reads. Every text in it is safe HTML."""
    return {
        "tree": _tree_as_html(context, words),
        "notes": {
            question.id: {option.id: str(prose(option.note, inline=True, sources=words.references)) for option in question.options if option.note}
            for question in words.questions
            if any(option.note for option in question.options)
        },
        "layers": _layers(context),
        "guides": _shared_facts(context, words),
        "prepare": context.knowledge_base.prepare is not None,
        "script": script_files.GUIDE_RESULT.address.removeprefix("/"),
        "strings": context.strings.get_section("result") | context.strings.get_section("flow"),
    }


def _tree_as_html(context: SiteContext, words: TreeWords) -> dict[str, Any]:
    compiled = words.compiled.as_json()

    def html(text: str) -> str:
        return str(context.prose(text, inline=True, sources=words.references))

    for question in compiled["questions"]:
        question["text"] = html(question["text"])
        for option in question["options"]:
            option["label"] = html(option["label"])
    for outcome in compiled["outcomes"]:
        outcome["title"] = html(outcome["title"])
        outcome["ruled_out_because"] = html(outcome["ruled_out_because"] or "") or None
    for reason in compiled["reasons"]:
        reason["text"] = html(reason["text"])
    for factor in compiled["factors"]:
        factor["label"] = html(factor["label"])
    return compiled


def _layers(context: SiteContext) -> list[list[str]]:
    vocabulary = context.knowledge_base.vocabularies.get("layers")
    return [[term.id, str(context.prose(term.label, inline=True))] for term in vocabulary.terms] if vocabulary else []


def _shared_facts(context: SiteContext, words: TreeWords) -> dict[str, dict[str, str]]:
    """For each other guide, the questions that ask for a fact which this guide asks for too."""
    mine = {question.fact for question in words.compiled.questions if question.fact}
    shared = {
        tree.id: {question.fact: question.id for question in reversed(context.compiled[tree.id].questions) if question.fact in mine and question.fact}
        for tree in context.trees
        if tree.id != words.tree.id
    }
    return {tree_id: facts for tree_id, facts in shared.items() if facts}


def _story(context: SiteContext, words: TreeWords, example: Example) -> Story:
    t = context.strings
    dont_know = t("result.dont_know")

    def label(question: str, option: str) -> str:
        return dont_know if option == "?" else words.label(question, option)

    def names(targets: tuple[str, ...]) -> str:
        return "; ".join(target_titles(context, words, targets))

    leads = []
    if example.expect:
        leads.append(t("guide.example_among" if example.among else "guide.example_leads", names=names(example.expect), count=example.among))
    if example.never:
        leads.append(t("guide.example_never", names=names(example.never)))
    pairs = "&".join(f"{question}={','.join(options)}" for question, options in example.given.items())
    return Story(
        note=example.note or "",
        why=example.why,
        answers=tuple(
            (words.question(question).compiled.text, "; ".join(label(question, option) for option in options))
            for question, options in example.given.items()
        ),
        leads=" ".join(leads),
        fragment=f"v={words.tree.version}&{pairs}",
    )


def target_titles(context: SiteContext, words: TreeWords, targets: tuple[str, ...]) -> tuple[str, ...]:
    """The titles of outcomes, and of the guides that `tree:ID` names."""
    titles = []
    for target in targets:
        kind, _, name = target.partition(":")
        tree = context.knowledge_base.trees.get(name) if kind == "tree" else None
        outcome = words.compiled.outcome(target)
        titles.append(plain(tree.title if tree else outcome.title if outcome else target))
    return tuple(titles)
