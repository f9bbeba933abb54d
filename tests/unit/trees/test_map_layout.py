"""The map of a guide: where each answer leads, and that the drawing is in order whatever the guide."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.trees.small_trees import ask, gives, make_tree

from waymark_guide.trees.proof.proof import prove
from waymark_guide.trees.views.drawing import Panel, Row, Sign, Tag
from waymark_guide.trees.views.map_layout import NARROW, WIDE, assign_lanes, lay_out
from waymark_guide.trees.views.route_map import Exit, Lead, Mark, make_route_map
from waymark_guide.trees.views.text_width import Letters, measure_width, wrap_text

if TYPE_CHECKING:
    from waymark_guide.trees.views.drawing import Box, Drawing
    from waymark_guide.trees.views.map_layout import Measures

MEASURES = {"wide": WIDE, "narrow": NARROW}
WORDS = st.text(alphabet="abc MWé “”", min_size=1, max_size=90)


@st.composite
def make_panels(draw: Any) -> tuple[Panel, ...]:
    """Make any column of questions that only lead forward, with signs and tags."""
    count = draw(st.integers(1, 9))
    signs = st.lists(st.builds(Sign, st.sampled_from(["outcome", "tree"]), st.sampled_from("pqr"), WORDS), max_size=3).map(tuple)
    column = []
    for index in range(count):
        later = [str(each) for each in range(index + 1, count)]
        onward = st.lists(st.sampled_from(later), max_size=3, unique=True) if later else st.just([])
        rows = st.lists(st.builds(Row, st.lists(WORDS, min_size=1, max_size=3).map(tuple), onward.map(tuple), signs), min_size=1, max_size=4)
        tags = st.lists(st.builds(Tag, st.sampled_from(["rules-out", "counts"]), WORDS, signs, st.sampled_from(["", "more"])), max_size=2)
        note = draw(st.sampled_from(["", "Asked only sometimes."]))
        column.append(Panel(str(index), "question", str(index + 1), draw(WORDS), note, tuple(draw(rows)), tuple(draw(tags))))
    return tuple(column)


def is_apart(one: Box, other: Box) -> bool:
    """Whether two boxes do not overlap."""
    return (
        one.x + one.width <= other.x + 0.2
        or other.x + other.width <= one.x + 0.2
        or one.y + one.height <= other.y + 0.2
        or other.y + other.height <= one.y + 0.2
    )


def is_within(box: Box, outer: Box) -> bool:
    """Whether one box holds another."""
    return (
        box.x >= outer.x - 0.2
        and box.y >= outer.y - 0.2
        and box.x + box.width <= outer.x + outer.width + 0.2
        and box.y + box.height <= outer.y + outer.height + 0.2
    )


def check_order(drawing: Drawing, drawn: tuple[Panel, ...]) -> None:
    """Check that nothing overlaps, nothing leaves the sheet, each line of text stays in its box, and every line between boxes runs down."""
    cards = {box.key: box for box in drawing.boxes if box.kind == "question"}
    assert list(cards) == [panel.key for panel in drawn]
    free = [box for box in drawing.boxes if not box.inside]
    assert [(one, other) for one, other in combinations(free, 2) if not is_apart(one, other)] == []
    frames = [*cards.values(), *(box for box in drawing.boxes if box.kind in {"rules-out", "counts"})]
    for box in drawing.boxes:
        if box.inside:
            assert any(is_within(box, frame) for frame in frames if frame is not box and frame.panel == box.panel)
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y + box.height <= drawing.height
        assert all(box.y <= line.y <= box.y + box.height for line in (*box.lines, *box.small))
    for kind in ("option", "outcome", "tree", "name"):
        for panel in drawn:
            same = [box for box in drawing.boxes if box.kind == kind and box.panel == panel.key]
            assert all(is_apart(one, other) for one, other in combinations(same, 2))
    for wire in drawing.wires:
        if wire.kind in {"lane", "spine"}:
            assert int(wire.target) > int(wire.source)
            assert all(after[1] >= before[1] for before, after in zip(wire.points, wire.points[1:], strict=False))


@given(drawn=make_panels(), name=st.sampled_from(sorted(MEASURES)))
def test_any_map_is_in_order(drawn: tuple[Panel, ...], name: str) -> None:
    """Whatever the questions, no two boxes overlap and every line leads forward; each answer that leads on has its line."""
    drawing = lay_out(drawn, MEASURES[name])
    check_order(drawing, drawn)
    leads = sorted((panel.key, key) for panel in drawn for row in panel.rows for key in row.onward)
    assert sorted((wire.source, wire.target) for wire in drawing.wires if wire.kind in {"lane", "spine"}) == leads
    signs = sorted((panel.key, sign.key) for panel in drawn for row in panel.rows for sign in row.signs)
    assert sorted((wire.source, wire.target) for wire in drawing.wires if wire.kind == "sign") == signs
    assert drawing == lay_out(drawn, MEASURES[name])


@given(drawn=make_panels())
def test_sheets_hold_all_and_cut_no_panel(drawn: tuple[Panel, ...]) -> None:
    """Printed, the sheets follow each other from the top to the foot, and a cut goes through lines only."""
    drawing = lay_out(drawn, WIDE)
    ends = [top + height for top, height in drawing.sheets]
    assert [top for top, _ in drawing.sheets] == pytest.approx([0.0, *ends[:-1]])
    assert ends[-1] == pytest.approx(drawing.height)
    for cut in ends[:-1]:
        assert not any(box.y < cut < box.y + box.height for box in drawing.boxes)


@given(drawn=make_panels())
def test_lanes_that_run_side_by_side_are_different(drawn: tuple[Panel, ...]) -> None:
    """Two lines to different questions share a lane only where one ends before the other begins."""
    lanes = assign_lanes(drawn)
    begins = {key: min(index for index, panel in enumerate(drawn) for row in panel.rows if key in row.onward) for key in lanes}
    for one, other in combinations(lanes, 2):
        if lanes[one] == lanes[other]:
            first, second = sorted((one, other), key=int)
            straight = len(drawn[int(second) - 1].rows) == 1
            assert int(first) <= begins[second] or straight


@given(text=WORDS, room=st.integers(40, 400), heavy=st.booleans())
def test_wrapped_text_is_whole_and_fits(text: str, room: int, heavy: bool) -> None:  # noqa: FBT001 (Hypothesis gives it by name)
    """No letter is lost, and a line of more than one letter is no wider than the room."""
    letters = Letters(16, heavy=heavy)
    lines = wrap_text(text, letters, room)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(measure_width(line, letters) <= room * 1.6 for line in lines if " " in line)


@pytest.fixture
def measures() -> Measures:
    """The narrow map."""
    return NARROW


def test_a_map_fits_a_small_screen(measures: Measures) -> None:
    """The narrow map needs no more than the room there is at 390 pixels."""
    assert measures.width <= 390 - 2 * 16


def test_an_answer_leads_where_some_path_leads() -> None:
    """A question that is sometimes skipped gives two targets; one that is never asked then gives none."""
    tree = make_tree(
        [
            ask("kind", "small", "large"),
            ask("urgent", {"id": "yes", "next": "outcome:now"}, "no"),
            ask("size", "known", "unknown", ask_if={"kind": "large"}),
            ask("last", "yes", {"id": "no", "next": "tree:other"}),
        ],
        ["now", {"id": "later", "when": {"last": "yes"}, "not_if": {"size": "unknown"}}, "always"],
    )
    route_map = make_route_map(prove(tree))
    assert route_map.stops[0].exits == (Exit(("small", "large"), (Lead("question", "urgent"),)),)
    assert route_map.stops[1].exits == (
        Exit(("yes",), (Lead("outcome", "now"),)),
        Exit(("no",), (Lead("question", "size"), Lead("question", "last"))),
    )
    assert route_map.stops[2].marks == (Mark("rules out", ("unknown",), ("later",)),)
    assert route_map.stops[3].exits == (Exit(("yes",), (Lead("results"),)), Exit(("no",), (Lead("tree", "other"),)))
    assert [outcome.id for outcome in route_map.results] == ["now", "later", "always"]


def test_a_ranked_map_says_what_answers_move() -> None:
    """The outcomes that the answers move furthest come first; one that they do not move is left out."""
    tree = make_tree([ask("one", gives("yes", a=1, b=-3), "no"), ask("two", "yes", "no")], ["a", "b", "c"], mode="ranked")
    route_map = make_route_map(prove(tree))
    assert route_map.stops[0].marks == (Mark("counts", (), ("b", "a")),)
    assert route_map.stops[1].marks == ()


def test_a_map_of_too_many_states_follows_what_is_written() -> None:
    """If there are too many states, each answer leads to what it names, or else to the next question."""
    tree = make_tree([ask("one", "yes", {"id": "no", "next": "three"}), ask("two", "yes", "no"), ask("three", "yes", "no")], ["a"])
    route_map = make_route_map(prove(tree, limit=1))
    assert route_map.stops[0].exits == (Exit(("yes",), (Lead("question", "two"),)), Exit(("no",), (Lead("question", "three"),)))
    assert route_map.stops[2].exits == (Exit(("yes", "no"), (Lead("results"),)),)
