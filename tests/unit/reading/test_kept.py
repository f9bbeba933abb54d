"""Plain data that was kept from an earlier reading changes nothing but the time."""

from __future__ import annotations

import json
import shutil
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import to_json

from generator import crew
from generator.again import surroundings
from generator.cli import main
from generator.private_key import private_key
from generator.reading import document, kept
from generator.reading.kept import FILE, SPARE
from generator.reading.plain_yaml import plain_data
from generator.reading.repository import KINDS, found, read
from tests.days import environment_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from pydantic import BaseModel

    from generator.reading.repository import Reading

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
def folder(tmp_path: Path) -> Path:
    """Where plain data is kept."""
    return tmp_path / "kept"


def everything(reading: Reading) -> tuple[object, ...]:
    """What a reading holds, as far as it can be compared."""
    return (
        reading.knowledge_base,
        {file: (each.text, each.print, each.offset, each.body) for file, each in reading.documents.items()},
        {place: each.file for place, each in reading.homes.items()},
        {file: (kind.name, record) for file, (kind, record) in reading.records.items()},
        reading.findings,
        reading.tables,
    )


def reads_the_same(root: Path, folder: Path) -> None:
    """What is read with what was kept, and what is read without, are the same, twice."""
    plainly = everything(read(root))
    assert everything(read(root, kept=folder)) == plainly
    assert everything(read(root, kept=folder)) == plainly


