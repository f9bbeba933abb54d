"""A guide, as authors write it in `decision_trees/*.yaml`: questions, options, outcomes; and shared facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from waymark_guide.model.approach import ApproachId
from waymark_guide.model.base import Allow, ContentModel, Line, OneOrMany, Paragraphs, Reference, ShortForm, Slug, Version, make_field
from waymark_guide.model.partial_date import Day
from waymark_guide.model.source import Source, SourceId

QuestionType = Literal["single", "multi", "band"]
Mode = Literal["first", "all", "ranked"]
Modality = Literal["must", "may", "consider", "must-not"]
Role = Literal["option", "always", "add-on"]

RawCondition = Annotated[
    dict[str, Any] | list[dict[str, Any]], make_field("A condition over earlier answers, as a map.", example={"measurable": "no"})
]
"""A condition as authors write it. `waymark_guide.trees.engine.conditions` interprets it."""

OptionIds = Annotated[tuple[str, ...], OneOrMany]


class Effect(ContentModel):
    """Points for one outcome on one factor, with the reason."""

    points: Annotated[int, Field(strict=False)] = make_field("A whole number from -4 to 4, not 0.", example="2")
    because: Line | None = make_field("The reason, as a sentence that could be read out to a board.", default=None)
    sources: tuple[SourceId, ...] = make_field("Where the reason comes from.", default=())


Effects = dict[str, dict[str, Effect]]
"""Outcome id → factor id → effect."""


def _lengthen_dont_know(value: object) -> object:
    switched_off = isinstance(value, str) and value.lower() in {"false", "no", "off"}
    return {"offered": "false"} if switched_off else value


CanBeSwitchedOff = ShortForm(_lengthen_dont_know, lambda _: {"const": False})


class DontKnow(ContentModel):
    """What happens when a reader does not know: it is always offered, unless there is a reason."""

    offered: bool = make_field("Whether `I don't know` can be chosen.", default=True)
    because: Line | None = make_field("Why it is switched off.", default=None)
    help: Line | None = make_field("How to find out.", default=None)
    matters: Literal["high", "medium", "low"] | None = make_field("How much finding out matters.", default=None)


class FactOption(ContentModel):
    """One answer to a shared fact."""

    id: Slug = make_field("The answer's id.", example="yes")
    label: Line = make_field("The words that the reader chooses.", example="Yes, with an agreed baseline")
    hint: Line | None = make_field("A line of help below the label.", default=None)
    exclusive: bool = make_field("For a multi question: this answer stands alone, such as `None of these`.", default=False)
    from_: int | None = make_field("For a band: the lowest number, itself included.", default=None, alias="from")
    to: int | None = make_field("For a band: the highest number, itself included.", default=None)
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())


class Option(ContentModel):
    """One answer to a question."""

    id: Slug = make_field("The answer's id.", example="yes")
    label: Line | None = make_field("The words that the reader chooses. Not needed for a shared fact.", default=None, level="usual")
    hint: Line | None = make_field("A line of help below the label.", default=None)
    next: str | None = make_field("A later question, `outcome:ID`, `tree:ID` or `results`. Otherwise the next question in the file.", default=None)
    effects: Effects = make_field("Points for outcomes when this is chosen.", default_factory=dict)
    share: Annotated[int, Field(ge=0, le=2)] | None = make_field(
        "How much of the question's own effects this answer counts: 0 none, 1 partly, 2 fully.", default=None
    )
    exclusive: bool = make_field("For a multi question: this answer stands alone, such as `None of these`.", default=False)
    from_: int | None = make_field("For a band: the lowest number, itself included.", default=None, alias="from")
    to: int | None = make_field("For a band: the highest number, itself included.", default=None)
    note: Line | None = make_field("Shown on the result when this was chosen.", default=None)
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())


class Question(ContentModel):
    """One question: its own words, or a shared fact's."""

    id: Slug = make_field("The question's id.", example="measurable")
    text: Line | None = make_field("The question as the reader sees it.", default=None, level="usual")
    fact: Annotated[Slug, Reference("fact")] | None = make_field("A shared fact whose words and options are used.", default=None)
    type: QuestionType | None = make_field("`single` (one answer), `multi` (several) or `band` (a number in ranges).", default=None)
    why: Line | None = make_field("Why we ask, in a sentence.", default=None, level="usual")
    help: Paragraphs | None = make_field("How to answer.", default=None)
    sources: tuple[SourceId, ...] = make_field("Where the question comes from.", default=())
    effects: Effects = make_field("Points that each option counts by its `share`.", default_factory=dict)
    ask_if: RawCondition | None = make_field("Ask only when this holds.", default=None)
    same_as: Slug | None = make_field("An earlier question with the same answer.", default=None)
    dont_know: Annotated[DontKnow, CanBeSwitchedOff] | None = make_field("Help for `I don't know`.", default=None)
    unit: Line | None = make_field("For a band: what is counted.", example="providers", default=None)
    ordered: bool = make_field("Whether the order of the options means more or less.", default=False)
    purpose: Literal["decide", "record"] = make_field("`record`: asked only for the report.", default="decide")
    options: tuple[Option, ...] = make_field("The answers.", default=(), level="usual")
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())


