"""The settings of a site in `mkdocs.yml`: each is one that the site can be built with, and means what its owner sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from waymark_guide.checks.rule import declare
from waymark_guide.model.finding import Span
from waymark_guide.reading.settings import ADDRESSES, BRANCH, KEYS, find_value, read_address
from waymark_guide.reading.suggest import find_nearest
from waymark_guide.words.catalogue import list_languages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from waymark_guide.checks.rule import Rule
    from waymark_guide.model.finding import Finding, Path
    from waymark_guide.reading.settings import SettingsFile

CONTENT = "content"
PLUGIN = "waymark"

UNREADABLE = declare(
    "S101",
    "settings-unreadable",
    "The file mkdocs.yml can be read to its end.",
    why="The site could not be built.",
    fix="Compare the line with those next to it: their alignment, colons, quotation marks and brackets.",
    can_be_allowed=False,
    wrong="plugins: [waymark",
    right="plugins: [waymark]",
)
UNKNOWN_START = declare(
    "S201",
    "unknown-start",
    "The guide that Home begins with is a published guide.",
    why="Home would begin with another guide without a word.",
    fix="Write the id of a published guide.",
    can_be_allowed=False,
    wrong="start: lunch-clubs",
    right="start: lunch-club",
)
BAD_ADDRESS = declare(
    "S301",
    "bad-address",
    "An address in the settings is that of a web page, without blanks, questions and anchors.",
    why="Links, feeds and the site map would lead nowhere.",
    fix="Write the whole address, beginning with https:// and ending with a slash. Look at the variables that it is taken from, too.",
    can_be_allowed=False,
    wrong='site_url: "https://example.org/lunch/?x=1"',
    right='site_url: "https://example.org/lunch/"',
)
NOT_USABLE = declare(
    "S302",
    "setting-not-usable",
    "A setting has a value that the site can be built with.",
    why="The site could not be built, or would be another one than its owner sees in the settings.",
    fix="Write a value that is named.",
    can_be_allowed=False,
    wrong="docs_dir: docs",
    right="docs_dir: content",
)


def check_settings(file: SettingsFile, guides: Collection[str]) -> Iterator[Finding]:
    """Check every setting that Waymark reads, and those without which MkDocs cannot build the site.

    Args:
        file: the file.
        guides: the ids of the published guides.
    """
    if file.problem:
        yield _make_finding(file, UNREADABLE, (), file.problem.message, fix=file.problem.fix, span=file.problem.span)
        return
    if not isinstance(file.config, dict):
        yield _make_finding(file, UNREADABLE, (), "The settings are no list of names with values.", span=Span(1, 1, 2))
        return
    for field in ADDRESSES:
        yield from _check_address(file, KEYS[field], allows_question=field == "report_url")
    start = find_value(file.config, KEYS["start"])
    if start and str(start) not in guides:
        meant = find_nearest(str(start), guides)
        fix = f'Did you mean "{meant}"?' if meant else f"Write one of: {', '.join(sorted(guides))}."
        yield _make_finding(file, UNKNOWN_START, ("extra", "start"), f'There is no published guide "{start}".', fix=fix, suggestion=meant)
    yield from _check_values(file)


def _check_address(file: SettingsFile, key: str, *, allows_question: bool) -> Iterator[Finding]:
    value = find_value(file.config, key)
    if not value:
        return
    text = value if isinstance(value, str) else str(value)
    parts = urlsplit(read_address(text))
    if not parts.netloc or text != text.strip() or (not allows_question and (parts.query or parts.fragment)):
        yield _make_finding(file, BAD_ADDRESS, tuple(key.split(".")), f'"{key}" is "{text}", which is not the address of a site.')


def _check_values(file: SettingsFile) -> Iterator[Finding]:
    branch = find_value(file.config, KEYS["branch"])
    if branch and not BRANCH.fullmatch(str(branch).strip()):
        fix = "Write the name of a branch, such as main."
        yield _make_finding(file, NOT_USABLE, ("extra", "branch"), f'"extra.branch" is "{branch}", which no branch can be called.', fix=fix)
    language = find_value(file.config, KEYS["language"])
    if language and str(language) not in list_languages():
        fix = f"Write one of: {', '.join(list_languages())}."
        yield _make_finding(file, NOT_USABLE, ("theme", "language"), f'The interface has no words in the language "{language}".', fix=fix)
    folder = find_value(file.config, "docs_dir")
    if folder != CONTENT:
        message = f'"docs_dir" is "{folder}"' if folder else '"docs_dir" is missing'
        yield _make_finding(file, NOT_USABLE, ("docs_dir",), f"{message}, and the pages are in {CONTENT}/.", fix=f'Write "docs_dir: {CONTENT}".')
    if PLUGIN not in _list_names(find_value(file.config, "plugins")):
        yield _make_finding(file, NOT_USABLE, ("plugins",), f'"plugins" does not name "{PLUGIN}".', fix=f'Write "plugins: [{PLUGIN}]".')


def _list_names(value: Any) -> list[str]:  # noqa: ANN401 (whatever the file holds)
    """List the names of plugins, each of which may have options."""
    entries = value if isinstance(value, list | dict) else []
    return [str(name) for entry in entries for name in (entry if isinstance(entry, dict) else [entry])]


def _make_finding(  # noqa: PLR0913 (a finding has this many parts)
    file: SettingsFile, rule: Rule, path: Path, message: str, *, fix: str = "", suggestion: str = "", span: Span | None = None
) -> Finding:
    fix = fix or rule.fix
    return file.document.finding(rule.code, path, message, why=rule.why, fix=fix, suggestion=suggestion, severity=rule.severity, span=span)
