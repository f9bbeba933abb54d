"""Plain data from the cache changes nothing but the time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import to_json
from tests.days import environment_on

from waymark_guide.commands.cli import main
from waymark_guide.core.cache import Cache
from waymark_guide.reading import document, parsing
from waymark_guide.reading.content_files import list_files
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.plain_yaml import load_plain_data
from waymark_guide.reading.repository import read_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from pydantic import BaseModel

    from waymark_guide.reading.assembly import Reading

REPOSITORY = Path(__file__).parents[3]
GOOD = REPOSITORY / "tests" / "golden" / "good"
LEEDS = "case_studies/lunch-in-leeds.yaml"
BROKEN: dict[str, bytes] = {
    "case_studies/wrong.yaml": b"schema: case-study/1\nid: wrong\ntitle: ''\nsources: [Not An Id]\n",
    "case_studies/twice.yaml": b"a: 1\na: 2\n",
    "case_studies/open.yaml": b"a: [",
    "case_studies/latin.yaml": b"title: caf\xe9\n",
    "case_studies/empty.yaml": b"",
    "case_studies/words.yaml": b"only words\n",
    "case_studies/list.yaml": b"- a\n- b\n",
    "case_studies/anchor.yaml": b"a: &b [x]\nc: *b\n",
    "case_studies/escape.yaml": b'title: "\\e[31m"\n',
    "case_studies/.yaml": b"a: b\n",
    "case_studies/x..yaml": b"a: b\n",
    "case_studies/mark.yaml": b"\xef\xbb\xbftitle: x\r\nid: mark\r\n",
    "case_studies/deep.yaml": b"a: " + b"[" * 5_000,
    "case_studies/long.yaml": b"title: '" + b"x" * 500_000 + b"'\n",
    "content/approaches/none.md": b"no front matter\n",
    "content/approaches/wrong.md": b"---\nid: Wrong\n---\nWords.\n",
    "content/glossary.yaml": b"schema: glossary/1\nterms:\n  - {id: a, Term: A}\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A good knowledge base."""
    shutil.copytree(GOOD, tmp_path / "base")
    return tmp_path / "base"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """The cache of plain data."""
    return Cache(tmp_path / "cache")


def list_everything(reading: Reading) -> tuple[object, ...]:
    """List what a reading holds, as far as it can be compared."""
    return (
        reading.knowledge_base,
        {file: (each.text, each.digest, each.offset, each.body) for file, each in reading.documents.items()},
        {place: each.file for place, each in reading.documents_by_id.items()},
        {file: (kind.name, record) for file, (kind, record) in reading.records.items()},
        reading.findings,
        reading.tables,
    )


def assert_reads_the_same(root: Path, cache: Cache) -> None:
    """Assert that a reading with the cache is the same as one without, twice."""
    plainly = list_everything(read_knowledge_base(root))
    assert list_everything(read_knowledge_base(root, cache=cache)) == plainly
    assert list_everything(read_knowledge_base(root, cache=cache)) == plainly


def record_parsed_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every text is added that is parsed as YAML from now on."""
    texts: list[str] = []

    def parsed(text: str) -> object:
        texts.append(text)
        return load_plain_data(text)

    monkeypatch.setattr(document, "load_plain_data", parsed)
    monkeypatch.setattr(parsing, "start_all", lambda tasks: lambda: [task() for task in tasks])
    return texts


def test_good_content(root: Path, cache: Cache) -> None:
    """A good knowledge base is the same with the cache and without."""
    assert_reads_the_same(root, cache)


def test_the_content_of_this_repository(cache: Cache) -> None:
    """The content of this repository is the same with the cache and without."""
    assert_reads_the_same(REPOSITORY, cache)


def test_broken_and_hostile_content(root: Path, cache: Cache) -> None:
    """Files that are wrong in every way give the same findings with the cache and without."""
    for file, content in BROKEN.items():
        (root / file).write_bytes(content)
    (root / "case_studies" / "folder.yaml").mkdir()
    (root / "case_studies" / "outside.yaml").symlink_to("/etc/hostname")
    (root / "case_studies" / "inside.yaml").symlink_to(root / LEEDS)
    (root / "case_studies" / "circle.yaml").symlink_to(root / "case_studies" / "circle.yaml")
    assert_reads_the_same(root, cache)


def test_a_folder_that_leads_outside(root: Path, cache: Cache, tmp_path: Path) -> None:
    """Nothing in a folder is read where the folder itself is a link to a place outside; a link back from there is followed."""
    (root / "case_studies").rename(tmp_path / "elsewhere")
    (root / "case_studies").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back.yaml").symlink_to(root / "content" / "glossary.yaml")
    assert_reads_the_same(root, cache)
    codes = {finding.file: finding.code for finding in read_knowledge_base(root).findings}
    assert codes[LEEDS] == "C114"
    assert codes["case_studies/back.yaml"] != "C114"


def test_only_what_was_edited_is_parsed(root: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that has not changed is not parsed again, even under another name."""
    read_knowledge_base(root, cache=cache)
    text = (root / LEEDS).read_text(encoding="utf-8")
    (root / LEEDS).write_text(text.replace("Leeds", "York"), encoding="utf-8")
    (root / "case_studies" / "copy.yaml").write_text(text, encoding="utf-8")
    parsed = record_parsed_texts(monkeypatch)
    read_knowledge_base(root, cache=cache)
    assert parsed == [text.replace("Leeds", "York")]
    read_knowledge_base(root, cache=cache)
    assert parsed == [text.replace("Leeds", "York")]


