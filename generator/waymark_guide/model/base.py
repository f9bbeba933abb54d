"""The base of every model, and the markers and words that a field can have: description, hint, example, reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import core_schema

from waymark_guide.model.refusal import make_refusal
from waymark_guide.model.slug import is_slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


_PATH_STEP = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WEB_ADDRESS = re.compile(r"""[Hh][Tt][Tt][Pp][Ss]?://[^ <>"'`\\\n\t]*""")


class ContentModel(BaseModel):
    """A frozen model of content that refuses unknown fields. Its validator is built on first use: most models are only used inside others."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Reference:
    """A marker: the text is the id of something else. One check resolves every reference by it.

    Attributes:
        kind: what the id names: `approach`, `case-study`, `source`, `contributor`, `outcome`, or `vocabulary:NAME`.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A marker: the text is Markdown for readers. With `inline` it is one line, otherwise it may have paragraphs and lists."""

    inline: bool = False


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A marker: authors may write a short form of the value. Validation and the JSON Schema accept both forms.

    Attributes:
        lengthen: turns the short form into the long one, and leaves the long one as it is.
        shorten_schema: makes the JSON Schema of the short form from that of the long one.
    """

    lengthen: Callable[[object], object]
    shorten_schema: Callable[[JsonSchemaValue], JsonSchemaValue]

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lengthen the value before it is validated."""
        return core_schema.no_info_before_validator_function(self.lengthen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of both forms."""
        long = handler(schema)
        return {"anyOf": [long, self.shorten_schema(long)]}


def make_field(description: str, *, hint: str = "", example: object = None, level: str = "", **rest: Any) -> Any:  # noqa: ANN401 (pydantic's own Field is typed so)
    """Make a field with the words that the schemas, forms, new files and documentation show.

    Args:
        description: what the field is, as a sentence for a person who has never seen the file.
        hint: how to fill it in.
        example: one good value.
        level: `recommended` for a field whose absence is worth a warning, `usual` for one that most authors need; new files offer both.
        rest: any other argument of pydantic's `Field`.
    """
    extra: dict[str, Any] = {key: value for key, value in (("hint", hint), ("level", level)) if value}
    examples = [example] if example is not None else None
    return Field(description=description, examples=examples, json_schema_extra=extra or None, **rest)


def _check_slug(value: str) -> str:
    if not is_slug(value):
        raise make_refusal(value, "bad_id")
    return value


def _check_version(value: str) -> str:
    parts = value.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004 (major.minor.patch)
        raise make_refusal(value, "bad_version")
    return value


def _check_web_address(value: str) -> str:
    if _WEB_ADDRESS.fullmatch(value) is None:
        raise make_refusal(value, "bad_address")
    return value


def _check_asset_path(value: str) -> str:
    steps = value.split("/")
    if not all(_PATH_STEP.fullmatch(step) for step in steps) or "." not in steps[-1]:
        raise make_refusal(value, "bad_asset")
    return value


def _make_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Slug = Annotated[str, AfterValidator(_check_slug)]
Version = Annotated[str, AfterValidator(_check_version)]
AssetPath = Annotated[str, AfterValidator(_check_asset_path)]
WebAddress = Annotated[str, AfterValidator(_check_web_address)]
Line = Annotated[str, Prose(inline=True), Field(min_length=1)]
Paragraphs = Annotated[str, Prose(), Field(min_length=1)]
OneOrMany = ShortForm(_make_list, lambda long: long["items"])


class Allow(ContentModel):
    """One rule silenced in one place, with the reason."""

    rule: str = make_field("The code of the rule to silence here.", example="T311")
    because: Line = make_field("Why the rule does not apply here.", example="Both answers lead to the same law.")
