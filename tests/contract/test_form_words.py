"""The form's words: a field of a case study without a label would be shown by the name that files use."""

from __future__ import annotations

import pytest

from waymark_guide.model.case_study import CaseStudy
from waymark_guide.words.strings import load_strings

WORDS = load_strings().get_section("form")
FIELDS = sorted((field.alias or name) for name, field in CaseStudy.model_fields.items() if name != "schema_")


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_case_has_a_label(field: str) -> None:
    """People see words, not the names that files use."""
    assert WORDS.get(f"labels.{field}")


def test_sections_name_fields_that_exist() -> None:
    """A section of the form cannot ask for a field that the model does not have. The last section has every field that no other names."""
    named = [field for key, fields in WORDS.items() if key.startswith("sections.") and key.endswith(".fields") for field in fields.split()]
    assert set(named) - {"*"} <= set(FIELDS)
    assert len(named) == len(set(named))