def test_edited_renamed_and_deleted_files(root: Path, cache: Cache) -> None:
    """After each edit the reading has the present content."""
    leeds = root / LEEDS
    text = leeds.read_text(encoding="utf-8")
    edits: list[Callable[[], object]] = [
        lambda: leeds.write_text(text.replace("Leeds", "York"), encoding="utf-8"),
        lambda: leeds.write_text(text, encoding="utf-8"),
        lambda: leeds.write_text(f"{text}unknown: x\n", encoding="utf-8"),
        lambda: leeds.rename(leeds.with_name("moved.yaml")),
        lambda: leeds.with_name("moved.yaml").rename(leeds.with_name("other.yml")),
        lambda: leeds.with_name("other.yml").rename(leeds),
        lambda: leeds.write_bytes(b"\xff"),
        leeds.unlink,
    ]
    assert_reads_the_same(root, cache)
    for edit in edits:
        edit()
        assert_reads_the_same(root, cache)


def test_a_damaged_cache_costs_time_only(root: Path, cache: Cache) -> None:
    """With a damaged or truncated cache the content is read all the same."""
    read_knowledge_base(root, cache=cache)
    assert cache.folder is not None
    file = cache.folder / "cache.sqlite"
    whole = file.read_bytes()
    plainly = list_everything(read_knowledge_base(root))
    damages = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), len(whole) // 60)]
    damages += [whole[:at] for at in range(0, len(whole), len(whole) // 10)]
    damages += [whole.replace(b"Leeds", b"Derby")]
    for damage in damages:
        file.write_bytes(damage)
        assert list_everything(read_knowledge_base(root, cache=Cache(cache.folder))) == plainly


@pytest.mark.dates
def test_a_check_never_looks(root: Path) -> None:
    """A check parses everything itself, and leaves the cache as it is."""
    read_knowledge_base(root, cache=Cache.for_root(root))
    folder = Cache.for_root(root).folder
    assert folder is not None
    before = (folder / "cache.sqlite").read_bytes()
    (root / LEEDS).write_text((root / LEEDS).read_text(encoding="utf-8").replace("id: lunch-in-leeds", "id: another"), encoding="utf-8")
    assert "C110" in CliRunner().invoke(main, ["check", "--root", str(root)], env=environment_on()).output
    assert (folder / "cache.sqlite").read_bytes() == before


def test_other_processes_parse_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The content is the same, whether one process parses it or several."""
    several = list_everything(read_knowledge_base(REPOSITORY))
    monkeypatch.setattr(parsing, "start_all", lambda tasks: lambda: [task() for task in tasks])
    assert list_everything(read_knowledge_base(REPOSITORY)) == several


TEXTS = (
    "",
    " ",
    "x",
    "no",
    "true",
    "3",
    "3.0",
    "1e3",
    "-4",
    "2026-11-22",
    "2026",
    "2026-02-30",
    "NaN",
    "1e999",
    "null",
    "[]",
    "é\u2028",
    "a-b",
    "A B",
)
ORDINARY = [
    (kind, data)
    for kind in KINDS
    for file in list_files(REPOSITORY, kind)[:4]
    if file.endswith(".yaml") and (data := load_plain_data((REPOSITORY / file).read_text(encoding="utf-8"))) is not None
]
ANY_DATA = st.recursive(
    st.sampled_from(TEXTS), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "title", "x")), inner, max_size=2)
)


def change_one_value(data: object, pick: Callable[[int], int], value: object) -> object:
    """Return the data with another value at a random path."""
    if isinstance(data, dict) and data:
        key = list(data)[pick(len(data))]
        return {**data, key: value if pick(3) == 0 else change_one_value(data[key], pick, value)}
    if isinstance(data, list) and data:
        place = pick(len(data))
        return [*data[:place], value if pick(3) == 0 else change_one_value(data[place], pick, value), *data[place + 1 :]]
    return value


@given(st.sampled_from(range(len(ORDINARY))), ANY_DATA, st.randoms(use_true_random=False))
def test_json_and_plain_data_make_the_same_model(place: int, value: object, chance: Random) -> None:
    """What the models make of data, or refuse, is the same for the data as JSON."""
    kind, data = ORDINARY[place]
    data = change_one_value(data, chance.randrange, value)
    made, refused = model_or_mistakes(lambda: kind.model.model_validate(data))
    assert model_or_mistakes(lambda: kind.model.model_validate_json(to_json(data))) == (made, refused)


def model_or_mistakes(make: Callable[[], BaseModel]) -> tuple[tuple[BaseModel, set[str]] | None, int]:
    """The model with the fields that were given, and none; or none, and how many mistakes there are."""
    try:
        made = make()
    except ValidationError as error:
        return None, error.error_count()
    return (made, made.model_fields_set), 0
