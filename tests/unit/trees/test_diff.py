"""Differences between two versions of a small guide: which paths change, under which answers, and which bump that needs."""

from __future__ import annotations

from typing import Any

import pytest

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.tree import Tree
from waymark_guide.trees.diff import path_sample, ranked_comparison, result_comparison
from waymark_guide.trees.diff.counterparts import make_version
from waymark_guide.trees.diff.terminal_diff import make_diff_json, render_diff, render_diff_as_markdown
from waymark_guide.trees.diff.tree_diff import diff_knowledge_bases, diff_trees
from waymark_guide.trees.diff.version_bump import find_bump, find_needed_bump, get_next_version, is_bump_enough

GUIDE: dict[str, Any] = {
    "schema": "tree/1",
    "id": "guide",
    "title": "A guide",
    "summary": "A summary.",
    "status": "published",
    "version": "1.0.0",
    "questions": [
        {"id": "size", "text": "How large is it?", "options": [{"id": "small", "label": "Small"}, {"id": "large", "label": "Large"}]},
        {
            "id": "cooks",
            "type": "band",
            "text": "How many cooks?",
            "options": [{"id": "few", "label": "1 to 3", "from": 1, "to": 3}, {"id": "many", "label": "4 or more", "from": 4}],
        },
        {
            "id": "needs",
            "type": "multi",
            "text": "What is needed?",
            "options": [{"id": "food", "label": "Food"}, {"id": "hall", "label": "A hall"}, {"id": "none", "label": "None", "exclusive": True}],
        },
    ],
    "result": {"mode": "first"},
    "outcomes": [
        {"id": "contract", "title": "A contract", "when": {"size": "large", "cooks": "many"}},
        {"id": "grant", "title": "A grant"},
        {"id": "advice", "title": "Advice", "role": "add-on", "when": {"needs": {"has": "hall"}}},
    ],
}
RANKED: dict[str, Any] = {
    **GUIDE,
    "factors": [{"id": "fit", "label": "Fit", "weight": 60}, {"id": "cost", "label": "Cost", "weight": 40}],
    "questions": [
        {
            "id": f"q{index}",
            "text": f"Question {index}?",
            "options": [
                {"id": "a", "label": "A", "effects": {"grant": {"fit": {"points": index + 1, "because": "So."}}}},
                {"id": "b", "label": "B", "effects": {"contract": {"cost": {"points": 2, "because": "So."}}}},
                {"id": "c", "label": "C"},
            ],
        }
        for index in range(4)
    ],
    "result": {"mode": "ranked"},
    "outcomes": [{"id": "contract", "title": "A contract"}, {"id": "grant", "title": "A grant"}],
}


def make_tree(guide: dict[str, Any], **fields: Any) -> Tree:
    """Make a guide with some fields replaced."""
    return Tree.model_validate({**guide, **fields})


def compare(before: Tree, after: Tree) -> Any:
    """Compare two versions."""
    return diff_trees(make_version(before, KnowledgeBase()), make_version(after, KnowledgeBase()))


def replace_in_question(index: int, **fields: Any) -> list[dict[str, Any]]:
    """List the questions of the guide, with fields of one of them replaced."""
    return [{**question, **fields} if number == index else question for number, question in enumerate(GUIDE["questions"])]


def replace_in_outcome(index: int, **fields: Any) -> list[dict[str, Any]]:
    """List the outcomes of the guide, with fields of one of them replaced."""
    return [{**outcome, **fields} if number == index else outcome for number, outcome in enumerate(GUIDE["outcomes"])]


def test_same_guide_needs_nothing() -> None:
    """Equal versions have no difference. A new review date or owner counts as none."""
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, review_by="2027-03-31", owner="editors"))
    assert diff.is_empty
    assert find_needed_bump(diff) == "none"


def test_wording_is_a_patch() -> None:
    """New words for a question change no path. They are listed with the old words."""
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=replace_in_question(0, text="How big is it?")))
    assert find_needed_bump(diff) == "patch"
    assert "question size, text: “How large is it?” → “How big is it?”" in render_diff([diff])


