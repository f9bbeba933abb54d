"""Pictures for shared links: which pages have one, and that they are drawn once."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from waymark_guide.build import social_images as drawing
from waymark_guide.build.plan import Plan
from waymark_guide.build.social_cards import MOST, assign_cards, find_cards, path_of
from waymark_guide.build.social_images import SIZE, add_social_images, draw_card
from waymark_guide.core.cache import Cache
from waymark_guide.site.lazy_page import LazyPage
from waymark_guide.site.page import Card, Page

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def pages(*urls: str) -> dict[str, LazyPage]:
    """Pages with nothing but an address and a title."""
    return {url: LazyPage.of(Page(url, "", f"Title of {url}", "About.", "<h1>x</h1>", kind="Sort")) for url in urls}


def test_a_small_folder_has_a_picture_for_each_page() -> None:
    """Pages further down show the picture of the page above them."""
    made = pages("", "guides/", "guides/lunch/", "guides/lunch/table/")
    drawn = find_cards(made)
    assert drawn == {
        path_of(""): Card("", "Title of "),
        path_of("guides/"): Card("Sort", "Title of guides/"),
        path_of("guides/lunch/"): Card("Sort", "Title of guides/lunch/"),
    }
    assign_cards(made, drawn)
    assert made["guides/lunch/table/"].render().card == "assets/cards/guides-lunch.png"


def test_the_pages_of_a_large_folder_share_one() -> None:
    """However many cases there are, they cost one picture."""
    made = pages("", "cases/", *(f"cases/{number}/" for number in range(MOST + 1)))
    drawn = find_cards(made)
    assert len(drawn) == 2
    assign_cards(made, drawn)
    assert made["cases/7/"].render().card == path_of("cases/")


def test_a_page_that_search_leaves_out_has_none_of_its_own() -> None:
    """It shows the picture of Home."""
    made = pages("", "lost/")
    made["lost/"] = LazyPage.of(replace(made["lost/"].render(), indexed=False))
    assign_cards(made, find_cards(made))
    assert made["lost/"].render().card == path_of("")


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept until its words change."""
    cache = Cache(tmp_path / "cache")
    plan = Plan(cards={"a.png": Card("Sort", "One"), "b.png": Card("Sort", "Two")})
    first = dict(add_social_images(plan, "Site", cache).files)
    drawn: list[Card] = []

    def noted(card: Card, site_name: str) -> bytes:
        drawn.append(card)
        return draw_card(card, site_name)

    monkeypatch.setattr(drawing, "draw_card", noted)
    monkeypatch.setattr(drawing, "run_all", lambda tasks: [task() for task in tasks])  # to see here what is drawn
    assert add_social_images(plan, "Site", cache).files == first
    assert drawn == []
    assert len(add_social_images(Plan(cards={"a.png": Card("Sort", "Three")}), "Site", cache).files) == 1
    assert drawn == [Card("Sort", "Three")]


def test_a_site_without_an_address_draws_nothing(tmp_path: Path) -> None:
    """No picture is wanted, and nothing is kept."""
    cache, plan = Cache(tmp_path / "cache"), Plan()
    assert add_social_images(plan, "Site", cache) is plan
    assert list(tmp_path.iterdir()) == []


def test_any_title_fits() -> None:
    """A picture has the size that it claims, whatever the title: long, empty, or in signs that the font lacks."""
    for title in ("", "Short", "A very long title " * 30, "Unbreakable" * 40, "£5 \N{EN DASH} «café» 北京 \N{NO-BREAK SPACE}"):
        made = draw_card(Card("Sort", title), "Site")
        assert Image.open(io.BytesIO(made)).size == SIZE
        assert len(made) < 40_000


def test_the_same_words_make_the_same_picture() -> None:
    """Two builds of the same site are the same bytes."""
    assert draw_card(Card("Sort", "One"), "Site") == draw_card(Card("Sort", "One"), "Site")