def no_yaml(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on, the texts that are parsed as YAML."""
    texts: list[str] = []

    def parsed(text: str) -> object:
        texts.append(text)
        return plain_data(text)

    monkeypatch.setattr(document, "plain_data", parsed)
    monkeypatch.setattr(crew, "_processors", lambda: 1)
    return texts


def test_good_content(root: Path, folder: Path) -> None:
    """A good knowledge base is the same with what was kept and without."""
    reads_the_same(root, folder)


def test_the_content_of_this_repository(folder: Path) -> None:
    """So is the content of this repository."""
    reads_the_same(REPOSITORY, folder)


def test_broken_and_hostile_content(root: Path, folder: Path) -> None:
    """So are files that are wrong in every way, with the same findings in the same places."""
    for file, content in BROKEN.items():
        (root / file).write_bytes(content)
    (root / "case_studies" / "folder.yaml").mkdir()
    (root / "case_studies" / "outside.yaml").symlink_to("/etc/hostname")
    (root / "case_studies" / "inside.yaml").symlink_to(root / LEEDS)
    (root / "case_studies" / "circle.yaml").symlink_to(root / "case_studies" / "circle.yaml")
    reads_the_same(root, folder)


def test_a_folder_that_leads_outside(root: Path, folder: Path, tmp_path: Path) -> None:
    """Nothing in a folder is read where the folder itself is a link to a place outside; a link back from there is followed."""
    (root / "case_studies").rename(tmp_path / "elsewhere")
    (root / "case_studies").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back.yaml").symlink_to(root / "content" / "glossary.yaml")
    reads_the_same(root, folder)
    told = {finding.file: finding.code for finding in read(root).findings}
    assert told[LEEDS] == "C114"
    assert told["case_studies/back.yaml"] != "C114"


def test_only_what_was_edited_is_parsed(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has not changed is not read as YAML again, whatever it is called."""
    read(root, kept=folder)
    text = (root / LEEDS).read_text(encoding="utf-8")
    (root / LEEDS).write_text(text.replace("Leeds", "York"), encoding="utf-8")
    (root / "case_studies" / "copy.yaml").write_text(text, encoding="utf-8")
    parsed = no_yaml(monkeypatch)
    read(root, kept=folder)
    assert parsed == [text.replace("Leeds", "York")]
    read(root, kept=folder)
    assert parsed == [text.replace("Leeds", "York")]


def test_edited_renamed_and_deleted_files(root: Path, folder: Path) -> None:
    """After each edit the content is what it is now."""
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
    reads_the_same(root, folder)
    for edit in edits:
        edit()
        reads_the_same(root, folder)


def test_damaged_lines_cost_time_only(root: Path, folder: Path) -> None:
    """Wherever what was kept is damaged, cut off, mixed up or exchanged, the content is read all the same."""
    read(root, kept=folder)
    whole = (folder / FILE).read_bytes()
    lines = whole.splitlines(keepends=True)
    plainly = everything(read(root))
    damages = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), len(whole) // 60)]
    damages += [whole[:at] for at in range(0, len(whole), len(whole) // 20)]
    damages += [b"", b"\n\n", b"\x00" * 100, b"[]\n" * 100, whole + whole, b"".join(reversed(lines)), whole.replace(b"\n", b"\r\n")]
    damages += [b"".join(line[:55] + other[55:] for line, other in pairwise(lines))]
    damages += [whole.replace(b"Leeds", b"Derby")]
    for damage in damages:
        (folder / FILE).write_bytes(damage)
        assert everything(read(root, kept=folder)) == plainly
        assert everything(read(root, kept=folder)) == plainly


def test_nowhere_to_keep(root: Path, folder: Path) -> None:
    """Where nothing can be kept the content is read all the same, and a link in the place of the file leads nowhere."""
    plainly = everything(read(root))
    folder.write_text("a file")
    assert everything(read(root, kept=folder)) == plainly
    folder.unlink()
    (folder / FILE).mkdir(parents=True)
    assert everything(read(root, kept=folder)) == plainly
    (folder / FILE).rmdir()
    read(root, kept=folder)
    other = folder.with_name("other")
    (folder / FILE).rename(other)
    (folder / FILE).symlink_to(other)
    before = other.read_bytes()
    (root / LEEDS).write_text((root / LEEDS).read_text(encoding="utf-8").replace("Leeds", "York"), encoding="utf-8")
    assert everything(read(root, kept=folder)) == everything(read(root))
    assert other.read_bytes() == before


def test_old_lines_are_dropped(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file does not grow for ever: when most of it is old it is written anew, and nothing else is left beside it."""
    monkeypatch.setattr(kept, "SPARE", 5)
    text = (root / LEEDS).read_text(encoding="utf-8")
    sizes = []
    for number in range(60):
        (root / LEEDS).write_text(text.replace("Leeds", f"Place {number}"), encoding="utf-8")
        read(root, kept=folder)
        sizes.append((folder / FILE).stat().st_size)
    assert any(later < earlier for earlier, later in pairwise(sizes))
    assert max(sizes[30:]) <= max(sizes[:30]) + 100
    assert [each.name for each in folder.iterdir()] == [FILE]
    assert SPARE > 5


def planted(root: Path, key: bytes) -> Path:
    """Put a line where builds keep data, right in itself as far as somebody with this key can know, that holds other words than the file."""
    data = plain_data((root / LEEDS).read_text(encoding="utf-8"))
    text, lie = read(root).documents[LEEDS].print, json.dumps({**data, "title": "A lie"})
    check = blake2b((text + lie).encode(), digest_size=12, key=key).hexdigest()
    folder = root / ".cache" / "waymark"
    folder.mkdir(parents=True)
    (folder / FILE).write_text(f'["{text}","{check}",{lie}]\n', encoding="utf-8")
    return folder


def title(reading: Reading) -> str:
    """What the case of Leeds is called."""
    return reading.knowledge_base.case_studies["lunch-in-leeds"].title


def test_lines_of_strangers_do_not_count(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that was made without this user's key is passed over; with the key it would count."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    true = title(read(root))
    for key in (b"", b"another key"):
        folder = planted(root, key)
        assert title(read(root, kept=folder)) == true
        shutil.rmtree(folder)
    folder = planted(root, (tmp_path / "home" / "waymark" / "key").read_bytes())
    assert title(read(root, kept=folder)) == "A lie"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "somebody-else"))
    assert title(read(root, kept=folder)) == true


def test_the_key_is_secret_and_stays(root: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else can read the key, and it is made once; a damaged one is made anew, and where none can be kept, nothing that was left counts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    file = tmp_path / "home" / "waymark" / "key"
    key = private_key()
    assert private_key() == file.read_bytes() == key
    assert file.stat().st_mode & 0o077 == 0
    assert [each.name for each in file.parent.iterdir()] == ["key"]
    read(root, kept=folder)
    parsed = no_yaml(monkeypatch)
    file.write_bytes(b"")
    read(root, kept=folder)
    assert parsed
    assert private_key() == file.read_bytes() != key
    for home in (str(file), "/proc/nowhere"):
        monkeypatch.setenv("XDG_CACHE_HOME", home)
        assert private_key() == b""
        assert surroundings(root) != surroundings(root)
        reads_the_same(root, folder)


def test_surroundings_are_the_users_own(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build leaves counts for the user who made it, and for nobody else."""
    mine = surroundings(root)
    assert surroundings(root) == mine
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "somebody-else"))
    assert surroundings(root) != mine


@pytest.mark.dates
def test_a_check_never_looks(root: Path) -> None:
    """A check reads everything itself, and leaves what was kept as it is."""
    read(root, kept=root / ".cache" / "waymark")
    file = root / ".cache" / "waymark" / FILE
    before = file.read_bytes()
    (root / LEEDS).write_text((root / LEEDS).read_text(encoding="utf-8").replace("id: lunch-in-leeds", "id: another"), encoding="utf-8")
    assert "C110" in CliRunner().invoke(main, ["check", "--root", str(root)], env=environment_on()).output
    assert file.read_bytes() == before


def test_other_processes_parse_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The content is the same, whether one process parses it or several."""
    monkeypatch.setattr(crew, "_processors", lambda: 1)
    alone = everything(read(REPOSITORY))
    monkeypatch.setattr(crew, "_processors", lambda: 3)
    assert everything(read(REPOSITORY)) == alone


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
    for file in found(REPOSITORY, kind)[:4]
    if file.endswith(".yaml") and (data := plain_data((REPOSITORY / file).read_text(encoding="utf-8"))) is not None
]
ANY_DATA = st.recursive(
    st.sampled_from(TEXTS), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "title", "x")), inner, max_size=2)
)


def changed(data: object, pick: Callable[[int], int], value: object) -> object:
    """The data with another value somewhere."""
    if isinstance(data, dict) and data:
        key = list(data)[pick(len(data))]
        return {**data, key: value if pick(3) == 0 else changed(data[key], pick, value)}
    if isinstance(data, list) and data:
        place = pick(len(data))
        return [*data[:place], value if pick(3) == 0 else changed(data[place], pick, value), *data[place + 1 :]]
    return value


@given(st.sampled_from(range(len(ORDINARY))), ANY_DATA, st.randoms(use_true_random=False))
def test_json_and_plain_data_make_the_same_model(place: int, value: object, chance: Random) -> None:
    """What the models make of data, or refuse, is the same for the data as JSON."""
    kind, data = ORDINARY[place]
    data = changed(data, chance.randrange, value)
    made, refused = model_or_mistakes(lambda: kind.model.model_validate(data))
    assert model_or_mistakes(lambda: kind.model.model_validate_json(to_json(data))) == (made, refused)


def model_or_mistakes(make: Callable[[], BaseModel]) -> tuple[tuple[BaseModel, set[str]] | None, int]:
    """The model with the fields that were given, and none; or none, and how many mistakes there are."""
    try:
        made = make()
    except ValidationError as error:
        return None, error.error_count()
    return (made, made.model_fields_set), 0
