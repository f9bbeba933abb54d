"""Copies the case studies of a knowledge base with only what they need: the same content that a plain site generator gets."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
site_name: Case studies
docs_dir: content
theme: {name: material, language: en, font: false}
plugins: [waymark]
nav: [{Home: index.md}, {Approaches: approaches/index.md}, {Case studies: case-studies/index.md}, {Glossary: glossary/index.md}]
"""
NEEDED = ("content/approaches", "content/vocabularies", "case_studies", "decision_trees/facts")
NEEDED_FILES = ("content/contributors.yaml", "content/sources.yaml", "content/glossary.yaml", "content/words.yaml")
_TO_GUIDES = re.compile(r"\(/(?:decision-trees|law|value|prepare|origins)/[^)\s]*\)")


def write_cases_only(corpus: Path, target: Path) -> Path:
    """Copy the case studies with the approaches, vocabularies, sources and terms that they name: no guides, laws or calculators.

    Returns:
        The folder of the new knowledge base.
    """
    for folder in NEEDED:
        if (corpus / folder).is_dir():
            shutil.copytree(corpus / folder, target / folder)
    for name in NEEDED_FILES:
        if (corpus / name).is_file():
            shutil.copy(corpus / name, target / name)
    for file in (*sorted((target / "content" / "approaches").glob("*.md")), target / "content" / "glossary.yaml"):
        if file.is_file():
            file.write_text(_TO_GUIDES.sub("(/approaches/)", file.read_text(encoding="utf-8")), encoding="utf-8")
    (target / "content" / "index.md").write_text("---\ntitle: Case studies\n---\n\nWelcome.\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return target
