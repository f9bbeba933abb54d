"""The base of every model, and the way a field carries its description, hint, example and reference."""

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


_STEP = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WEB_ADDRESS = re.compile(r"""[Hh][Tt][Tt][Pp][Ss]?://[^ <>"'`\\\n\t]*""")


class ContentModel(BaseModel):
    """A frozen model that refuses fields it does not know. What reads it is made when it is first needed: most records stand only within others."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a string field as the id of something else, so that one check can resolve every reference.

    Attributes:
        kind: what the id names: `approach`, `case-study`, `source`, `contributor`, `outcome`, or `vocabulary:NAME`.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a string field as Markdown for readers: `inline` is one line, otherwise paragraphs and lists are allowed."""

    inline: bool = False


@dataclass(frozen=True, slots=True)
class ShortForm:
    """Lets authors write a shorter form of a value, and tells editors' schemas so.

    Attributes:
        lengthen: makes the short form the long one.
        short: the JSON Schema of the short form, from that of the long one.
    """

    lengthen: Callable[[object], object]
    short: Callable[[JsonSchemaValue], JsonSchemaValue]

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lengthen before anything else looks at the value."""
        return core_schema.no_info_before_validator_function(self.lengthen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Both forms."""
        long = handler(schema)
        return {"anyOf": [long, self.short(long)]}


def make_field(description: str, *, hint: str = "", example: object = None, level: str = "", **rest: Any) -> Any:  # noqa: ANN401 (pydantic's own Field is typed so)
    """Make a field whose words serve the schema, the forms, the scaffolds and the documentation alike.

    Args:
        description: what the field is, as a sentence for somebody who has never seen the file.
        hint: how to fill it in.
        example: one good value.
        level: `recommended` when leaving it out is worth a warning; `usual` when most authors will want it, so that a new file offers it.
        rest: anything that pydantic's `Field` takes.
    """
    extra: dict[str, Any] = {key: value for key, value in (("hint", hint), ("level", level)) if value}
    examples = [example] if example is not None else None
    return Field(description=description, examples=examples, json_schema_extra=extra or None, **rest)


def _slug(value: str) -> str:
    if not is_slug(value):
        raise make_refusal(value, "bad_id")
    return value


def _version(value: str) -> str:
    parts = value.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004 (major.minor.patch)
        raise make_refusal(value, "bad_version")
    return value


def _web_address(value: str) -> str:
    if _WEB_ADDRESS.fullmatch(value) is None:
        raise make_refusal(value, "bad_address")
    return value


def _asset_path(value: str) -> str:
    steps = value.split("/")
    if not all(_STEP.fullmatch(step) for step in steps) or "." not in steps[-1]:
        raise make_refusal(value, "bad_asset")
    return value


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Slug = Annotated[str, AfterValidator(_slug)]
Version = Annotated[str, AfterValidator(_version)]
AssetPath = Annotated[str, AfterValidator(_asset_path)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Line = Annotated[str, Prose(inline=True), Field(min_length=1)]
Paragraphs = Annotated[str, Prose(), Field(min_length=1)]
OneOrMany = ShortForm(_one_or_many, lambda long: long["items"])


class Allow(ContentModel):
    """One rule silenced in one place, with the reason."""

    rule: str = make_field("The code of the rule to silence here.", example="T311")
    because: Line = make_field("Why the rule does not apply here.", example="Both answers lead to the same law.")
