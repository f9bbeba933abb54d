"""The edition to take away: links that name files, nothing that needs a server, the same bytes every time."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import pytest

from waymark_guide.build.offline import READ_ME, edition, to_files, with_edition
from waymark_guide.build.outputs import SiteLayout
from waymark_guide.build.plan import Plan
from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.page import Page
from waymark_guide.site.pages.data import OFFERED
from waymark_guide.site.parts.csp import policy

STAMP = (
    '<html><head>@@wm:metadata@@<meta content="@@wm:policy@@"></head><body><a href="../approaches/">A</a>@@wm:body@@'
    '<footer><p class="wm-footer__licence">x</p></footer></body></html>'
)
GRANTS = '<h1>Grants</h1><a href="/data/#a">d</a><a href="https://example.org/b/">e</a><form action="/search/"></form><a href="/data/x.csv">x</a>'
SHELL = SiteLayout(STAMP, (), {"assets/main.css": b""}, "My site", "https://example.org/w")
PLAN = Plan(
    {
        page.url: LazyPage.of(page)
        for page in (
            Page("", "", "Home", "About.", "<h1>Home</h1>"),
            Page("approaches/grants/", "approaches/", "Grants", "About.", GRANTS, changed=date(2026, 11, 22)),
            Page("data/", "data/", "Data", "About.", f"<h1>Data</h1>{OFFERED}"),
        )
    },
    {"data/x.csv": b"a", "assets/cards/home.png": b"b", "old/index.html": f'<meta content="{policy(())}"><a href="../data/">d</a>'.encode()},
)


def unpacked(content: bytes) -> dict[str, str]:
    """The files of an archive, in their order."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (' href="../"', ' href="../index.html"'),
        (' href="./"', ' href="./index.html"'),
        (' href="../a/b/#c"', ' href="../a/b/index.html#c"'),
        (' action="search/?q=x"', ' action="search/index.html?q=x"'),
        (' data-href="../a/"', ' data-href="../a/index.html"'),
        (' content="0; url=../a/"', ' content="0; url=../a/index.html"'),
        *((same, same) for same in (' href="#c"', ' href="?q=x"', ' href="a.csv"', ' href="https://example.org/"', ' href="mailto:a@example.org"')),
    ],
)
def test_a_link_to_a_folder_names_its_page(before: str, after: str) -> None:
    """Links to folders of the site lead to files; every other link stays as it is."""
    assert to_files(f"<x{before}>") == f"<x{after}>"


def test_the_archive_holds_a_site_that_needs_no_server() -> None:
    """One folder, the file to read first at its head, and no address of its own in any page."""
    files = unpacked(edition(PLAN, SHELL, {"look/look.css": b""}, folder="my-site"))
    assert next(iter(files)) == f"my-site/{READ_ME}"
    assert {"my-site/index.html", "my-site/approaches/grants/index.html", "my-site/assets/look/look.css", "my-site/data/x.csv"} <= set(files)
    assert not any(name.endswith(("404.html", "sitemap.xml", "_headers", "home.png")) for name in files)
    grants = files["my-site/approaches/grants/index.html"]
    assert 'href="../../data/index.html#a"' in grants
    assert 'action="../../search/index.html"' in grants
    assert 'href="https://example.org/b/"' in grants
    assert "canonical" not in grants
    assert "script-src 'self' file:" in grants
    assert "script-src 'self' file:" in files["my-site/old/index.html"]


def test_a_copy_says_that_it_is_one() -> None:
    """Each page, and the file to read first, say how old the content is and where to look for changes."""
    files = unpacked(edition(PLAN, SHELL, {}, folder="my-site"))
    for name in (READ_ME, "index.html"):
        assert "Its content last changed on 22 November 2026." in files[f"my-site/{name}"]
        assert "https://example.org/w" in files[f"my-site/{name}"]
    homeless = unpacked(edition(PLAN, SiteLayout(STAMP, (), {}, "My site"), {}, folder="my-site"))
    assert "https://example.org/w" not in homeless[f"my-site/{READ_ME}"] + homeless["my-site/index.html"]


def test_the_same_site_is_the_same_file() -> None:
    """Neither the clock nor the order in which files were made shows."""
    turned = Plan(PLAN.pages, dict(reversed(PLAN.files.items())))
    assert edition(PLAN, SHELL, {}, folder="x") == edition(turned, SHELL, {}, folder="x")


def test_the_page_of_data_offers_it() -> None:
    """The link is on the page only where the edition was made, with its size, and not in the edition itself."""
    planned, path = with_edition(PLAN, SHELL, {})
    assert path == "data/my-site-offline.zip"
    assert f'href="/{path}"' in planned.pages["data/"].render().body
    assert "ZIP, 0.0 MB" in planned.pages["data/"].render().body
    assert "offline.zip" not in unpacked(planned.files[path])["my-site/data/index.html"]
    assert planned.pages[""].render() == PLAN.pages[""].render()
