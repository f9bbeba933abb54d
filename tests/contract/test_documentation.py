"""The pages for developers are complete and true: what exists is documented, and what they name exists."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import click
import pytest
from tests.ci_scripts import load_script

from waymark_guide.checks.reporters import REPORTERS
from waymark_guide.checks.rule import FAMILIES
from waymark_guide.commands.check import FORMATS
from waymark_guide.commands.cli import main as command_line
from waymark_guide.core.clock import VARIABLE
from waymark_guide.model.settings import Settings
from waymark_guide.reading.settings import KEYS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "waymark_guide"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "content/project/developers").glob("*.md"))}
REFERENCE = PAGES["reference"]
BASES = (ROOT, PACKAGE)
"""Where a path that a page names may begin."""
IN_ALL_COMMANDS = {"--root", "--help"}
CONTEXT = click.Context(command_line)
COMMANDS = {name: command for name in command_line.list_commands(CONTEXT) if (command := command_line.get_command(CONTEXT, name))}
PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:py|cjs|js|jinja|yaml|yml|md|svg))?)`")
"""A path in backticks: a folder with a slash at its end, or a file."""


def get_section(heading: str) -> str:
    """Return a section of the reference, from its heading to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, f"the reference has no section {heading!r}"
    return found[1]


def list_rows(heading: str) -> set[str]:
    """List the first cells of the table in a section, without backticks."""
    return {cell.strip().replace("`", "") for cell in re.findall(r"^\| ([^|]*[^|\\]) \|", get_section(heading), re.MULTILINE)}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    """The reference has a section for each command, and names exactly the options that the command has."""
    section = get_section(f"waymark {name}")
    options = {
        option
        for parameter in COMMANDS[name].params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    documented = set(re.findall(r"(--[a-z-]+)", "".join(re.findall(r"^\| (`--.*?`) \|", section, re.MULTILINE))))
    assert documented == options - IN_ALL_COMMANDS
    assert re.findall(rf"`waymark {name}[ `]", section)


def test_no_section_is_about_a_command_that_is_gone() -> None:
    """The reference has no command that does not exist."""
    assert set(re.findall(r"^### waymark (\S+)$", REFERENCE, re.MULTILINE)) == set(COMMANDS)


def test_every_output_format_is_documented() -> None:
    """The reference names exactly the forms of a report, and the command offers them."""
    assert list_rows("Which output formats are there?") - {"Format", "---"} == set(REPORTERS) == set(FORMATS)


def test_every_setting_is_documented() -> None:
    """The reference names exactly the settings that are read."""
    assert {field.name for field in dataclasses.fields(Settings)} == set(KEYS)
    assert list_rows("Which settings does mkdocs.yml have?") - {"Setting", "---"} == set(KEYS.values())


def test_every_variable_is_documented() -> None:
    """The reference names every environment variable that the program, the Makefile, the settings or the tests of the browser read."""
    texts = {path: path.read_text(encoding="utf-8") for path in (*PACKAGE.rglob("*.py"), ROOT / "tests/browser/conftest.py")}
    read = {VARIABLE, *(name for text in texts.values() for name in re.findall(r'environ(?:\.\w+\(|\[)"([A-Z_0-9]+)"', text))}
    read |= set(re.findall(r"!ENV \[?(\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    read |= set(re.findall(r"^(\w+) \?=", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert list_rows("Which environment variables are read?") - {"Variable", "---"} == read


def test_every_family_of_rules_is_documented() -> None:
    """The reference names exactly the families of rules."""
    assert list_rows("Which families of rules are there?") - {"Family", "---"} == set(FAMILIES)


def test_every_make_target_is_documented() -> None:
    """The reference names exactly the targets of the Makefile."""
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert list_rows("Which Make targets are there?") - {"Target", "---"} == {f"make {target}" for target in targets[1].split()}


def test_every_room_is_on_the_architecture_page() -> None:
    """The table of rooms has exactly the rooms and the parts of rooms."""
    rooms = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("__init__.py")} - {"."}
    assert set(re.findall(r"^\| `([a-z/]+)` \|", PAGES["architecture"], re.MULTILINE)) == rooms


def test_the_drawing_is_of_today() -> None:
    """The picture of the rooms shows the imports of today. `make drawing` redraws it."""
    assert load_script("draw_rooms").main(check=True) == 0


@pytest.mark.parametrize("page", sorted(PAGES))
def test_what_a_page_names_exists(page: str) -> None:
    """A page names no file or folder that does not exist. A name for something that is still to be made is not in this form."""
    named = set(PATH.findall(PAGES[page]))
    assert {path for path in named if not any((base / path).exists() for base in BASES)} == set()


def test_every_page_is_linked_from_the_first_one() -> None:
    """The first page for developers leads to every other one."""
    assert {page for page in PAGES if page != "index" and f"(/project/developers/{page}/)" not in PAGES["index"]} == set()
