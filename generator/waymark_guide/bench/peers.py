"""Writes projects for plain Material for MkDocs and for Hugo, with the same case studies as Markdown."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from waymark_guide.model.case_study import CaseStudy

MATERIAL = """\
site_name: Case studies
theme: {name: material, font: false}
nav: [{Home: index.md}, {Case studies: case-studies/index.md}]
plugins: [search]
validation: {nav: {omitted_files: ignore}}
"""
HUGO = """\
title = "Case studies"
baseURL = "https://example.org/"
[pagination]
pagerSize = 50
[taxonomies]
approach = "approaches"
theme = "themes"
status = "statuses"
region = "people"
"""
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Params.summary }}"><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><a href="/case-studies/">Case studies</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
"""
SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .TableOfContents }}{{ .Content }}{{ end }}"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}<li><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Params.summary }}</p></li>{{ end }}</ul>{{ template "_internal/pagination.html" . }}{{ end }}"""


def write_material(corpus: Path, project: Path) -> None:
    """Write a plain Material project: a page for each case, one list of them, and Material's search."""
    pages = project / "docs" / "case-studies"
    pages.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")
    cases = read_knowledge_base(corpus).knowledge_base.case_studies
    (project / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    listing = "\n".join(f"- [{case.title}]({case.id}.md): {case.summary}" for case in cases.values())
    (pages / "index.md").write_text(f"# Case studies\n\n{listing}\n", encoding="utf-8")
    for case in cases.values():
        (pages / f"{case.id}.md").write_text(f"# {case.title}\n\n{case.summary}\n\n{_as_markdown(case)}", encoding="utf-8")


def write_hugo(corpus: Path, project: Path) -> None:
    """Write a plain Hugo project: a page for each case, a list of them, and lists by approach, theme, status and people, fifty on a page."""
    pages, layouts = project / "content" / "case-studies", project / "layouts" / "_default"
    pages.mkdir(parents=True)
    layouts.mkdir(parents=True)
    (project / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name, layout in (("baseof", FRAME), ("single", SINGLE), ("list", LIST)):
        (layouts / f"{name}.html").write_text(layout, encoding="utf-8")
    for case in read_knowledge_base(corpus).knowledge_base.case_studies.values():
        front = {
            "title": case.title,
            "summary": case.summary,
            "approaches": list(case.approaches),
            "themes": list(case.themes),
            "statuses": [case.status],
            "people": list(case.people),
        }
        (pages / f"{case.id}.md").write_text(f"{json.dumps(front)}\n\n{_as_markdown(case)}", encoding="utf-8")


def find_hugo() -> str | None:
    """Find the command of Hugo; none where it is not installed."""
    return shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")


def _as_markdown(case: CaseStudy) -> str:
    parts: list[str] = []
    for heading, text in (
        ("The need", case.need),
        ("What happened", case.what_happened),
        ("Why it worked", case.why_it_worked),
        ("What it needed", case.what_it_needed),
        ("Where it might not fit", case.where_it_might_not_fit),
    ):
        parts += [f"## {heading}", text or "Not known."]
    parts += ["## Lessons", *(f"- {lesson.kind}: {lesson.text}" for lesson in case.lessons)]
    parts += ["## Figures", "| What | Value | Unit | Period |\n|---|---|---|---|"]
    parts[-1] += "".join(f"\n| {figure.label} | {figure.value} | {figure.unit} | {figure.period} |" for figure in case.figures)
    return "\n\n".join(parts) + "\n"
