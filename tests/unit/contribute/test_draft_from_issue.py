"""The issue form, and the drafts made of what people send by it: complete answers, poor ones, and hostile ones."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.days import TODAY
from tests.unit.contribute.issues import BASE, BOXES, FILLED, GOOD, REAL, fence, make_issue

from waymark_guide.checks.run import check
from waymark_guide.contribute.draft_from_issue import Draft, make_draft
from waymark_guide.contribute.issue_fields import list_boxes
from waymark_guide.contribute.issue_form import FORM, format_issue_form, make_issue_form
from waymark_guide.contribute.plain_text import clean_text
from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.slug import is_slug, make_slug
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.reading.yaml_nodes import parse

if TYPE_CHECKING:
    from pathlib import Path

few = settings(max_examples=60, deadline=None, derandomize=True)
HOSTILE = [
    "*alias &anchor !!python/object/apply:os.system ['true']",
    "x\nid: other\nstatus: active\n- !!binary aGk=\n<<: *a",
    "'\"\n---\n...\n%YAML 1.2\n{a: [b, 'c\"}",
    "$(touch /tmp/owned); `id` && rm -rf / | tee > x",
    "<script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1))",
    "../../../../etc/passwd\\..\\..\\windows\\system32",
    "/etc/passwd",
    "con.yaml\x00.txt",
    "\u202eright\u2066 to \u200bleft\ufeff \x1b[31m red \x07 \x85 next\u2028line\u2029end \ud7ff\ufffe",
    "\r\nContent-Type: x\r\n\r\n### Status\r\nended",
    "yes",
    "null",
    "~",
    "2026-11-22",
    "0x1F",
    ": - ? | > # @ ` % ! & *",
    "#comment",
    "- - - x",
    "  leading and trailing  ",
    "\t\ttabs\t",
    "🏴 e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 العربية עברית",
    "a" * 30_000,
    "x | y | z | a | b | c | d | e | f | g\n" * 300,
]


def make_and_parse_draft(text: str, new_id: str = "") -> tuple[Draft, dict[str, Any]]:
    """Make the draft of a text, and parse it into plain data."""
    draft = make_draft(text, BASE, today=TODAY, new_id=new_id, used_ids=BASE.case_studies)
    node, troubles = parse(draft.text)
    assert troubles == []
    assert node is not None
    return draft, node.data()


def find_errors(tmp_path: Path, text: str) -> dict[str, str]:
    """Find the errors in a draft that is a file of a knowledge base, by field."""
    root = tmp_path / "base"
    shutil.copytree(GOOD, root)
    (root / "case_studies/a-hall-in-hull.yaml").write_text(text, encoding="utf-8")
    findings = check(read_knowledge_base(root), today=TODAY)
    return {finding.field: finding.message for finding in findings if finding.severity == "error" and finding.file.endswith("hull.yaml")}


def test_the_committed_form_is_up_to_date() -> None:
    """The form in the repository is the one that the models make; `waymark issue-form --write` mends it."""
    assert (REAL / FORM).read_text(encoding="utf-8") == format_issue_form(read_knowledge_base(REAL).knowledge_base)


@pytest.mark.parametrize("root", [GOOD, REAL])
def test_the_form_is_one_that_a_code_host_takes(root: Path) -> None:
    """Labels and ids are unlike one another, ids hold only what they may, choices are texts that differ, and nothing is called None."""
    body = make_issue_form(read_knowledge_base(root).knowledge_base)["body"]
    assert {part["type"] for part in body} <= {"markdown", "input", "textarea", "dropdown", "checkboxes"}
    asked = [part for part in body if part["type"] != "markdown"]
    assert len({part["attributes"]["label"] for part in asked}) == len(asked)
    assert len({part["id"] for part in asked}) == len(asked)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", part["id"]) for part in asked)
    for part in asked:
        if part["type"] == "dropdown":
            options = part["attributes"]["options"]
            assert len(set(options)) == len(options)
            assert not {"none", "n/a"} & {option.lower() for option in options}
    text = format_issue_form(read_knowledge_base(root).knowledge_base)
    assert yaml.safe_load(text)["body"] == body, "every text reads back as the same text"


def test_a_full_answer_becomes_a_case(tmp_path: Path) -> None:
    """Answers that were typed by hand are in their fields; only what editors decide is missing."""
    draft, data = make_and_parse_draft(make_issue(FILLED))
    assert draft.id == data["id"] == "a-hall-in-hull"
    assert draft.notices == ()
    assert data["summary"] == FILLED["Summary"]
    assert data["places"] == [{"name": "Hull", "scope": "local-authority", "gss": "E06000010"}]
    assert [each["name"] for each in data["organisations"]] == ["Hall Friends", "Hull council"]
    assert data["approaches"] == ["grants"]
    assert data["themes"] == ["food", "loneliness"]
    assert data["arrangement"] == {"route": "grant"}
    assert data["need"] == "It was cold.\n\nVery cold."
    assert data["lessons"] == [{"kind": "success", "text": "Begin small."}, {"kind": "caution", "text": "Keep the key."}]
    assert data["figures"][0] == {
        "id": "visits",
        "label": "Visits",
        "kind": "output",
        "value": "900",
        "unit": "visits",
        "period": "2022",
        "sources": ["warm-hall"],
    }
    assert data["consent"] == {"basis": "public-sources", "personal_stories": "no"}
    assert data["draft"] == "yes"
    assert "where_it_might_not_fit" not in data
    assert find_errors(tmp_path, draft.text).keys() == {"evidence.level", "evidence.assessed_by", "evidence.assessed_on", "review.last_verified"}


def test_a_choice_may_hold_a_comma() -> None:
    """Several choices are split by the labels of the form, which may hold commas themselves. Anything else stays as it was typed."""
    base = read_knowledge_base(REAL).knowledge_base
    [box] = [box for box in list_boxes(base) if box.label == "Approaches"]
    held = [label for label in box.words.values() if "," in label]
    assert held, "some approach has a comma in its title"
    typed = ", ".join([held[0], "something else", *held, "Grants and core funding"])
    node, _ = parse(make_draft(f"### Approaches\n\n{typed}\n", base, today=TODAY).text)
    assert node is not None
    ids = {label: name for name, label in box.words.items()}
    assert node.data()["approaches"] == [ids[held[0]], "something else", *(ids[label] for label in held), "grants"]


def test_an_editor_finishes_it(tmp_path: Path) -> None:
    """With the blanks filled in, the draft passes the checks."""
    draft, _ = make_and_parse_draft(make_issue(FILLED))
    text = draft.text.replace("  level:\n", "  level: 1\n").replace("  assessed_by:\n", "  assessed_by: editors\n")
    text = text.replace("  assessed_on:\n", "  assessed_on: 2026-11-01\n").replace("  last_verified:\n", "  last_verified: 2026-11-01\n")
    assert find_errors(tmp_path, text) == {}


def test_a_poor_answer_gets_a_finding_in_words(tmp_path: Path) -> None:
    """Answers without some of their parts are kept, and the checks say what is missing and where."""
    poor = FILLED | {"Organisations": "The friends of the hall", "Status": "going on", "Sources": "the paper"}
    draft, data = make_and_parse_draft(make_issue(poor))
    assert data["organisations"] == [{"name": "The friends of the hall"}]
    assert data["status"] == "going on"
    errors = find_errors(tmp_path, draft.text)
    assert errors["organisations[0].role"] == 'The organisation "The friends of the hall" has no "role".'
    assert "sources[0].url" in errors


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_stay_text(words: str) -> None:
    """In every box at once: the file has only the fields of a case, every value is text, and the id is a plain name."""
    draft, data = make_and_parse_draft(make_issue(dict.fromkeys(FILLED, words)))
    assert is_slug(draft.id)
    assert data["id"] == draft.id
    assert set(data) <= {"schema", "id", "draft", "review", *(str(box.path[0]) for box in BOXES)}
    assert data["draft"] == "yes"
    assert data["schema"] == "case-study/1"
    if "### " not in words:
        assert data.get("need", "") == clean_text(words)[0].strip()
    assert all(isinstance(text, str) and "\x00" not in text and "\u202e" not in text and "\x1b" not in text for text in texts(data))


def texts(data: Any) -> list[str]:
    """Every scalar in plain data."""
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    return [text for value in data for text in texts(value)] if isinstance(data, list) else [data]


@few
@given(st.dictionaries(st.sampled_from(sorted(FILLED)), st.text(max_size=80), min_size=1))
def test_any_answers_stay_text(answers: dict[str, str]) -> None:
    """Whatever is typed in whichever boxes, long texts read back letter for letter, and nothing else appears."""
    draft, data = make_and_parse_draft(make_issue(answers))
    assert is_slug(draft.id)
    assert set(data) <= {"schema", "id", "draft", "review", *(str(box.path[0]) for box in BOXES)}
    for label, field in (("Need", "need"), ("What happened", "what_happened")):
        typed = clean_text(answers.get(label, ""))[0].strip()
        if typed and "### " not in typed and all("### " not in other for other in answers.values()):
            assert data[field] == typed


@few
@given(st.text())
def test_any_body_is_read_or_refused_in_words(text: str) -> None:
    """A body that is no form at all is refused with a sentence, and nothing else can happen."""
    with pytest.raises(KnowledgeBaseError, match="nothing to make a draft of"):
        make_draft(text.replace("#", ""), BASE, today=TODAY)


def test_headings_in_an_answer_move_nothing_back() -> None:
    """A heading of an earlier box inside an answer is a line of that answer."""
    _, data = make_and_parse_draft(make_issue(FILLED | {"Need": "Cold.\n### Title\nStolen\n### Not a box\nmore"}))
    assert data["title"] == "A hall in Hull"
    assert data["need"] == "Cold.\n### Title\nStolen\n### Not a box\nmore"


def test_a_notice_names_what_is_left_out() -> None:
    """Unseen characters, text outside the form, a title without letters and a used id each have a notice."""
    draft, _ = make_and_parse_draft("Hello!\n" + make_issue(FILLED | {"Title": "\u202e!!!"}))
    assert draft.id == "untitled-draft"
    assert draft.notices == (
        "One character that nobody can see was left out.",
        "The text before the first heading of the form was left out: it belongs to no question.",
        'There is no title that an id could be made of. The draft is called "untitled-draft".',
    )
    draft, _ = make_and_parse_draft(make_issue(FILLED | {"Title": "Lunch in Leeds"}))
    assert draft.id == "lunch-in-leeds-2"


def test_a_notice_counts_the_entries_that_are_left_out() -> None:
    """Of a list that is longer than any case needs, the first entries are kept, and a notice has the number of the others."""
    rows = "".join(f"success | Lesson {number}.\n" for number in range(1, 204))
    draft, data = make_and_parse_draft(make_issue(FILLED | {"Lessons": rows, "Contributors": "Editors\n" * 201}))
    assert [lesson["text"] for lesson in data["lessons"]] == [f"Lesson {number}." for number in range(1, 201)]
    assert len(data["contributors"]) == 200
    assert draft.notices == ("4 entries were left out: of a list, only the first 200 are taken.",)
    draft, _ = make_and_parse_draft(make_issue(FILLED | {"Contributors": "Editors\n" * 201}))
    assert draft.notices == ("One entry was left out: of a list, only the first 200 are taken.",)


def test_a_file_from_the_sites_form_becomes_a_draft(tmp_path: Path) -> None:
    """Every case goes into an issue and out again without losing anything, but for what only editors decide."""
    for case in sorted((GOOD / "case_studies").glob("*.yaml")):
        node, _ = parse(case.read_text(encoding="utf-8"))
        assert node is not None
        draft, data = make_and_parse_draft(fence(case.read_text(encoding="utf-8")))
        assert draft.notices[:-1] == ()
        assert data == {
            **node.data(),
            "id": f"{case.stem}-2" if make_slug(node.data()["title"]) == case.stem else make_slug(node.data()["title"]),
            "draft": "yes",
        }
        shutil.rmtree(tmp_path / "base", ignore_errors=True)
        assert find_errors(tmp_path, draft.text.replace(f"id: {draft.id}\n", "id: a-hall-in-hull\n")) == {}


def test_a_sent_file_silences_no_rule_and_hides_nothing() -> None:
    """Fields that only editors decide, and those that no case has, are left out, and a notice names them."""
    text = "schema: evil/1\nid: ../x\ntitle: A\nallow: [{rule: C610, because: x}]\ndraft: no\nevil: 1\nwas: [y]\ndates: text\n"
    draft, data = make_and_parse_draft(fence(f"{text}consent: {{basis: x, more: y}}\n"))
    assert draft.id == "a"
    assert {"allow", "evil", "was"}.isdisjoint(data)
    assert (data["schema"], data["draft"], data["dates"]) == ("case-study/1", "yes", "text")
    assert data["consent"] == {"basis": "x", "more": "y"}
    assert draft.notices == ("Left out, because only editors decide them or no case study has them: allow, evil, was.",)


@pytest.mark.parametrize("text", ["a: &x b\nc: *x\n", "a: !!python/object:os.system x\n", "a: b\na: c\n", "a: [\n", "a: " + "[" * 60 + "\n"])
def test_a_sent_file_that_is_more_than_plain_is_refused(text: str) -> None:
    """References, tags, doubled names and what does not parse end with a sentence that names the line."""
    with pytest.raises(KnowledgeBaseError, match=r"The file in the issue cannot be read\. Line \d+: "):
        make_draft(fence(text), BASE, today=TODAY)


@pytest.mark.parametrize("text", ["```yaml\n" * 37_000, "`" * 299_000, "### Approaches\n\n" + "gifts, " * 40_000], ids=["fences", "ticks", "choices"])
def test_the_largest_text_is_read_once(text: str) -> None:
    """However often it begins something that never ends, a text of the largest size is a small draft or a sentence."""
    try:
        draft = make_draft(text, BASE, today=TODAY)
    except KnowledgeBaseError as refused:
        assert "nothing to make a draft of" in str(refused)  # noqa: PT017 (either way is fine)
        return
    assert len(draft.text) < 20_000


@few
@given(
    st.recursive(
        st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "id", "places", "x y", "dates"]), inner, max_size=3),
        max_leaves=8,
    )
)
def test_any_sent_file_is_a_draft_or_a_sentence(value: Any) -> None:
    """Whatever shape each field of a sent file has, the draft is plain YAML again."""
    text = yaml.safe_dump({box.path[0]: value for box in BOXES}, allow_unicode=True)
    try:
        draft, data = make_and_parse_draft(fence(text))
    except KnowledgeBaseError as refused:
        assert "The file in the issue cannot be read." in str(refused)  # noqa: PT017 (either way is fine)
        return
    assert is_slug(draft.id)
    assert data["draft"] == "yes"


@pytest.mark.parametrize(
    "contact",
    ["ann.smith+club@mail.example.org", "020 7946 0958", "(0113) 496 0999", "01632960001", "+44 (0)1632 960001", "7a High Street, Leeds LS1 4DY"],
)
def test_personal_contacts_are_masked(contact: str) -> None:
    """No draft holds a personal contact, and a notice says that one was removed. The address of a source stays."""
    draft, data = make_and_parse_draft(make_issue(FILLED | {"What happened": f"They lit the stove. Ask {contact}, or the hall."}))
    assert contact not in draft.text
    assert data["what_happened"] == "They lit the stove. Ask (personal contact removed), or the hall."
    assert "https://example.org/hull" in draft.text
    assert any("personal contact was removed" in notice for notice in draft.notices)


def test_other_numbers_are_not_masked() -> None:
    """Numbers of notices, charities and companies, amounts and dates stay."""
    words = "Notice 080231-2025 of 01/02/2024, charity 1098765, company 01234567, £0412345678 and 1,234,567,890."
    draft, data = make_and_parse_draft(make_issue(FILLED | {"What happened": words}))
    assert data["what_happened"] == words
    assert not any("personal" in notice for notice in draft.notices)


def test_a_line_without_its_bars_slides_into_no_field() -> None:
    """A line with too few bars is kept as a comment and named once; the other lines become entries."""
    lines = "Hull council | funder\n- Hall Friends | provider | vcse\nThe gas board | supplier"
    draft, data = make_and_parse_draft(make_issue(FILLED | {"Organisations": lines}))
    assert [entry["name"] for entry in data["organisations"]] == ["Hall Friends"]
    for line in ("Hull council | funder", "The gas board | supplier"):
        assert f"# Could not be placed: Organisations: {line}\n" in draft.text
        assert sum(line in notice for notice in draft.notices) == 1
