"""Draws the pictures for shared links with Pillow and its built-in font; one that was drawn before comes from the cache."""

from __future__ import annotations

import io
import unicodedata
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.core.parallel import run_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.core.cache import Cache
    from waymark_guide.site.page import Card, Plan

SIZE = (1200, 630)
MARGIN, BAND = 70, 116
PAPER, DEEP, GOLD, INK, SOFT = range(5)
COLOURS = bytes((253, 249, 241, 18, 70, 74, 244, 180, 40, 20, 44, 44, 84, 104, 104))
"""The colours of the site's look, in the order of their names above."""
TITLES = ((64, 4), (52, 5), (44, 7))
"""Sizes of a title, and how many lines of each there is room for."""
LOOK = "1"
"""Goes up with every change of the drawing, so that kept pictures are drawn again."""
SIGNS = str.maketrans({"\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{NO-BREAK SPACE}": " ", "\N{POUND SIGN}": "GBP "})
"""Signs that the built-in font lacks, in other words."""


def with_pictures(plan: Plan, site_name: str, cache: Cache) -> Plan:
    """The plan with the pictures that its pages name.

    Args:
        plan: the site.
        site_name: stands on each.
        cache: keeps them.
    """
    if not plan.cards:
        return plan
    keys = {path: compute_digest(LOOK, site_name, *card) for path, card in plan.cards.items()}
    kept = cache.get_many("social-images", keys.values())
    missing = {keys[path]: card for path, card in plan.cards.items() if keys[path] not in kept}
    drawn = dict(zip(missing, run_all([partial(draw, card, site_name) for card in missing.values()]), strict=True))
    cache.put_many("social-images", drawn)
    pictures = kept | drawn
    return plan.with_files(lambda: ((path, pictures[key]) for path, key in keys.items()))


def draw(card: Card, site_name: str) -> bytes:
    """A picture in PNG: the name of the site above, what sort of page it is, and its title in as large a type as there is room for."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (slow to load, and not needed where every picture was kept)

    picture = Image.new("P", SIZE, PAPER)
    picture.putpalette(COLOURS)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], BAND), fill=DEEP)
    pen.rectangle((0, BAND, SIZE[0], BAND + 8), fill=GOLD)
    pen.text((MARGIN, 34), _plain(site_name), font=_font(46), fill=PAPER)
    pen.text((MARGIN, BAND + 60), _plain(card.kind), font=_font(32), fill=SOFT)
    size, lines = _set(_plain(card.title))
    for number, line in enumerate(lines):
        pen.text((MARGIN, BAND + 120 + number * round(size * 1.25)), line, font=_font(size), fill=INK)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _set(title: str) -> tuple[int, list[str]]:
    """The title in lines, and its size; what does not fit even in the smallest ends in dots."""
    for size, most in TITLES:
        lines = list(_lines(title, size))
        if len(lines) <= most:
            return size, lines
    size, most = TITLES[-1]
    return size, [*lines[: most - 1], f"{lines[most - 1][:-3]}..."]


def _lines(text: str, size: int) -> Iterator[str]:
    room, line = SIZE[0] - 2 * MARGIN, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _font(size).getlength(longer) > room:
            yield line
            longer = word
        line = longer
    yield line


@lru_cache
def _font(size: int) -> Any:  # noqa: ANN401 (Pillow's own type, whose module is loaded late)
    from PIL import ImageFont  # noqa: PLC0415 (see above)

    return ImageFont.load_default(size)


@lru_cache
def _missing() -> bytes:
    """What the font draws for a sign that it lacks."""
    return bytes(_font(32).getmask("\uffff"))


def _plain(text: str) -> str:
    """The text in signs that the built-in font has: without accents, and without what cannot be shown."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.translate(SIGNS)) if not unicodedata.combining(sign))
    return "".join(sign for sign in bare if sign == " " or bytes(_font(32).getmask(sign)) != _missing())
