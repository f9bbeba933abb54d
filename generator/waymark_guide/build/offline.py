"""The whole site as one file to take away: unpacked anywhere, it opens from a folder, without a web server.

Every link names a file, since a folder's address on disk shows a listing. What needs a server, or an address of its own, is left out. The same site
makes the same file, byte by byte.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup

from waymark_guide.build.outputs import Outputs
from waymark_guide.build.social_cards import FOLDER
from waymark_guide.model.partial_date import format_date
from waymark_guide.model.slug import make_slug
from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.pages.data import OFFERED
from waymark_guide.site.parts.csp import FROM_DISK, policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waymark_guide.build.outputs import SiteLayout
    from waymark_guide.build.plan import Plan
    from waymark_guide.site.page import Page
    from waymark_guide.words.strings import Strings

READ_ME = "READ-ME-FIRST.txt"
LEFT_OUT = ("404.html", "_headers", "robots.txt", "sitemap.xml")
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the earliest that the format knows."""
MEGA = 1_000_000
_FOLDER = re.compile(r"""((?:\s(?:href|action|data-href)="|;\s*url=))([^":?#]*/)((?:[?#][^"]*)?")""")
_FOOTER = '<p class="wm-footer__licence">'


def with_edition(plan: Plan, layout: SiteLayout, assets: Mapping[str, bytes]) -> tuple[Plan, str]:
    """The plan with the edition among its files, and the path of that file. The pages that offer it say how large it is.

    Args:
        plan: the site.
        layout: what MkDocs made.
        assets: scripts and styles by path below `assets/`.
    """
    name = make_slug(layout.site_name) or "site"
    path = f"data/{name}-offline.zip"
    plan = replace(plan, pages={url: LazyPage.of(page.render()) for url, page in plan.pages.items()})
    packed = edition(plan, layout, assets, folder=name)
    link = Markup('<section aria-labelledby="offline"><h2 id="offline">{}</h2><p>{}</p><p><a href="/{}" download>{}</a></p></section>')
    t, size = plan.strings, f"{len(packed) / MEGA:.1f}"
    offer = link.format(t("offline.title"), t("offline.about"), path, t("offline.link", size=size))
    pages = {url: LazyPage.of(_add_offer(page.render(), offer)) for url, page in plan.pages.items()}
    return replace(plan, pages=pages, files={**plan.files, path: packed}), path


def _add_offer(page: Page, offer: Markup) -> Page:
    return replace(page, body=page.body.replace(OFFERED, str(offer))) if OFFERED in page.body else page


def edition(plan: Plan, layout: SiteLayout, assets: Mapping[str, bytes], *, folder: str) -> bytes:
    """The archive, with everything in one folder and the file to read first at its head."""
    day = max((day for page in plan.pages.values() if (day := page.render().changed)), default=None)
    day_in_words = format_date(day) if day else ""
    files = Outputs(plan, replace(layout, site_url=""), assets, also=FROM_DISK).all()
    packed = {
        path: _as_file(content, layout, day_in_words, plan.strings) if path.endswith(".html") else content
        for path, content in files.items()
        if path not in LEFT_OUT and not path.startswith(FOLDER)
    }
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as writer:
        for path, content in ((READ_ME, _read_me(layout, day_in_words, plan.strings)), *sorted(packed.items())):
            entry = ZipInfo(f"{folder}/{path}", BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            writer.writestr(entry, content)
    return archive.getvalue()


def to_files(html: str) -> str:
    """The same page with every link to a folder of the site leading to the page in that folder."""
    return _FOLDER.sub(r"\1\2index.html\3", html)


def _as_file(content: bytes, layout: SiteLayout, day: str, t: Strings) -> bytes:
    html = content.decode().replace(policy(()), policy((), also=FROM_DISK))  # pages at former addresses were made with the other one
    return to_files(html).replace(_FOOTER, f"{_note(layout, day, t)}{_FOOTER}").encode()


def _note(layout: SiteLayout, day: str, t: Strings) -> Markup:
    """What every page of a copy says: that it is one, how old it is, and where to look for what changed since."""
    copied = t("offline.copy_dated", day=day) if day else t("offline.copy")
    there = Markup(' <a href="{}">{}</a>').format(layout.site_url, t("offline.newer")) if layout.site_url else ""
    return Markup('<p class="wm-footer__licence">{}{}</p>').format(copied, there)


def _read_me(layout: SiteLayout, day: str, t: Strings) -> bytes:
    """A text that the plainest editor shows."""
    parts = [layout.site_name, t("offline.read_me.open"), t("offline.read_me.works"), t("offline.read_me.not")]
    parts += [t("offline.copy_dated", day=day)] if day else []
    parts += [t("offline.read_me.there", address=layout.site_url)] if layout.site_url else []
    return "\r\n\r\n".join([*parts, t("data.licence"), ""]).encode()
