"""Draws the pictures for shared links with Pillow and its built-in font. A picture that was drawn before comes from the cache."""

from __future__ import annotations

import io
import unicodedata
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from waymark_guide.core.fingerprint import compute_digest
from waymark_guide.core.parallel import run_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.build.plan import Plan
    from waymark_guide.core.cache import Cache
    from waymark_guide.site.page import Card

SIZE = (1200, 630)
MARGIN, BAND = 70, 116
PAPER, DEEP, GOLD, INK, SOFT = range(5)
COLOURS = bytes((253, 249, 241, 18, 70, 74, 244, 180, 40, 20, 44, 44, 84, 104, 104))
"""The colours of the site, three bytes each, in the order of the names above."""
TITLES = ((64, 4), (52, 5), (44, 7))
"""Sizes of a title in pixels, and how many lines of each fit."""
DRAWING_VERSION = "1"
"""Raise it with every change of the drawing, so that cached pictures are drawn again."""
SIGNS = str.maketrans({"\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{NO-BREAK SPACE}": " ", "\N{POUND SIGN}": "GBP "})
"""Signs that the built-in font lacks, in other words."""


def add_social_images(plan: Plan, site_name: str, cache: Cache) -> Plan:
    """Add the pictures that the pages of a plan name.

    Args:
        plan: the site.
        site_name: the name that each picture shows.
        cache: keeps the pictures.
    """
    if not plan.cards:
        return plan
    keys = {path: compute_digest(DRAWING_VERSION, site_name, *card) for path, card in plan.cards.items()}
    cached = cache.get_many("social-images", keys.values())
    missing = {keys[path]: card for path, card in plan.cards.items() if keys[path] not in cached}
    drawn = dict(zip(missing, run_all([partial(draw_card, card, site_name) for card in missing.values()]), strict=True))
    cache.put_many("social-images", drawn)
    pictures = cached | drawn
    return plan.with_files(lambda: ((path, pictures[key]) for path, key in keys.items()))


def draw_card(card: Card, site_name: str) -> bytes:
    """Draw a picture as PNG: the name of the site, the kind of page, and its title in the largest type that fits."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (slow to load, and not needed where every picture is in the cache)

    picture = Image.new("P", SIZE, PAPER)
    picture.putpalette(COLOURS)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], BAND), fill=DEEP)
    pen.rectangle((0, BAND, SIZE[0], BAND + 8), fill=GOLD)
    pen.text((MARGIN, 34), _replace_missing_signs(site_name), font=_load_font(46), fill=PAPER)
    pen.text((MARGIN, BAND + 60), _replace_missing_signs(card.kind), font=_load_font(32), fill=SOFT)
    size, lines = _break_title(_replace_missing_signs(card.title))
    for number, line in enumerate(lines):
        pen.text((MARGIN, BAND + 120 + number * round(size * 1.25)), line, font=_load_font(size), fill=INK)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _break_title(title: str) -> tuple[int, list[str]]:
    """Break a title into lines at the largest size that fits. Where even the smallest size does not fit, the last line ends in dots."""
    for size, most in TITLES:
        lines = list(_break_lines(title, size))
        if len(lines) <= most:
            return size, lines
    size, most = TITLES[-1]
    return size, [*lines[: most - 1], f"{lines[most - 1][:-3]}..."]


def _break_lines(text: str, size: int) -> Iterator[str]:
    room, line = SIZE[0] - 2 * MARGIN, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _load_font(size).getlength(longer) > room:
            yield line
            longer = word
        line = longer
    yield line


@lru_cache
def _load_font(size: int) -> Any:  # noqa: ANN401 (Pillow's own type, whose module is loaded late)
    from PIL import ImageFont  # noqa: PLC0415 (see above)

    return ImageFont.load_default(size)


@lru_cache
def _draw_missing_sign() -> bytes:
    """Draw what the font shows for a sign that it lacks."""
    return bytes(_load_font(32).getmask("\uffff"))


def _replace_missing_signs(text: str) -> str:
    """Replace signs that the built-in font lacks: accents are removed, and other signs are left out."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.translate(SIGNS)) if not unicodedata.combining(sign))
    return "".join(sign for sign in bare if sign == " " or bytes(_load_font(32).getmask(sign)) != _draw_missing_sign())
