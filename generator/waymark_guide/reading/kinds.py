"""The kinds of file in a knowledge base: where each is, what it becomes, and which rules it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.model.approach import Approach
from waymark_guide.model.calculator import Calculator
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.changes import Changes
from waymark_guide.model.law import Law
from waymark_guide.model.origins import Origins
from waymark_guide.model.prepare import Prepare
from waymark_guide.model.source import Sources
from waymark_guide.model.tree import Facts, Tree
from waymark_guide.model.unknowns import Unknowns
from waymark_guide.model.vocabulary import Contributors, Glossary, Vocabulary
from waymark_guide.model.word_overrides import Words

if TYPE_CHECKING:
    from waymark_guide.model.base import ContentModel


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        name: its name, such as `case-study`.
        pattern: where its files are, below the root.
        model: what a file becomes.
        family: the letter of its rules.
        by_stem: whether a file is named by the id of what it holds.
    """

    name: str
    pattern: str
    model: type[ContentModel]
    family: str
    by_stem: bool = True


KINDS = (
    Kind("tree", "decision_trees/*.yaml", Tree, "T"),
    Kind("facts", "decision_trees/facts/*.yaml", Facts, "T", by_stem=False),
    Kind("changes", "decision_trees/changes/*.yaml", Changes, "T"),
    Kind("case-study", "case_studies/*.yaml", CaseStudy, "C"),
    Kind("approach", "content/approaches/*.md", Approach, "A"),
    Kind("law", "content/law/*.md", Law, "L"),
    Kind("vocabulary", "content/vocabularies/*.yaml", Vocabulary, "L"),
    Kind("sources", "content/sources.yaml", Sources, "L", by_stem=False),
    Kind("glossary", "content/glossary.yaml", Glossary, "L", by_stem=False),
    Kind("contributors", "content/contributors.yaml", Contributors, "L", by_stem=False),
    Kind("prepare", "content/prepare.yaml", Prepare, "L", by_stem=False),
    Kind("calculator", "content/value/*.yaml", Calculator, "V"),
    Kind("origins", "content/origins.yaml", Origins, "L", by_stem=False),
    Kind("unknowns", "content/not-known.yaml", Unknowns, "L", by_stem=False),
    Kind("words", "content/words.yaml", Words, "L", by_stem=False),
)
