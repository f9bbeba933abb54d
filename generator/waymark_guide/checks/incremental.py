"""Keeps findings from one check to the next, so that an edit leads to a new check only of the files whose findings it can change.

The findings of a file depend on this, and on nothing else. If you let a rule depend on more, add it here:

- what the file says, the day, and everything except the cases;
- whether each case that it refers to is there. Where one is not, or where the file names former ids (it is *open* then), also what any case offers:
  its ids, the former ones and its title, and which cases cannot be read;
- for a case: whether one of its themes is lonely, because no other case has it;
- for any other file: what any case offers, with its facts, its approaches and whether it is a draft;
- for the sources and the glossary: who uses what they hold. For the words: the catalogue. These three are always checked.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (what is kept is written and read in the form of these classes)
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from waymark_guide.checks.everywhere.references import cases_named
from waymark_guide.checks.known_ids import KnownIds
from waymark_guide.checks.lists.vocabularies import LEAST_USERS
from waymark_guide.library.usage import Users  # noqa: TC001 (as above)
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.finding import Finding  # noqa: TC001 (as above)

if TYPE_CHECKING:
    from datetime import date

    from waymark_guide.model.base import ContentModel
    from waymark_guide.reading.assembly import Reading

CASE = "case-study"
ALWAYS = frozenset({"sources", "glossary", "words"})


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is kept of one file.

    Attributes:
        content: a print of what it says.
        offers: of a case, a print of what other files may read of it; otherwise empty.
        id: of a case, its id; otherwise empty.
        refers: the cases that it refers to.
        is_open: whether its findings depend on the ids and titles of cases to which it does not refer.
        findings: what the rules found, but for what stood in the way of reading it.
    """

    content: str
    offers: str
    id: str
    refers: tuple[str, ...]
    is_open: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckState:
    """What is kept of a whole check.

    Attributes:
        surroundings: a print of the day and of everything except the cases.
        unread: the cases that could not be read.
        lonely: the themes that one case has alone; none where a case could not be read, for it may have them.
        citing: a user of each shared source.
        using: a user of each term of the glossary.
        files: what is kept of each file that could be read.
    """

    surroundings: str
    unread: frozenset[str]
    lonely: frozenset[str] = frozenset()
    citing: Users | None = None
    using: Users | None = None
    files: Mapping[str, KeptFile] = field(default_factory=dict)


@dataclass(slots=True)
class FindingsMemory:
    """Holds the state of the last check; none before the first check."""

    state: CheckState | None = None


class ChangeDetector:
    """What has changed since findings were kept.

    Attributes:
        names: everything that can be referred to now.
    """

    def __init__(self, reading: Reading, today: date, before: CheckState | None) -> None:
        """Compare what was read with what is kept; none where nothing is, or where something that is no case has changed."""
        self._reading = reading
        self._surroundings = _digest_shared_inputs(reading, today)
        self._unread = reading.knowledge_base.claimed.get(CASE, frozenset())
        if before is None or before.surroundings != self._surroundings:
            before = CheckState(self._surroundings, self._unread)
        self._files = before.files
        self._changed = self._changed_cases() if before.citing is not None else frozenset()
        self.names = KnownIds(reading.knowledge_base, before.citing, before.using, {_get_file_stem(file) for file in self._changed})
        users = () if self._unread else self.names.users_of_themes.items()
        self._lonely = frozenset(theme for theme, number in users if number < LEAST_USERS)
        self._turned = self._lonely ^ before.lonely
        then = {name for file in self._changed & before.files.keys() for name in (_get_file_stem(file), before.files[file].id)}
        self._gone = then - self.names.list_ids(CASE).keys()
        self._is_offered_otherwise = self._unread != before.unread or any(map(self._has_other_offers, self._changed))

    def still(self, file: str) -> tuple[Finding, ...] | None:
        """The findings of a file, where nothing that they depend on has changed."""
        kept = self._files.get(file)
        kind, record = self._reading.records[file]
        if kept is None or file in self._changed or kind.name in ALWAYS or not self._gone.isdisjoint(kept.refers):
            return None
        if self._is_offered_otherwise and (kept.is_open or kind.name != CASE):
            return None
        return None if isinstance(record, CaseStudy) and not self._turned.isdisjoint(record.themes) else kept.findings

    def state(self, found: Mapping[str, tuple[Finding, ...]]) -> CheckState:
        """What to keep of this check.

        Args:
            found: the findings of the files that were checked again.
        """
        files = {file: self._keep_findings(file, found[file]) if file in found else self._files[file] for file in self._reading.records}
        return CheckState(self._surroundings, self._unread, self._lonely, self.names.citing, self.names.using, files)

    def _changed_cases(self) -> frozenset[str]:
        """The files of cases that are new, gone or edited."""
        now = {(file, self._reading.documents[file].digest) for file, (kind, _) in self._reading.records.items() if kind.name == CASE}
        then = {(file, kept.content) for file, kept in self._files.items() if kept.offers}
        return frozenset(file for file, _ in now ^ then)

    def _has_other_offers(self, file: str) -> bool:
        kept, (_, record) = self._files.get(file), self._reading.records.get(file, (None, None))
        return (kept.offers if kept else "") != _digest_offers(record)

    def _keep_findings(self, file: str, findings: tuple[Finding, ...]) -> KeptFile:
        record = self._reading.records[file][1]
        own, was = (record.id, record.was) if isinstance(record, CaseStudy) else ("", ())
        refers = cases_named(record)
        is_open = bool(was) or not self.names.list_ids(CASE).keys() >= set(refers)
        return KeptFile(self._reading.documents[file].digest, _digest_offers(record), own, refers, is_open, findings)


def _get_file_stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


def _digest_shared_inputs(reading: Reading, today: date) -> str:
    others = [f"{file} {document.digest}" for file, document in reading.documents.items() if not file.startswith("case_studies/")]
    return _print(today.isoformat(), others, reading.tables)


def _digest_offers(record: ContentModel | None) -> str:
    """A print of what other files may read of a case; nothing for anything else."""
    if not isinstance(record, CaseStudy):
        return ""
    return _print(record.id, record.was, record.title, record.draft, record.approaches, record.facts)


def _print(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()