class Fact(ContentModel):
    """A question that several trees share. Its answer travels with the reader."""

    id: Slug = make_field("The fact's id, the same in every tree.", example="people-within-reach")
    text: Line = make_field("The question as the reader sees it.")
    type: QuestionType = make_field("`single`, `multi` or `band`.", default="single")
    why: Line | None = make_field("Why we ask, in a sentence.", default=None, level="usual")
    help: Paragraphs | None = make_field("How to answer.", default=None)
    unit: Line | None = make_field("For a band: what is counted.", default=None)
    ordered: bool = make_field("Whether the order of the options means more or less.", default=False)
    dont_know: Annotated[DontKnow, CanBeSwitchedOff] | None = make_field("Help for `I don't know`.", default=None)
    options: tuple[FactOption, ...] = make_field("The answers.", min_length=1)
    sources: tuple[SourceId, ...] = make_field("Where the question comes from.", default=())
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())


class Facts(ContentModel):
    """A file `decision_trees/facts/<name>.yaml`."""

    schema_: Literal["facts/1"] = make_field("The version of the format.", example="facts/1", alias="schema")
    facts: tuple[Fact, ...] = make_field("The shared questions.")


class Factor(ContentModel):
    """Something that matters to the decision, with its weight out of 100."""

    id: Slug = make_field("The factor's id.", example="fit")
    label: Line = make_field("What it is called.", example="Strategic fit")
    weight: Annotated[int, Field(ge=0, le=100)] = make_field("Its share of 100.", example="40")
    help: Line | None = make_field("What it covers.", default=None)
    swing: Line | None = make_field("What the worst and the best on this factor would mean.", default=None)
    sources: tuple[SourceId, ...] = make_field("Where it comes from.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())


class ResultRule(ContentModel):
    """How outcomes become a result."""

    mode: Mode = make_field("`first`, `all` or `ranked`.", example="ranked")
    close_call_within: Annotated[int, Field(ge=0)] = make_field("A lead of at most this many points is a close call.", default=0)
    gather_first: Annotated[int, Field(ge=1, le=100)] | None = make_field(
        "Above this percentage of don't-knows, the result is `gather these first`.", default=None
    )
    show_at_most: Annotated[int, Field(ge=1)] | None = make_field("How many ranked options to show before `show all`.", default=None)
    group_by: Literal["layer"] | None = make_field("Show the best of each layer, so that a blend can be read off.", default=None)
    blend_with: tuple[Annotated[str, Reference("vocabulary:layers")], ...] = make_field("Layers whose best option joins the blend.", default=())


class Outcome(ContentModel):
    """Somewhere that a guide can lead."""

    id: Slug = make_field("The outcome's id.", example="grow-the-market")
    approach: ApproachId | None = make_field("The approach that it recommends.", default=None)
    title: Line | None = make_field("What it is called; the approach's own title where left out.", default=None, level="usual")
    rationale: Paragraphs | None = make_field("Why this is the answer, in plain words.", default=None, level="usual")
    when: RawCondition | None = make_field("It may appear only when this holds.", default=None)
    not_if: RawCondition | None = make_field("A hard gate: when this holds it is ruled out, whatever the score.", default=None)
    ruled_out_because: Line | None = make_field("What to tell the reader when the gate ruled it out.", default=None)
    only_by_route: bool = make_field("Reached only through `next: outcome:ID`.", default=False)
    role: Role = make_field("`option`, `always` (shown whatever the answers) or `add-on` (shown beside the result).", default="option")
    modality: Modality | None = make_field("What the law makes of it: must, may, consider, must-not.", default=None)
    confidence: Literal["high", "moderate", "low"] | None = make_field("How sure the authors are.", default=None)
    cautions: tuple[Line, ...] = make_field("What to watch, and when not to.", default=())
    next_steps: tuple[Line, ...] = make_field("What to do first.", default=())
    case_studies: tuple[Annotated[str, Reference("case-study")], ...] = make_field("Cases to read.", default=())
    sources: tuple[SourceId, ...] = make_field("Where it comes from.", default=())
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())