def test_an_added_option_that_changes_no_result_is_minor() -> None:
    """A new answer that leads to the same results adds paths and changes none."""
    options = [*GUIDE["questions"][0]["options"], {"id": "tiny", "label": "Tiny"}]
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=replace_in_question(0, options=options)))
    assert (diff.paths, diff.changed, diff.added) == (16, 0, 8)
    assert find_needed_bump(diff) == "minor"


def test_moved_threshold_is_major_with_its_count_and_condition() -> None:
    """A moved range changes the result for the numbers in between. The paths are counted, and the condition names the numbers."""
    options = [{"id": "few", "label": "1 to 5", "from": 1, "to": 5}, {"id": "many", "label": "6 or more", "from": 6}]
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=replace_in_question(1, options=options)))
    [group] = diff.groups
    assert (diff.paths, diff.changed, group.old, group.new) == (24, 4, ("contract",), ("grant",))
    assert [(each.question, each.answers) for each in group.conditions[0].answers] == [("size", ("Large",)), ("cooks", ("4 to 5",))]
    assert find_needed_bump(diff) == "major"
    assert "4 of 24 paths change their result." in render_diff([diff])


def test_a_wider_condition_changes_the_paths_that_it_adds() -> None:
    """A wider condition changes exactly the paths that meet it now and did not before."""
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, outcomes=replace_in_outcome(0, when={"size": "large"})))
    assert (diff.paths, diff.changed) == (16, 4)
    rendered = " ".join(render_diff([diff]).split())
    when = "when “How large is it?” is “Large” and “How many cooks?” is “1 to 3”"
    assert f"4 paths: {when}, the result moves from “A grant” to “A contract”." in rendered


def test_other_outcomes_are_counted_apart() -> None:
    """An add-on that appears more often changes no result. The paths on which it is new are counted apart."""
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, outcomes=replace_in_outcome(2, when={"needs": {"has_any": ["hall", "food"]}})))
    assert (diff.changed, diff.others_changed, find_needed_bump(diff)) == (0, 4, "minor")


def test_another_modality_of_an_outcome_is_another_result() -> None:
    """A change from `may` to `must` counts as another result, and the text names both."""
    before, after = (
        make_tree(GUIDE, outcomes=replace_in_outcome(0, modality="may")),
        make_tree(GUIDE, outcomes=replace_in_outcome(0, modality="must")),
    )
    diff = compare(before, after)
    assert (diff.changed, find_needed_bump(diff)) == (4, "major")
    assert "from “A contract (may)” to “A contract (must)”" in " ".join(render_diff([diff]).split())


def test_renamed_ids_keep_their_paths() -> None:
    """With `was`, a question, an answer and an outcome under new ids are the same ones. Without it, the old ones count as removed."""
    renamed = [
        {
            **GUIDE["questions"][0],
            "id": "scale",
            "was": ["size"],
            "options": [{"id": "small", "label": "Small"}, {"id": "big", "label": "Large", "was": ["large"]}],
        },
        *GUIDE["questions"][1:],
    ]
    outcomes = [{"id": "deal", "title": "A contract", "was": ["contract"], "when": {"scale": "big", "cooks": "many"}}, *GUIDE["outcomes"][1:]]
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=renamed, outcomes=outcomes))
    assert (diff.changed, diff.removed, find_needed_bump(diff)) == (0, 0, "minor")
    assert {edit.how for edit in diff.edits} == {"renamed"}
    lost = [{key: value for key, value in question.items() if key != "was"} for question in renamed]
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=lost, outcomes=[{**outcomes[0], "was": ["contract"]}, *outcomes[1:]]))
    assert find_needed_bump(diff) == "major"
    assert ("removed", "question size") in {(edit.how, edit.where) for edit in diff.edits}


def test_questions_in_another_order_are_the_same_questions() -> None:
    """A new order of the questions changes no result."""
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=list(reversed(GUIDE["questions"]))))
    assert (diff.paths, diff.changed, diff.added, diff.removed, find_needed_bump(diff)) == (16, 0, 0, 0, "minor")


