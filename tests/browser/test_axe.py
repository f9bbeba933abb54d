"""axe finds nothing on one page of each kind: WCAG 2.0 to 2.2, A and AA, and its best practices, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
KINDS = {
    "home": "/",
    "guides": "/decision-trees/",
    "guide": "/decision-trees/which-approach/",
    "question": "/decision-trees/which-approach/#v=1.2.0&psr-in-scope=no",
    "question with several answers": "/decision-trees/which-approach/#QUESTION",
    "ranked result": "/decision-trees/which-approach/#RESULT",
    "ranked result with unknowns": "/decision-trees/which-approach/#UNKNOWN",
    "result": "/decision-trees/psr-route/#v=0.9.0&psr-in-scope=no&o=direct-award-a&nothing=here",
    "result that depends": "/decision-trees/psr-route/#v=2.0.1&psr-in-scope=yes&psr-doing=new-service&psr-urgent=?&psr-patient-choice=yes",
    "step": "/decision-trees/psr-route/steps/",
    "step with a result": "/decision-trees/psr-route/steps/to--urgent-award/",
    "whole guide": "/decision-trees/which-approach/steps/",
    "table to score": "/decision-trees/which-approach/table/",
    "table": "/decision-trees/psr-route/table/",
    "approaches": "/approaches/",
    "approach": "/approaches/grants/",
    "comparison to choose": "/approaches/compare/#grants,in-house,block-contract",
    "comparison of a pair": "/approaches/compare/block-contract-and-grants/",
    "comparison of case studies": "/case-studies/compare/#frome,slung-low,leeds-abcd",
    "case studies": "/case-studies/",
    "case studies found": "/case-studies/?q=neigbours&theme=mutual-help&sort=newest&compare=frome,slung-low",
    "no case study found": "/case-studies/?q=neighbours+zzyzx&theme=mutual-help",
    "case studies by place": "/case-studies/by/place/",
    "case studies by approach": "/case-studies/by/approach/",
    "case study": "/case-studies/slung-low/",
    "gaps": "/gaps/",
    "prepare": "/prepare/",
    "prepare with too little known": "/prepare/#PREPARED",
    "part of prepare": "/prepare/#p=trust-low:?&s=community",
    "summary of prepare": "/prepare/#PREPARED&s=summary",
    "question after prepare": "/decision-trees/which-approach/#p=trust-low:no,few-providers:?",
    "calculators": "/value/",
    "calculator": "/value/home-care-cost/",
    "calculator to fill in": "/value/process-burden/",
    "glossary": "/glossary/",
    "sources": "/sources/",
    "search": "/search/?q=grant",
    "rules": "/contribute/rules/",
    "rule": "/contribute/rules/T202/",
    "contribute": "/contribute/",
    "contribute with Git": "/contribute/with-git/",
    "report": "/contribute/report/#page=%2Fcase-studies%2Fslung-low%2F&figure=Parcels",
    "data": "/data/",
    "what is new": "/whats-new/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "what changed": "/decision-trees/psr-route/changes/",
    "site map": "/site-map/",
    "not found": "/404.html",
}


PREPARED = (
    "v=0.0.1&p=needs-entangled:?,assets-strong:?,infrastructure-thin:?,trust-low:?,leaders-share-power:?,few-providers:?,funding-short:?,"
    "outcomes-clear:?,solution-unknown:?,many-agencies:no,gone:yes&u=purpose&n.gone=Kept&t=Lunch+clubs"
)
"""Much that is not known, from an older form."""


@pytest.fixture(scope="module")
def addresses(stories: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    """The address of each kind, with real answers where it needs some."""
    given = stories["which-approach"][0]
    written = "v=1.2.0&" + "&".join(f"{question}={chosen}" for question, chosen in given.items())
    unknown = written.replace("trust-low=no", "trust-low=?").replace("few-providers=no", "few-providers=?")
    before_last = written.rsplit("&", 1)[0]
    return {
        kind: path.replace("RESULT", written).replace("UNKNOWN", unknown).replace("QUESTION", before_last).replace("PREPARED", PREPARED)
        for kind, path in KINDS.items()
    }


def _faults(reader: Any) -> list[str]:
    found = Axe().run(reader.page, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(visit: Callable, server: str, addresses: Mapping[str, str], kind: str) -> None:
    """The kind of page has no fault in either colours at either width."""
    reader = visit()
    faults = []
    for scheme in SCHEMES:
        for width in WIDTHS:
            reader.page.set_viewport_size({"width": width, "height": 900})
            reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            reader.page.goto("about:blank")
            reader.page.goto(f"{server}{addresses[kind]}")
            expect(reader.heading).to_be_visible()
            faults += [f"{scheme} {width}: {fault}" for fault in _faults(reader)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_an_error(visit: Callable, server: str, scheme: str) -> None:
    """Nor does it where nothing was chosen, or where everything that can be opened is open."""
    reader = visit(color_scheme=scheme)
    reader.page.goto(f"{server}/decision-trees/psr-route/#v=2.0.1&psr-in-scope=yes")
    reader.go_on()
    expect(reader.page.get_by_role("alert")).to_be_visible()
    reader.page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    faults = _faults(reader)
    assert not faults, "\n".join(faults)