class Example(ContentModel):
    """A test of the tree, shown to readers as a worked example."""

    given: dict[str, OptionIds] = make_field("An answer for each question that is asked.", example={"measurable": "yes"})
    expect: OptionIds = make_field("The outcome, outcomes or `tree:ID` that must come of it.", default=(), level="usual")
    among: Annotated[int, Field(ge=1)] | None = make_field("Expect it within the top so many.", default=None)
    never: OptionIds = make_field("Outcomes that must not appear.", default=())
    note: Line | None = make_field("The example as a tiny story.", default=None, level="usual")
    why: Line | None = make_field("What the example shows.", default=None)


class Tree(ContentModel):
    """One guide."""

    schema_: Literal["tree/1"] = make_field("The version of the format.", example="tree/1", alias="schema")
    id: Slug = make_field("The file's name without its ending.", example="which-approach")
    title: Line = make_field("The question that the guide answers.")
    summary: Paragraphs = make_field("What it is for and what it is not, in a sentence or two.")
    audience: Line | None = make_field("Who it is for.", default=None)
    owner: Line | None = make_field("Who keeps it right.", example="editors", default=None, level="usual")
    status: Literal["draft", "published", "retired"] = make_field("Only published guides are offered to readers.")
    version: Version = make_field("major.minor.patch: patch for wording, minor for additions, major when a result changes.", example="1.0.0")
    review_by: Day | None = make_field("When to look at it again.", example="2027-03-31", default=None, level="usual")
    checked_on: Day | None = make_field("For the law: the day on which it was last checked.", default=None)
    sources: tuple[Source | SourceId, ...] = make_field("What the guide rests on.", default=())
    factors: tuple[Factor, ...] = make_field("For a ranked guide: what matters, with weights that total 100.", default=())
    questions: tuple[Question, ...] = make_field("The questions, in the order in which they are asked.", min_length=1)
    result: ResultRule = make_field("How outcomes become a result.")
    outcomes: tuple[Outcome, ...] = make_field("Where the guide can lead.", min_length=1)
    tests: tuple[Example, ...] = make_field("Worked examples that must come true.", default=(), level="usual")
    was: tuple[Slug, ...] = make_field("Ids that it had before.", default=())
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())

    def question(self, question_id: str) -> Question | None:
        """Return the question of an id, or none."""
        return next((question for question in self.questions if question.id == question_id), None)

    def outcome(self, outcome_id: str) -> Outcome | None:
        """Return the outcome of an id, or none."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)
