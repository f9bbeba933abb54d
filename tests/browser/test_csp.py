"""Pages under their own security policy, and former addresses, in a real browser."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from waymark_guide.build.pipeline import build

TODAY = date(2026, 11, 22)
GOOD = Path(__file__).parents[1] / "golden" / "good"
CONFIG = """site_name: Small
docs_dir: content
theme: {name: material, language: en, font: false}
plugins: [waymark]
nav: [{Home: index.md}, {Guides: decision-trees/index.md}]
extra: {allow_html: {index.md: "It shows that a script of the owner runs."}}
"""
HOME = """---
title: Small
---
<p id="mark">before</p>
<script>document.getElementById("mark").textContent = "after"</script>
"""
VISITED = (
    "", "decision-trees/which-approach/", "case-studies/", "case-studies/slung-low/", "search/?q=grants", "value/home-care-cost/", "prepare/",
    "approaches/", "approaches/compare/", "case-studies/compare/", "glossary/", "data/", "whats-new/", "contribute/", "contribute/case-study/",
)  # fmt: skip


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in which a guide had another name, and whose owner wrote a script into a page."""
    root = tmp_path_factory.mktemp("renamed") / "base"
    shutil.copytree(GOOD, root)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "content" / "index.md").write_text(HOME, encoding="utf-8")
    guide = root / "decision_trees" / "legal-route.yaml"
    guide.write_text(guide.read_text(encoding="utf-8").replace("owner: editors", "owner: editors\nwas: [route]", 1), encoding="utf-8")
    assert build(root, root / "site", today=TODAY).ok
    return root / "site"


@pytest.mark.parametrize("from_disk", [False, True], ids=["served", "from a folder"])
def test_no_page_asks_for_what_its_policy_forbids(site: Path, server: str, visit: Any, from_disk: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """On each kind of page everything that it loads is allowed: the fixture fails on any refusal."""
    page = visit().page
    for url in VISITED:
        path, _, query = url.partition("?")
        start = (site / path / "index.html").as_uri() if from_disk else f"{server}/{path}"
        page.goto(f"{start}?{query}" if query else start)
        page.wait_for_load_state("networkidle")
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("getComputedStyle(document.querySelector('.wm-header')).position") != ""
        assert page.evaluate("document.documentElement.classList.contains('js')"), "no script ran"


def test_what_an_owner_wrote_runs_and_nothing_else(renamed: Path, visit: Any, watch: Any) -> None:
    """A script in a hand-written page is allowed by its hash; an added one is not."""
    page = visit().page
    page.goto((renamed / "index.html").as_uri())
    expect(page.locator("#mark")).to_have_text("after")
    assert watch.refused == []
    page.evaluate("""() => {
        const slipped = document.createElement("script");
        slipped.textContent = "document.getElementById('mark').textContent = 'taken'";
        document.body.append(slipped);
    }""")
    expect(page.locator("#mark")).to_have_text("after")
    page.wait_for_timeout(200)
    assert len(watch.refused) == 1
    watch.refused.clear()


def test_a_former_address_keeps_the_answers(renamed: Path, visit: Any) -> None:
    """With script, the link to a result under the guide's former name opens the same result."""
    page = visit().page
    page.goto((renamed / "decision-trees" / "route" / "index.html").as_uri() + "#v=1.2.0&urgent=yes")
    page.wait_for_url("**/decision-trees/legal-route/index.html#*urgent=yes*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Result")


def test_a_former_address_leads_on_without_script(renamed: Path, visit: Any) -> None:
    """Without script the browser goes on by itself."""
    page = visit(java_script_enabled=False).page
    page.goto((renamed / "decision-trees" / "route" / "table" / "index.html").as_uri())
    page.wait_for_url("**/decision-trees/legal-route/table/**")