def test_ranked_guide_counts_leads_and_ties() -> None:
    """In a ranked guide, a path changes if other options lead, alone or in a tie."""
    after = [{**question, "options": question["options"][:2]} if index == 0 else question for index, question in enumerate(RANKED["questions"])]
    after[3] = {
        **after[3],
        "options": [{**after[3]["options"][0], "effects": {"grant": {"fit": {"points": 1, "because": "So."}}}}, *after[3]["options"][1:]],
    }
    diff = compare(make_tree(RANKED), make_tree(RANKED, questions=after))
    assert diff.is_exact
    assert (diff.paths, diff.removed) == (54, 27)
    assert diff.changed > 0
    assert sum(group.paths for group in diff.groups) == diff.changed


def test_a_sample_is_named_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many states with points, the same sample is drawn each time, and every report says that it is a sample."""
    monkeypatch.setattr(ranked_comparison, "MAX_STATES", 3)
    factors = [{"id": "fit", "label": "Fit", "weight": 40}, {"id": "cost", "label": "Cost", "weight": 60}]
    diff = compare(make_tree(RANKED), make_tree(RANKED, factors=factors))
    assert (diff.paths, diff.sample) == (81, path_sample.SAMPLE_SIZE)
    assert diff.changed == compare(make_tree(RANKED), make_tree(RANKED, factors=factors)).changed > 0
    assert "of a sample change their result" in render_diff([diff])
    assert make_diff_json(diff)["exact"] is False
    assert find_needed_bump(diff) == "major"


def test_guides_too_large_to_pair_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the product graph is too large, paths are drawn answer by answer, and their total number is not given."""
    monkeypatch.setattr(result_comparison, "build_product_graph", lambda _: None)
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, outcomes=replace_in_outcome(0, when={"size": "large"})))
    assert (diff.paths, diff.sampled_from, find_needed_bump(diff)) == (None, None, "major")
    assert [(group.old, group.new) for group in diff.groups] == [(("grant",), ("contract",))]


def test_new_and_gone_guides() -> None:
    """A guide in only one knowledge base is reported as new or gone. A guide with a new id and `was` is compared."""
    one, other = make_tree(GUIDE), make_tree(GUIDE, id="other", was=["guide"])
    assert render_diff(diff_knowledge_bases(KnowledgeBase(), KnowledgeBase(trees={"guide": one}))) == "guide: new, version 1.0.0."
    assert render_diff(diff_knowledge_bases(KnowledgeBase(trees={"guide": one}), KnowledgeBase())) == "guide: gone (it was version 1.0.0)."
    [renamed] = diff_knowledge_bases(KnowledgeBase(trees={"guide": one}), KnowledgeBase(trees={"other": other}))
    assert [(edit.how, edit.old, edit.new) for edit in renamed.edits] == [("renamed", "guide", "other")]
    assert render_diff([]) == "Nothing differs in any guide."


def test_markdown_escapes_the_words_of_authors() -> None:
    """Nothing that an author writes becomes a link, a mention, a picture or HTML in a comment on a pull request."""
    text = "Is it <img src=x> ![a](b) @everyone #1 `x`?"
    diff = compare(make_tree(GUIDE), make_tree(GUIDE, questions=replace_in_question(0, text=text)))
    rendered = render_diff_as_markdown([diff])
    assert "<img" not in rendered
    assert "![" not in rendered
    assert "@everyone" not in rendered


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.2.3", "1.2.3", "none"),
        ("1.2.3", "1.2.10", "patch"),
        ("1.9.3", "1.10.0", "minor"),
        ("1.2.3", "2.0.0", "major"),
        ("1.2.3", "1.2.2", None),
    ],
)
def test_bumps(old: str, new: str, bump: str | None) -> None:
    """A bump is named after the first number that differs. Parts are compared as numbers, not as text."""
    assert find_bump(old, new) == bump


def test_a_larger_bump_is_enough() -> None:
    """A larger bump than needed is enough, and a smaller one is not."""
    assert get_next_version("1.2.3", "minor") == "1.3.0"
    assert is_bump_enough("1.2.3", "2.0.0", "minor")
    assert not is_bump_enough("1.2.3", "1.2.4", "minor")
    assert not is_bump_enough("1.2.3", "1.2.2", "none")
