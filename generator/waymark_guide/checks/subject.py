"""One file under check, and everything that a rule may need to know about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from waymark_guide.model.base import ContentModel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from waymark_guide.checks.known_ids import KnownIds
    from waymark_guide.checks.rule import Rule
    from waymark_guide.model.finding import Finding, Path, Severity
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.reading.document import Document

R_co = TypeVar("R_co", bound=ContentModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Subject(Generic[R_co]):
    """One file under check.

    Attributes:
        record: what the file says.
        document: where it says it.
        family: the letter of its rules.
        names: everything that can be referred to.
        knowledge_base: all the content.
        today: the day on which the check is made.
        spoilt: the fields at the top of the file that could not be read as written, so that nothing else is blamed for them.
        tables: the decision tables that the knowledge base keeps, by file name; none where it keeps none.
    """

    record: R_co
    document: Document
    family: str
    names: KnownIds
    knowledge_base: KnowledgeBase
    today: date
    spoilt: frozenset[str] = frozenset()
    tables: Mapping[str, str] | None = None

    def finding(  # noqa: PLR0913 (a finding has this many parts)
        self,
        rule: Rule,
        path: Path,
        message: str,
        *,
        why: str | None = None,
        fix: str | None = None,
        suggestion: str = "",
        severity: Severity | None = None,
        key: bool = False,
        words: str = "",
        aged: bool | None = None,
    ) -> Finding:
        """A finding of a rule at a field of this file; the rule's own words where no others are given.

        Args:
            rule: the rule that is broken.
            path: the way to the field.
            message: what is wrong, in the author's own names.
            why: which answers or readers are affected.
            fix: what to do.
            suggestion: the word that was probably meant.
            severity: where this finding weighs otherwise than its rule.
            key: mark the field's name instead of its value.
            words: the part of a long text that is meant.
            aged: whether it is merely old, where that is not the same for everything that the rule finds. Then it is at most a warning,
                but in a file that a change touches.
        """
        severity = severity or rule.severity
        finding = self.document.finding(
            rule.code,
            path,
            message,
            why=rule.why if why is None else why,
            fix=rule.fix if fix is None else fix,
            suggestion=suggestion,
            severity=severity,
            key=key,
            span=self.document.find_words(path, words) if words else None,
        )
        if not (rule.about_age if aged is None else aged):
            return finding
        return replace(finding, severity="warning" if severity == "error" else severity, severity_if_changed=severity)
