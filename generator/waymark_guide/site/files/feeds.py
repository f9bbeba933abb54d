"""The feeds of what is new, in Atom and in JSON: the same entries, with names that never change and the dates of the content."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup, escape

from waymark_guide.site.file_group import FileGroup
from waymark_guide.site.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from waymark_guide.library.news import NewsEntry
    from waymark_guide.site.context import SiteContext

PAGE = "whats-new/"
ATOM, JSON = "data/feed.xml", "data/feed.json"
MOST = 100
"""How many entries a feed holds: the newest ones."""
UP = "../"
"""The way from a feed to the root, for a site that does not know where it will live."""
NEVER = "1970-01-01T00:00:00Z"
"""The date of a feed without entries: the format asks for one, and the day of the build would say that something had changed."""


def list_files(context: SiteContext) -> list[FileGroup]:
    """Both feeds."""
    return [FileGroup(partial(_make_feeds, context))]


def _make_feeds(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Make both feeds. Addresses are whole where the site knows its own, and relative to the feed otherwise."""
    newest = context.news[:MOST]
    yield ATOM, atom(newest, context).encode()
    yield JSON, (json.dumps(json_feed(newest, context), ensure_ascii=False, indent=1) + "\n").encode()


def atom(news: tuple[NewsEntry, ...], context: SiteContext) -> str:
    """The feed in Atom (RFC 4287)."""
    itself = Markup('<link rel="self" type="application/atom+xml" href="{}"/>\n').format(address(context, ATOM)) if context.settings.site_url else ""
    entry = Markup(
        '<entry>\n<id>{id}</id>\n<title>{title}</title>\n<link rel="alternate" type="text/html" href="{url}"/>\n'
        '<published>{day}</published>\n<updated>{day}</updated>\n<category term="{kind}" label="{label}"/>\n<summary>{summary}</summary>\n</entry>\n'
    )
    entries = Markup().join(
        entry.format(
            id=name(context, each.key),
            title=format_entry_title(context, each),
            url=address(context, each.url),
            day=moment(each.date),
            kind=each.kind,
            label=format_kind(context, each),
            summary=plain(each.summary),
        )
        for each in news
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{context.strings.language}">\n'
        f"<id>{name(context, 'feed')}</id>\n<title>{escape(_format_feed_title(context))}</title>\n"
        f"<subtitle>{escape(context.strings('whats_new.lead'))}</subtitle>\n"
        f"<updated>{moment(news[0].date) if news else NEVER}</updated>\n<author><name>{escape(context.settings.publisher)}</name></author>\n"
        f'<link rel="alternate" type="text/html" href="{escape(address(context, PAGE))}"/>\n{itself}{entries}</feed>\n'
    )


def json_feed(news: tuple[NewsEntry, ...], context: SiteContext) -> dict[str, Any]:
    """The feed as JSON Feed 1.1."""
    own = {"home_page_url": address(context, PAGE), "feed_url": address(context, JSON)} if context.settings.site_url else {}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _format_feed_title(context),
        "description": context.strings("whats_new.lead"),
        "language": context.strings.language,
        "authors": [{"name": context.settings.publisher}],
        **own,
        "items": [
            {
                "id": name(context, each.key),
                "url": address(context, each.url),
                "title": format_entry_title(context, each),
                "content_text": plain(each.summary),
                "date_published": moment(each.date),
                "date_modified": moment(each.date),
                "tags": [format_kind(context, each)],
            }
            for each in news
        ],
    }


def address(context: SiteContext, url: str) -> str:
    """A whole address where the site knows its own; otherwise the way from the feed."""
    return f"{context.settings.site_url}/{url}" if context.settings.site_url else f"{UP}{url}"


def name(context: SiteContext, key: str) -> str:
    """A name that stays the same wherever the site moves, and differs from those of other sites."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{context.settings.name}/{key}')}"


def moment(day: date) -> str:
    """A day as feeds write it."""
    return f"{day.isoformat()}T00:00:00Z"


def format_kind(context: SiteContext, entry: NewsEntry) -> str:
    """Write the kind of an entry in words."""
    return context.strings(f"whats_new.kind.{entry.kind}")


def format_entry_title(context: SiteContext, entry: NewsEntry) -> str:
    """Write the title of an entry: what happened, and to what."""
    return f"{format_kind(context, entry)}: {plain(entry.title)}"


def _format_feed_title(context: SiteContext) -> str:
    return context.strings("whats_new.feed", site=context.settings.name)
