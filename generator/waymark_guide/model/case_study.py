"""A case study: what was tried, what followed, and how strong the evidence is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.approach import ApproachId
from waymark_guide.model.base import Allow, AssetPath, ContentModel, Line, OneOrMany, Paragraphs, Prose, Reference, Slug, WebAddress, make_field
from waymark_guide.model.figure import Dispute, Figure
from waymark_guide.model.partial_date import Day, PartialDate
from waymark_guide.model.source import CaseSource, SourceId


class Dates(ContentModel):
    """When it began and ended, as far as is known."""

    started: PartialDate | None = make_field("When it began.", example="2020-03", default=None, level="usual")
    ended: PartialDate | None = make_field("When it ended, if it has.", example="2021-06-23", default=None)


class Place(ContentModel):
    """Where it happened. Never a home address."""

    name: Line = make_field("The name of the place.", example="Holbeck, Leeds")
    scope: Annotated[str, Reference("vocabulary:scopes")] = make_field("How large an area it is.", example="ward")
    gss: Annotated[str, Field(pattern=r"^[EWSNK]\d{8}$")] | None = make_field(
        "The official code of the local authority that contains it.", example="E08000035", default=None, level="recommended"
    )
    lat: Annotated[float, Field(ge=49.8, le=60.9)] | None = make_field("Latitude, three decimals at most.", default=None)
    lon: Annotated[float, Field(ge=-8.7, le=1.8)] | None = make_field("Longitude, three decimals at most.", default=None)


class Organisation(ContentModel):
    """A body that took part."""

    name: Line = make_field("The organisation's name.", example="Slung Low")
    role: Annotated[str, Reference("vocabulary:organisation-roles")] = make_field("What part it played.", example="provider")
    sector: Annotated[str, Reference("vocabulary:sectors")] = make_field("What sort of body it is.", example="arts-culture")
    url: WebAddress | None = make_field("Its public site.", default=None)


class Arrangement(ContentModel):
    """How it was bought, agreed, or let happen."""

    route: Annotated[str, Reference("vocabulary:routes")] = make_field("The route.", example="grant")
    note: Line | None = make_field("What is known of it.", default=None)


class Lesson(ContentModel):
    """One thing that others can take from it."""

    kind: Annotated[str, Reference("vocabulary:lesson-kinds")] = make_field("Success, caution or failure.", example="caution")
    text: Line = make_field("The lesson in a sentence or two.")


class Evidence(ContentModel):
    """How surely we know. Editors set the level; it says nothing of how large the effect was."""

    level: Annotated[str, Reference("vocabulary:evidence-levels")] = make_field("0 to 5.", example="1")
    basis: Line = make_field("What the level rests on, and what was not found.")
    assessed_by: Annotated[str, Reference("contributor")] = make_field("Who set the level.", example="waymark-editors")
    assessed_on: Day = make_field("The day of the judgement.", example="2026-11-22")


class Relation(ContentModel):
    """A link to another case."""

    type: Literal["part-of", "inspired-by", "similar-to", "contrasts-with", "replaced-by"] = make_field("What the link means.")
    case: Annotated[Slug, Reference("case-study")] = make_field("The other case.")


class Quote(ContentModel):
    """A few words that a person said in public, or agreed to share."""

    text: Line = make_field("The words.")
    speaker_role: Line = make_field("Who said it, by role and not by name.", example="A resident")
    source: SourceId = make_field("Where it was published.")
    consent: Line | None = make_field("How consent was given, where it was not already public.", default=None)


class Media(ContentModel):
    """A picture with its words."""

    path: AssetPath = make_field("The file below `content/assets/`.", example="slung-low/food-bank.jpg")
    alt: Line = make_field("What the picture shows, for people who cannot see it.")
    credit: Line | None = make_field("Who made it.", default=None)
    licence: Line | None = make_field("On what terms it may be used.", default=None)


class Consent(ContentModel):
    """On what footing the case may be published."""

    basis: Annotated[str, Reference("vocabulary:consent-bases")] = make_field("Why we may publish it.", example="public-sources")
    personal_stories: bool = make_field("Whether the story of any one person is told.", example="no")


class Review(ContentModel):
    """When every source was last opened, and when to look again."""

    last_verified: Day = make_field("The day on which somebody opened every source.", example="2026-11-22")
    next_review: Day | None = make_field("When to look again.", example="2027-11-22", default=None, level="recommended")


class CaseChange(ContentModel):
    """One change that readers should hear of, such as a corrected figure or a new ending."""

    date: Day = make_field("The day of the change.", example="2026-11-22")
    summary: Line = make_field("What changed and why, for readers.", example="The cost is now that of the whole scheme, as its owner published it.")


class CaseStudy(ContentModel):
    """One case: the challenge, the response, what came of it, and what it needs elsewhere."""

    schema_: Literal["case-study/1"] = make_field("The version of the format.", example="case-study/1", alias="schema")
    id: Slug = make_field("The file's name without its ending. Never used again for another case.", example="slung-low")
    was: tuple[Slug, ...] = make_field("Ids that it had before, the oldest first.", default=())
    title: Annotated[str, Field(min_length=1, max_length=100), Prose(inline=True)] = make_field(
        "Names the thing and the place.", example="Slung Low's food bank, Holbeck"
    )
    summary: Annotated[str, Field(min_length=40, max_length=280), Prose(inline=True)] = make_field(
        "What happened, in one or two plain sentences.", hint="40 to 280 characters."
    )
    status: Annotated[str, Reference("vocabulary:statuses")] = make_field("Of the activity, not of the organisation.", example="ended")
    status_note: Line | None = make_field("Why and when, if it ended or is unknown.", default=None)
    dates: Dates = make_field("When it began and ended.", default=Dates(), level="recommended")
    places: tuple[Place, ...] = make_field("Where it happened.", min_length=1)
    organisations: tuple[Organisation, ...] = make_field("Who took part.", min_length=1)
    approaches: tuple[ApproachId, ...] = make_field("The approaches it used.", min_length=1)
    themes: tuple[Annotated[str, Reference("vocabulary:themes")], ...] = make_field("One to three themes.", min_length=1, max_length=3)
    people: tuple[Annotated[str, Reference("vocabulary:people")], ...] = make_field("Who it was for.", default=())
    arrangement: Arrangement | None = make_field("How it was bought, agreed, or let happen.", default=None, level="recommended")
    need: Paragraphs = make_field("The challenge.")
    what_happened: Paragraphs = make_field("The response.")
    why_it_worked: Paragraphs | None = make_field("What made the difference.", default=None, level="recommended")
    what_it_needed: Paragraphs | None = make_field("What had to be in place.", default=None, level="recommended")
    where_it_might_not_fit: Paragraphs | None = make_field("Where it would not work.", default=None, level="recommended")
    lessons: tuple[Lesson, ...] = make_field("What others can take from it.", min_length=1)
    figures: tuple[Figure, ...] = make_field("The numbers, each with its source.", default=(), level="recommended")
    evidence: Evidence = make_field("How surely we know.")
    facts: dict[str, Annotated[tuple[str, ...], OneOrMany]] = make_field(
        "The situation as it stood, as answers to the guides' questions.", default_factory=dict
    )
    sources: tuple[CaseSource | SourceId, ...] = make_field("Where it comes from.", min_length=1)
    relations: tuple[Relation, ...] = make_field("Links to other cases.", default=())
    quotes: tuple[Quote, ...] = make_field("Short public quotations.", default=())
    media: tuple[Media, ...] = make_field("Pictures.", default=())
    consent: Consent = make_field("On what footing it may be published.")
    interests: Line | None = make_field("The contributor's own link to the project.", default=None, level="recommended")
    licence: Literal["CC-BY-4.0"] = make_field("The licence of the text.", default="CC-BY-4.0")
    contributors: tuple[Annotated[str, Reference("contributor")], ...] = make_field("Who wrote it.", min_length=1)
    review: Review = make_field("When it was last checked.")
    published: Day | None = make_field(
        "The day on which readers first saw it. The feed of what is new goes by it.", example="2026-11-22", default=None
    )
    changes: tuple[CaseChange, ...] = make_field("What has changed since then that readers should hear of, the newest first.", default=())
    disputed: tuple[Dispute, ...] = make_field("What is contested.", default=())
    draft: bool = make_field("Shown in previews only.", default=False)
    allow: tuple[Allow, ...] = make_field("Rules silenced here, each with a reason.", default=())
