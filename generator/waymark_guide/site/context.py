"""What every page is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, wraps
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from waymark_guide.checks.trees.proof_cache import kept_proof
from waymark_guide.library.approach_answers import find_leads
from waymark_guide.library.approach_pairs import find_pairs
from waymark_guide.library.facets import make_library
from waymark_guide.library.news import list_news
from waymark_guide.library.relations import make_relation_index
from waymark_guide.library.terms import Terms
from waymark_guide.model.settings import Settings
from waymark_guide.site import markdown as writing
from waymark_guide.site.numbered_sources import References, references
from waymark_guide.site.render import make_template_environment
from waymark_guide.words.strings import Strings, load_strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from jinja2 import Environment
    from markupsafe import Markup

    from waymark_guide.core.part_store import PartStore
    from waymark_guide.library.approach_answers import Lead
    from waymark_guide.library.approach_pairs import ApproachPair
    from waymark_guide.library.facets import Library
    from waymark_guide.library.news import NewsEntry
    from waymark_guide.library.relations import RelationIndex
    from waymark_guide.model.approach import Approach
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.model.source import Publication
    from waymark_guide.model.tree import Tree
    from waymark_guide.reading.assembly import Reading
    from waymark_guide.site.jinja_environment import TemplateStore
    from waymark_guide.trees.engine.compiler import CompiledTree
    from waymark_guide.trees.proof.proof import Proof

P = ParamSpec("P")
T = TypeVar("T")


def cache_per_context(compute: Callable[Concatenate[SiteContext, P], T]) -> Callable[Concatenate[SiteContext, P], T]:
    """Let a function of a context compute each result once for each context. Its other arguments must be hashable."""

    @wraps(compute)
    def look_up(context: SiteContext, /, *arguments: P.args, **named: P.kwargs) -> T:
        key = (compute, *arguments, *named.items())
        if key not in context.results:
            context.results[key] = compute(context, *arguments, **named)
        result: T = context.results[key]
        return result

    return look_up


@dataclass(frozen=True)
class SiteContext:
    """What every page is rendered from: the content, what follows from it, and the templates.

    Attributes:
        reading: the files and the models made of them.
        compiled: the published trees, compiled, by id.
        today: the day of the build.
        settings: names and addresses, as the owner of the knowledge base gave them.
        strings: the words of the interface.
        most_step_pages: above this many states, a guide without script is one long page with a table.
        part_store: keeps the parts of large files from build to build; without it, they are made each time.
        template_store: keeps the compiled code of templates from build to build; without it, each process compiles them once.
        results: what `cache_per_context` has computed.
    """

    reading: Reading
    compiled: Mapping[str, CompiledTree]
    today: date
    settings: Settings = field(default_factory=Settings)
    strings: Strings = field(default_factory=load_strings)
    most_step_pages: int = 400
    part_store: PartStore | None = field(default=None, repr=False)
    template_store: TemplateStore | None = field(default=None, repr=False)
    results: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    @property
    def knowledge_base(self) -> KnowledgeBase:
        """The models."""
        return self.reading.knowledge_base

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """The published trees that compile: the one that Home begins with, then the others by title."""
        published = [tree for tree in self.knowledge_base.trees.values() if tree.status == "published" and tree.id in self.compiled]
        return tuple(sorted(published, key=lambda tree: (tree.id != self.settings.start, tree.title)))

    @cached_property
    def case_studies(self) -> tuple[CaseStudy, ...]:
        """All cases but drafts, by title."""
        return self.library.cases

    @cached_property
    def terms(self) -> Terms:
        """The terms of the glossary, ready to be found in prose."""
        return Terms.from_glossary(self.knowledge_base.glossary)

    @cached_property
    def news(self) -> tuple[NewsEntry, ...]:
        """All news of the content, the newest first."""
        return list_news(self.knowledge_base, self.trees)

    @cached_property
    def library(self) -> Library:
        """The cases, and the shelves that sort them by facet."""
        return make_library(self.knowledge_base)

    @cached_property
    def relation_index(self) -> RelationIndex:
        """What relates the cases to each other."""
        return make_relation_index(self.knowledge_base, self.library)

    @cached_property
    def leads(self) -> Mapping[str, tuple[Lead, ...]]:
        """For each approach, the outcomes of guides that recommend it."""
        return find_leads(self.compiled[tree.id] for tree in self.trees)

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], ApproachPair]:
        """The pairs of approaches that are worth a page of comparison."""
        return find_pairs(self.knowledge_base, (self.proof(tree.id) for tree in self.trees))

    @cached_property
    def users(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """For each approach, the cases that used it, those with the strongest evidence first."""
        users: dict[str, list[CaseStudy]] = {}
        for case in sorted(self.case_studies, key=lambda case: case.evidence.level, reverse=True):
            for approach in dict.fromkeys(case.approaches):
                users.setdefault(approach, []).append(case)
        return {approach: tuple(cases) for approach, cases in users.items()}

    @cached_property
    def situations_digest(self) -> str:
        """A digest of everything that guides are compared with in the cases: their names, their facts and the approaches that they used."""
        digest = blake2b(digest_size=12)
        for case in self.case_studies:
            digest.update(repr((case.id, case.title, case.facts, case.approaches)).encode())
        return digest.hexdigest()

    @cached_property
    def case_digests(self) -> tuple[str, ...]:
        """A digest of each case, in the order of the library."""
        return tuple(map(self.digest_case, self.library.cases))

    def digest_case(self, case: CaseStudy) -> str:
        """A digest of the file of a case."""
        return self._file_digests.get(case.id) or repr(case)

    @cached_property
    def _file_digests(self) -> Mapping[str, str]:
        return {case_id: document.digest for (kind, case_id), document in self.reading.documents_by_id.items() if kind == "case-study"}

    @cache_per_context
    def proof(self, tree_id: str) -> Proof:
        """What holds for every way through a published guide."""
        return kept_proof(self.compiled[tree_id])

    def approach(self, approach_id: str) -> Approach | None:
        """The approach of that id, or none."""
        return self.knowledge_base.approaches.get(approach_id)

    def source(self, source_id: str, declared: Iterable[Publication | str] = ()) -> Publication | None:
        """The source of that id: among those that a file declares, then among the shared ones."""
        return self.knowledge_base.source(source_id, tuple(declared))

    def references(self, declared: Iterable[Publication | str], texts: Iterable[str | None] = ()) -> References:
        """The numbered sources of a page: those declared, then those that its texts cite."""
        listed = tuple(declared)
        return references(lambda source_id: self.source(source_id, listed), listed, texts)

    def prose(self, text: str | None, *, inline: bool = False, sources: References | None = None) -> Markup:
        """An author's Markdown as safe HTML."""
        return writing.prose(text, inline=inline, sources=sources, table=self.strings("site.table"))

    def article(self, text: str | None, *, sources: References | None = None) -> writing.Article:
        """A longer Markdown text as safe HTML, with its headings and with links to the glossary."""
        return writing.article(text, sources=sources, terms=self.terms, table=self.strings("site.table"))

    @cached_property
    def templates(self) -> Environment:
        """The templates in `generator/waymark_guide/site/templates/`, which see `context`, `kb` and `today`."""
        return make_template_environment(self.strings, self.template_store, self)

    def render(self, template: str, **values: object) -> str:
        """HTML of a template, which sees the values too."""
        return self.templates.get_template(template).render(values)
