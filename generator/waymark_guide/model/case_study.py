"""What was tried somewhere, what came of it, and how surely we know."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waymark_guide.model.approach import ApproachId
from waymark_guide.model.base import Allow, AssetPath, Line, OneOrMany, Paragraphs, Prose, Record, Refers, Slug, WebAddress, described
from waymark_guide.model.figure import Dispute, Figure
from waymark_guide.model.partial_date import Day, PartialDate
from waymark_guide.model.source import CaseSource, SourceId


class Dates(Record):
    """When it began and ended, as far as is known."""

    started: PartialDate | None = described("When it began.", example="2020-03", default=None, level="usual")
    ended: PartialDate | None = described("When it ended, if it has.", example="2021-06-23", default=None)


class Place(Record):
    """Where it happened. Never a home address."""

    name: Line = described("The name of the place.", example="Holbeck, Leeds")
    scope: Annotated[str, Refers("vocabulary:scopes")] = described("How large an area it is.", example="ward")
    gss: Annotated[str, Field(pattern=r"^[EWSNK]\d{8}$")] | None = described(
        "The official code of the local authority that contains it.", example="E08000035", default=None, level="recommended"
    )
    lat: Annotated[float, Field(ge=49.8, le=60.9)] | None = described("Latitude, three decimals at most.", default=None)
    lon: Annotated[float, Field(ge=-8.7, le=1.8)] | None = described("Longitude, three decimals at most.", default=None)


class Organisation(Record):
    """A body that took part."""

    name: Line = described("The organisation's name.", example="Slung Low")
    role: Annotated[str, Refers("vocabulary:organisation-roles")] = described("What part it played.", example="provider")
    sector: Annotated[str, Refers("vocabulary:sectors")] = described("What sort of body it is.", example="arts-culture")
    url: WebAddress | None = described("Its public site.", default=None)


class Arrangement(Record):
    """How it was bought, agreed, or let happen."""

    route: Annotated[str, Refers("vocabulary:routes")] = described("The route.", example="grant")
    note: Line | None = described("What is known of it.", default=None)


class Lesson(Record):
    """One thing that others can take from it."""

    kind: Annotated[str, Refers("vocabulary:lesson-kinds")] = described("Success, caution or failure.", example="caution")
    text: Line = described("The lesson in a sentence or two.")


class Evidence(Record):
    """How surely we know. Editors set the level; it says nothing of how large the effect was."""

    level: Annotated[str, Refers("vocabulary:evidence-levels")] = described("0 to 5.", example="1")
    basis: Line = described("What the level rests on, and what was not found.")
    assessed_by: Annotated[str, Refers("contributor")] = described("Who set the level.", example="waymark-editors")
    assessed_on: Day = described("The day of the judgement.", example="2026-11-22")


class Relation(Record):
    """A link to another case."""

    type: Literal["part-of", "inspired-by", "similar-to", "contrasts-with", "replaced-by"] = described("What the link means.")
    case: Annotated[Slug, Refers("case-study")] = described("The other case.")


class Quote(Record):
    """A few words that somebody said in public, or agreed to share."""

    text: Line = described("The words.")
    speaker_role: Line = described("Who said it, by role and not by name.", example="A resident")
    source: SourceId = described("Where it was published.")
    consent: Line | None = described("How consent was given, where it was not already public.", default=None)


class Media(Record):
    """A picture with its words."""

    path: AssetPath = described("The file below `content/assets/`.", example="slung-low/food-bank.jpg")
    alt: Line = described("What the picture shows, for people who cannot see it.")
    credit: Line | None = described("Who made it.", default=None)
    licence: Line | None = described("On what terms it may be used.", default=None)


class Consent(Record):
    """On what footing the case may be published."""

    basis: Annotated[str, Refers("vocabulary:consent-bases")] = described("Why we may publish it.", example="public-sources")
    personal_stories: bool = described("Whether the story of any one person is told.", example="no")


class Review(Record):
    """When somebody last opened every source, and when to look again."""

    last_verified: Day = described("The day on which somebody opened every source.", example="2026-11-22")
    next_review: Day | None = described("When to look again.", example="2027-11-22", default=None, level="recommended")


class CaseChange(Record):
    """One change that readers should hear of, such as a corrected figure or a new ending."""

    date: Day = described("The day of the change.", example="2026-11-22")
    summary: Line = described("What changed and why, for readers.", example="The cost is now that of the whole scheme, as its owner published it.")


class CaseStudy(Record):
    """One case: the challenge, the response, what came of it, and what it needs elsewhere."""

    schema_: Literal["case-study/1"] = described("The version of the format.", example="case-study/1", alias="schema")
    id: Slug = described("The file's name without its ending. Never used again for another case.", example="slung-low")
    was: tuple[Slug, ...] = described("Ids that it had before, the oldest first.", default=())
    title: Annotated[str, Field(min_length=1, max_length=100), Prose(inline=True)] = described(
        "Names the thing and the place.", example="Slung Low's food bank, Holbeck"
    )
    summary: Annotated[str, Field(min_length=40, max_length=280), Prose(inline=True)] = described(
        "What happened, in one or two plain sentences.", hint="40 to 280 characters."
    )
    status: Annotated[str, Refers("vocabulary:statuses")] = described("Of the activity, not of the organisation.", example="ended")
    status_note: Line | None = described("Why and when, if it ended or is unknown.", default=None)
    dates: Dates = described("When it began and ended.", default=Dates(), level="recommended")
    places: tuple[Place, ...] = described("Where it happened.", min_length=1)
    organisations: tuple[Organisation, ...] = described("Who took part.", min_length=1)
    approaches: tuple[ApproachId, ...] = described("The approaches it used.", min_length=1)
    themes: tuple[Annotated[str, Refers("vocabulary:themes")], ...] = described("One to three themes.", min_length=1, max_length=3)
    people: tuple[Annotated[str, Refers("vocabulary:people")], ...] = described("Who it was for.", default=())
    arrangement: Arrangement | None = described("How it was bought, agreed, or let happen.", default=None, level="recommended")
    need: Paragraphs = described("The challenge.")
    what_happened: Paragraphs = described("The response.")
    why_it_worked: Paragraphs | None = described("What made the difference.", default=None, level="recommended")
    what_it_needed: Paragraphs | None = described("What had to be in place.", default=None, level="recommended")
    where_it_might_not_fit: Paragraphs | None = described("Where it would not work.", default=None, level="recommended")
    lessons: tuple[Lesson, ...] = described("What others can take from it.", min_length=1)
    figures: tuple[Figure, ...] = described("The numbers, each with its source.", default=(), level="recommended")
    evidence: Evidence = described("How surely we know.")
    facts: dict[str, Annotated[tuple[str, ...], OneOrMany]] = described(
        "The situation as it stood, as answers to the guides' questions.", default_factory=dict
    )
    sources: tuple[CaseSource | SourceId, ...] = described("Where it comes from.", min_length=1)
    relations: tuple[Relation, ...] = described("Links to other cases.", default=())
    quotes: tuple[Quote, ...] = described("Short public quotations.", default=())
    media: tuple[Media, ...] = described("Pictures.", default=())
    consent: Consent = described("On what footing it may be published.")
    interests: Line | None = described("The contributor's own link to the project.", default=None, level="recommended")
    licence: Literal["CC-BY-4.0"] = described("The licence of the text.", default="CC-BY-4.0")
    contributors: tuple[Annotated[str, Refers("contributor")], ...] = described("Who wrote it.", min_length=1)
    review: Review = described("When it was last checked.")
    published: Day | None = described(
        "The day on which readers first saw it. The feed of what is new goes by it.", example="2026-11-22", default=None
    )
    changes: tuple[CaseChange, ...] = described("What has changed since then that readers should hear of, the newest first.", default=())
    disputed: tuple[Dispute, ...] = described("What is contested.", default=())
    draft: bool = described("Shown in previews only.", default=False)
    allow: tuple[Allow, ...] = described("Rules silenced here, each with a reason.", default=())
