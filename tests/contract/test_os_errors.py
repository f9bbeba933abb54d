"""Whatever the operating system refuses, a command ends with a plain sentence and never with a traceback. Each runs as a process of its own."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from waymark_guide.commands.init import STARTER

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60
"""Seconds after which a command counts as one that waits for ever. It measures no speed."""
REFUSED, FOUND = 2, 1
NOT_UTF8 = os.fsdecode(b"caf\xe9")
BUILD = ("build", "--no-search")
PYTHONPATH = os.pathsep.join(filter(None, [str(STARTER.parents[1]), os.environ.get("PYTHONPATH", "")]))
DROP_CAPABILITY, CAPABILITIES = 24, (1, 2, 10)
"""Linux: the number of the request, and by which root reads, writes and binds whatever the permissions say."""


def _obey_permissions() -> None:
    """Let permissions hold for root too, and let Ctrl-C reach the command even where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if os.geteuid() == 0:
        for capability in CAPABILITIES:
            assert ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0) == 0


def _run(root: Path, *arguments: str, program: tuple[str, ...] = ("-m", "waymark_guide"), **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a folder."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": PYTHONPATH} | more.pop("env", {})
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    return subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=root,
        timeout=PATIENCE,
        env=environment,
        preexec_fn=_obey_permissions,
        check=False,
        **streams,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small knowledge base without a mistake."""
    shutil.copytree(STARTER, tmp_path / "base")
    return tmp_path / "base"


def _writing(path: str, content: bytes = b"x") -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return prepare


def _folder(path: str, mode: int = 0o755) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        if (root / path).is_file():
            (root / path).unlink()
        (root / path).mkdir(parents=True, exist_ok=True)
        (root / path).chmod(mode)

    return prepare


def _read_only(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).chmod(0o555)


def _unreadable(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).chmod(0)


def _link(path: str, to: str) -> Callable[[Path], None]:
    return lambda root: (root / path).symlink_to(to)


def _pipe(path: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return prepare


def _socket(path: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        """The name of a socket is short: it is made where the test runs, and moved."""
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("/proc/self/cwd/.made" if Path("/proc/self/cwd").exists() else ".made")
        Path(".made").replace(root / path)

    return prepare


def _setting(old: str, new: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
        assert old in text
        (root / "mkdocs.yml").write_text(text.replace(old, new), encoding="utf-8")

    return prepare


def _two_versions(root: Path) -> None:
    """The knowledge base next to an older version of its guide."""
    shutil.copytree(root, root / "old")
    guide = root / "decision_trees" / "which-method.yaml"
    text = guide.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 2.0.0", 1).replace("\n    text: ", "\n    text: Again, ", 1)
    guide.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Case:
    """Something that the operating system refuses.

    Attributes:
        command: what is run.
        says: what the sentence says.
        prepare: what is done to a good knowledge base before.
        status: the status of the command.
    """

    command: tuple[str, ...]
    says: str
    prepare: tuple[Callable[[Path], None], ...] = ()
    status: int = REFUSED


A_FILE = "that is a file, and a folder is needed."
A_FOLDER = "that is a folder, and a file is needed."
NOWHERE = "that is a link that leads nowhere."
A_LOOP = "the link leads back to itself."
DENIED = "permission denied."
NO_FILE = "that is a pipe, a socket or a device, and a file is needed."
LINK_OUT = "is a link that leads outside this folder."
MISSING = "there is no such file or folder."

CASES = {
    "build in a read-only root": Case(BUILD, f"cannot use this folder: {DENIED}", (_read_only("."),)),
    "build below a read-only folder": Case((*BUILD, "--site-dir", "ro/out"), f"cannot use ro: {DENIED}", (_folder("ro", 0o555),)),
    "build onto a file": Case((*BUILD, "--site-dir", "f"), f"cannot use f: {A_FILE}", (_writing("f"),)),
    "build below a file": Case((*BUILD, "--site-dir", "f/x"), f"cannot use f: {A_FILE}", (_writing("f"),)),
    "build onto a dangling link": Case((*BUILD, "--site-dir", "l"), f"cannot use l: {NOWHERE}", (_link("l", "gone"),)),
    "build onto a loop": Case((*BUILD, "--site-dir", "l"), f"cannot use l: {A_LOOP}", (_link("l", "l"),)),
    "build below a loop": Case((*BUILD, "--site-dir", "l/x"), f"cannot use l: {A_LOOP}", (_link("l", "l"),)),
    "build to a long name": Case((*BUILD, "--site-dir", "x" * 300), "the name is too long."),
    "build without mkdocs.yml": Case(BUILD, f"cannot use mkdocs.yml: {MISSING}", (lambda root: (root / "mkdocs.yml").unlink(),)),
    "build of a folder mkdocs.yml": Case(BUILD, f"cannot use mkdocs.yml: {A_FOLDER}", (_folder("mkdocs.yml"),)),
    "build of a pipe mkdocs.yml": Case(BUILD, f"cannot use mkdocs.yml: {NO_FILE}", (_pipe("mkdocs.yml"),)),
    "build of a mkdocs.yml that is not UTF-8": Case(BUILD, "parsing the configuration file", (_writing("mkdocs.yml", b"site_name: caf\xe9\n"),)),
    "schema onto a file": Case(("schema", "f"), f"cannot use f: {A_FILE}", (_writing("f"),)),
    "schema into a read-only folder": Case(("schema", "ro"), f"cannot use ro: {DENIED}", (_folder("ro", 0o555),)),
    "schema onto a dangling link": Case(("schema", "l"), f"cannot use l: {NOWHERE}", (_link("l", "gone"),)),
    "stage onto a file": Case(("stage", "f"), f"cannot use f: {A_FILE}", (_writing("f"),)),
    "stage below a read-only folder": Case(("stage", "ro/x"), f"cannot use ro: {DENIED}", (_folder("ro", 0o555),)),
    "stage onto a loop": Case(("stage", "l"), f"cannot use l: {A_LOOP}", (_link("l", "l"),)),
    "init onto a file": Case(("init", "f"), f"cannot use f: {A_FILE}", (_writing("f"),)),
    "init into a read-only folder": Case(("init", "ro"), f"cannot use ro: {DENIED}", (_folder("ro", 0o555),)),
    "new in a read-only folder": Case(("new", "case-study", "x"), f"cannot use case_studies: {DENIED}", (_read_only("case_studies"),)),
    "new below a file": Case(
        ("new", "case-study", "x"),
        f"cannot use case_studies: {A_FILE}",
        (lambda root: shutil.rmtree(root / "case_studies"), _writing("case_studies")),
    ),
    "new below a loop": Case(
        ("new", "case-study", "x"),
        f"cannot use case_studies: {A_LOOP}",
        (lambda root: shutil.rmtree(root / "case_studies"), _link("case_studies", "case_studies")),
    ),
    "new with a file for a cache": Case(("new", "tree", "x"), f"cannot use .cache: {A_FILE}", (_writing(".cache"),)),
    "table below a file": Case(("table", "--write"), f"cannot use decision_trees/tables: {A_FILE}", (_writing("decision_trees/tables"),)),
    "table onto a folder": Case(("table", "--write"), f"which-method.md: {A_FOLDER}", (_folder("decision_trees/tables/which-method.md"),)),
    "table in a read-only folder": Case(("table", "--write"), f"cannot use decision_trees: {DENIED}", (_read_only("decision_trees"),)),
    "issue form below a file": Case(("issue-form", "--write"), f"cannot use .github: {A_FILE}", (_writing(".github"),)),
    "issue form in a read-only folder": Case(("issue-form", "--write"), f"cannot use this folder: {DENIED}", (_read_only("."),)),
    "diff recorded below a file": Case(
        ("diff", "old", ".", "--record"), f"cannot use decision_trees/changes: {A_FILE}", (_two_versions, _writing("decision_trees/changes"))
    ),
    "diff recorded in a read-only folder": Case(
        ("diff", "old", ".", "--record"), f"cannot use decision_trees: {DENIED}", (_two_versions, _read_only("decision_trees"))
    ),
    "root that is not there": Case(("check", "--root", "gone"), f"cannot use gone: {MISSING}"),
    "root that is a file": Case((*BUILD, "--root", "f"), f"cannot use f: {A_FILE}", (_writing("f"),)),
    "root that is a loop": Case((*BUILD, "--root", "l"), f"cannot use l: {A_LOOP}", (_link("l", "l"),)),
    "root below what is unreadable": Case(("check", "--root", "u/x"), f"cannot use u: {DENIED}", (_folder("u", 0),)),
    "root that is unreadable": Case(("check", "--root", "u"), "is not readable", (_folder("u", 0),)),
    "new in a root that is not there": Case(("new", "case-study", "x", "--root", "gone"), f"cannot use gone: {MISSING}"),
    "root that would steer the terminal": Case(("check", "--root", "a\x1b[31mb"), "cannot use a\N{REPLACEMENT CHARACTER}[31mb"),
    "root that is not UTF-8": Case(("check", "--root", NOT_UTF8), "cannot use caf\N{REPLACEMENT CHARACTER}"),
    "cases that are unreadable": Case(("check",), f"cannot use case_studies: {DENIED}", (_unreadable("case_studies"),)),
    "case that is unreadable": Case(
        ("check",), f"C101 unreadable: The file cannot be read: {DENIED}", (_unreadable("case_studies/govuk-devices.yaml"),), FOUND
    ),
    "lists that are a file": Case(("check",), f"cannot use content/value: {A_FILE}", (_writing("content/value"),)),
    "port that is too high": Case(("serve", "--port", "80000"), "80000 is not in the range"),
    "port below nothing": Case(("serve", "--port", "-1"), "-1 is not in the range"),
    "host that is not this machine": Case(("serve", "--port", "0", "--host", "192.0.2.1"), "cannot listen at 192.0.2.1, port 0: "),
    "host that is no name": Case(("serve", "--port", "0", "--host", "\u00fc..x"), "that is no name of a machine"),
}

FINDINGS = {
    "broken mkdocs.yml": (_writing("mkdocs.yml", b"site_name: [x\n  : ]]\n"), "mkdocs.yml:2:3: error S101 settings-unreadable"),
    "language without words": (
        _setting("language: en", "language: de"),
        'error S302 setting-not-usable: The interface has no words in the language "de"',
    ),
    "list of languages": (_setting("language: en", "language: [en]"), "error S302 setting-not-usable: The interface has no words in the language"),
    "case that is a pipe": (_pipe("case_studies/x.yaml"), f"case_studies/x.yaml: error C101 unreadable: The file cannot be read: {NO_FILE}"),
    "guide that is a pipe": (_pipe("decision_trees/x.yaml"), "decision_trees/x.yaml: error T101 unreadable"),
    "approach that is a pipe": (_pipe("content/approaches/x.md"), "content/approaches/x.md: error A101 unreadable"),
    "list that is a pipe": (_pipe("content/glossary.yaml"), "content/glossary.yaml: error L101 unreadable"),
    "case that is a socket": (_socket("case_studies/x.yaml"), "case_studies/x.yaml: error C101 unreadable"),
    "case that is a link to a device": (_link("case_studies/x.yaml", "/dev/zero"), "case_studies/x.yaml: error C114"),
    "case with a name that is not UTF-8": (
        _writing(f"case_studies/{NOT_UTF8}.yaml"),
        "error C101 unreadable: The name of the file is not UTF-8 text.",
    ),
    "guide with a name that is not UTF-8": (_writing(f"decision_trees/{NOT_UTF8}.yaml"), "error T101 unreadable: The name of the file"),
    "page that is a pipe": (_pipe("content/x.md"), "content/x.md: error P101 page-unreadable: The file cannot be read: it is a pipe"),
    "page that is a socket": (_socket("content/x.md"), "content/x.md: error P101"),
    "picture that is a pipe": (_pipe("content/x.png"), "content/x.png: error P101"),
    "page that is a link out": (_link("content/x.md", "/etc/hostname"), "content/x.md: error P114"),
    "page that is a link to a device": (_link("content/x.md", "/dev/zero"), "content/x.md: error P114"),
    "picture that is a link out": (_link("content/x.png", "/etc/hostname"), "content/x.png: error P114"),
    "pages behind a link out": (_link("content/x", "/etc"), "content/x: error P114"),
    "pages behind a link in a circle": (_link("content/x", "../content"), "content/x: error P114 link-out-of-the-folder: The link leads to a folder"),
    "page that is a link to itself": (_link("content/x.md", "x.md"), "content/x.md: error P114"),
    "page that is a dangling link": (
        _link("content/x.md", "gone"),
        "content/x.md: error P101 page-unreadable: The file cannot be read: the link leads nowhere.",
    ),
    "page that is not UTF-8": (
        _writing("content/cafe.md", b"caf\xe9"),
        "content/cafe.md: error P101 page-unreadable: The file is not UTF-8 text",
    ),
    "page with a name that is not UTF-8": (_writing(f"content/{NOT_UTF8}.md"), "error P101 page-unreadable: The name is not UTF-8 text."),
    "approach with a name that is not UTF-8": (_writing(f"content/approaches/{NOT_UTF8}.md"), "error A101 unreadable: The name of the file"),
}


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command said, which never is a traceback."""
    words = ((done.stderr or b"") + (done.stdout or b"")).decode()
    assert "Traceback" not in words, words
    assert "Exception ignored" not in words, words
    return words


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_refusal_is_a_sentence(case: Case, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is said in a sentence that names the file or folder as it was given, with exit 2."""
    monkeypatch.chdir(tmp_path)
    for prepare in case.prepare:
        prepare(root)
    done = _run(root, *case.command, env={"PYTHONIOENCODING": "utf-8:strict"})
    assert case.says in _words(done)
    assert done.returncode == case.status


@pytest.mark.parametrize(("prepare", "says"), FINDINGS.values(), ids=FINDINGS)
def test_unreadable_content_is_a_finding(
    prepare: Callable[[Path], None], says: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of content that cannot be read is found in its place by check, and stops a build with the same words, never for ever."""
    monkeypatch.chdir(tmp_path)
    prepare(root)
    for command in (("check",), BUILD):
        done = _run(root, *command, env={"PYTHONIOENCODING": "utf-8:strict"})
        assert says in _words(done)
        assert done.returncode == FOUND


@pytest.mark.parametrize(
    ("command", "folder"),
    [
        (("table", "--write"), "decision_trees/tables"),
        (("issue-form", "--write"), ".github"),
        (("new", "case-study", "x"), "case_studies"),
        (("new", "case-study", "x"), ".cache"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_nothing_is_written_through_a_link(command: tuple[str, ...], folder: str, root: Path, tmp_path: Path) -> None:
    """Where a folder of the knowledge base is a link to another place, a command that would write into it writes nothing there."""
    elsewhere = tmp_path / "elsewhere"
    if (root / folder).is_dir():
        (root / folder).rename(elsewhere)
    elsewhere.mkdir(exist_ok=True)
    before = sorted(path.name for path in elsewhere.rglob("*"))
    (root / folder).symlink_to(elsewhere)
    done = _run(root, *command)
    assert "leads outside this folder, and nothing was written." in _words(done)
    assert done.returncode == REFUSED
    assert sorted(path.name for path in elsewhere.rglob("*")) == before


@pytest.mark.parametrize("form", ["json", "github", "sarif", "markdown"])
def test_reports_of_a_name_that_is_not_utf8(form: str, root: Path) -> None:
    """Every form of report can be written, whatever a file is called."""
    _writing(f"case_studies/{NOT_UTF8}.yaml")(root)
    done = _run(root, "check", "--format", form, env={"PYTHONIOENCODING": "utf-8:strict"})
    assert "C101" in _words(done)
    assert done.returncode == FOUND


@pytest.mark.parametrize("prepare", [_writing(".cache"), _folder(".cache/waymark/cache.sqlite"), _link(".cache", "/dev/null")])
def test_broken_cache(prepare: Callable[[Path], None], root: Path) -> None:
    """A cache that cannot be used ends in a site or in a sentence."""
    prepare(root)
    done = _run(root, *BUILD)
    assert "cannot use .cache" in _words(done) or done.returncode == 0
    assert done.returncode in {0, REFUSED}


NAMES_NOT_UTF8 = {
    "root": (*BUILD, "--root", f"../{NOT_UTF8}"),
    "site": (*BUILD, "--root", "../base", "--site-dir", NOT_UTF8),
    "this folder": BUILD,
    "prove": ("prove",),
    "stage": ("stage", NOT_UTF8),
    "table": ("table", "--write"),
    "new": ("new", "case-study", "x"),
}


@pytest.mark.parametrize("command", NAMES_NOT_UTF8.values(), ids=NAMES_NOT_UTF8)
def test_folder_with_a_name_that_is_not_utf8(command: tuple[str, ...], root: Path) -> None:
    """A command works, again and again, in a folder whose name is not UTF-8 text."""
    folder = shutil.copytree(root, root.parent / NOT_UTF8)
    for _ in range(1 if command[0] == "new" else 2):
        done = _run(folder, *command, env={"PYTHONIOENCODING": "utf-8:strict"})
        words = _words(done)
        assert done.returncode == 0, words
    assert command[0] != "build" or "Nothing has changed" in words


def test_search_index_in_a_folder_with_a_name_that_is_not_utf8(root: Path) -> None:
    """A build with a search index says in a sentence that Pagefind cannot read the name of the folder."""
    folder = root.rename(root.parent / NOT_UTF8)
    done = _run(folder, "build", env={"PYTHONIOENCODING": "utf-8:strict"})
    assert "is not UTF-8 text. Rename the folder, or build with --no-search." in _words(done)
    assert done.returncode == REFUSED


def test_search_index_from_a_folder_with_a_name_that_is_not_utf8(root: Path) -> None:
    """A build makes the search index of another folder from a folder whose name is not UTF-8 text, which variables of the shell hold too."""
    here = root.parent / NOT_UTF8
    here.mkdir()
    done = _run(here, "build", "--root", "../base", env={"PWD": str(here)})
    assert done.returncode == 0, _words(done)
    assert (root / "site" / "pagefind" / "pagefind.js").is_file()


FULL = """
import errno, os, sys
from waymark_guide.__main__ import run
{}
sys.argv[0] = "waymark"
run()
"""
NO_ROOM_TO_WRITE = """
opened, open_file, write = {}, os.open, os.write
def remember(path, *rest, **more):
    file = open_file(path, *rest, **more)
    opened[file] = os.fspath(path)
    return file
def refuse(file, content):
    if not os.path.abspath(opened.get(file, "/")).startswith(os.getcwd() + os.sep):
        return write(file, content)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
os.open, os.write = remember, refuse
"""
"""Lets no file be written that is named below the folder in which the command runs."""


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (BUILD, "cannot write "),
        (("stage", "out"), "cannot write out/docs/"),
        (("init", "other"), "cannot write other/"),
        (("new", "case-study", "x", "--root", "."), "cannot write .cache/waymark/schema/case-study.json"),
        (("table", "--write"), "cannot write decision_trees/tables/which-method.md"),
        (("schema", "out"), "cannot write out/"),
        (("issue-form", "--write"), "cannot write .github/ISSUE_TEMPLATE/case-study.yml"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_full_disk(command: tuple[str, ...], says: str, root: Path) -> None:
    """A full disk is said with the name of the file that there was no room for. A file that was there stays whole; of a new one nothing is left."""
    table = root / "decision_trees" / "tables" / "which-method.md"
    _writing("decision_trees/tables/which-method.md", b"as it was")(root)
    done = _run(root, *command, program=("-c", FULL.format(NO_ROOM_TO_WRITE)))
    words = _words(done)
    assert says in words
    assert ": the disk is full." in words
    assert done.returncode == REFUSED
    assert table.read_bytes() == b"as it was"
    assert not (root / "case_studies" / "x.yaml").exists()


@pytest.mark.parametrize("command", [("prove",), ("check",), ("--help",)])
def test_output_that_cannot_be_written(command: tuple[str, ...], root: Path) -> None:
    """An answer for which there is no room ends with a sentence; where even that cannot be written, with the status alone."""
    with Path("/dev/full").open("wb") as full:
        done = _run(root, *command, stdout=full)
        assert "the disk is full." in _words(done)
        assert done.returncode == REFUSED
        assert _run(root, *command, stdout=full, stderr=full).returncode == REFUSED


def test_output_without_a_reader(root: Path) -> None:
    """Where the reader of the output stops, the command ends without a word, with the status that a shell expects."""
    reader, writer = os.pipe()
    os.close(reader)
    done = _run(root, "prove", stdout=writer)
    os.close(writer)
    assert _words(done) == ""
    assert done.returncode == 128 + signal.SIGPIPE


def test_streams_that_are_closed(root: Path) -> None:
    """A command whose output, errors and input are closed goes its way, and writes into no file what was meant for them."""
    script = f"exec {shlex.quote(sys.executable)} -m waymark_guide build --no-search >&- 2>&- <&-"
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": PYTHONPATH}
    assert subprocess.run(["sh", "-c", script], cwd=root, env=environment, timeout=PATIENCE, check=False).returncode == 0
    assert not any(b"files checked" in path.read_bytes() for path in (root / "site").rglob("*.html"))


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "latin-1", "LC_ALL=C"],
)
def test_output_in_another_encoding(environment: dict[str, str], root: Path) -> None:
    """Letters that the output's encoding lacks do not end a command."""
    _writing("case_studies/x.yaml", "title: \N{LEFT SINGLE QUOTATION MARK}caf\u00e9\N{RIGHT SINGLE QUOTATION MARK}\nid: x\n".encode())(root)
    done = _run(root, "check", env=environment)
    assert b"Traceback" not in done.stderr
    assert b"case_studies/x.yaml" in done.stdout
    assert done.returncode == FOUND
    done = _run(root, "check", "--root", NOT_UTF8, env=environment)
    assert done.stderr.startswith(b"waymark: cannot use caf")
    assert done.returncode == REFUSED


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_port_that_is_taken(host: str, root: Path) -> None:
    """A port that is taken is said with its number, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = _run(root, "serve", "--port", port, "--host", host)
    assert f"cannot listen at {host}, port {port}: address already in use. Name another with --port" in _words(done)
    assert done.returncode == REFUSED


def test_port_that_is_not_allowed(root: Path) -> None:
    """A port that this user may not take is said in the same way."""
    fault = "import socket\ndef bind(*_):\n    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))\nsocket.socket.bind = bind"
    done = _run(root, "serve", "--port", "80", program=("-c", FULL.format(fault)))
    assert "cannot listen at 127.0.0.1, port 80: permission denied. Name another with --port." in _words(done)
    assert done.returncode == REFUSED


SAYS_WHAT_IT_LOADS = """
class Watching:
    def find_spec(self, name, *_):
        if name == "{}":
            print("loading", flush=True)
sys.meta_path.insert(0, Watching())
"""


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize(
    ("command", "loaded"),
    [
        (("build",), "waymark_guide.commands.build"),
        (("build",), "waymark_guide.build.pipeline"),
        (("build",), "mkdocs"),
        (("serve", "--port", "0"), "mkdocs"),
    ],
)
def test_signals(command: tuple[str, ...], loaded: str, wanted: signal.Signals, root: Path) -> None:
    """Ctrl-C ends a command with one word, SIGTERM without any; both with the status that a shell expects, at any moment, helpers included."""
    started = subprocess.Popen(
        [sys.executable, "-c", FULL.format(SAYS_WHAT_IT_LOADS.format(loaded)), *command],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": PYTHONPATH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_obey_permissions,  # noqa: PLW1509 (as above)
        start_new_session=True,
    )
    with started:
        assert started.stdout is not None
        assert b"loading" in started.stdout.readline()
        os.killpg(started.pid, wanted)
        output, words = _read_to_the_end(started)
    assert b"Traceback" not in output + words
    assert words == (b"Stopped.\n" if wanted == signal.SIGINT else b"")
    assert started.returncode == 128 + wanted
    for _ in range(100):
        if not _any_left(started.pid):
            break
        time.sleep(0.1)
    assert not _any_left(started.pid)


def _read_to_the_end(started: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """The output of a process. One that does not end in time is killed, so that the tests go on."""
    try:
        return started.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        raise


SWALLOWS_THE_FIRST_END = """
import signal, time
class Swallowing:
    def find_spec(self, name, *_):
        if name == "mkdocs":
            try:
                os.kill(os.getpid(), signal.SIGTERM)
                time.sleep(1)
            except SystemExit:
                print("swallowed", flush=True)
sys.meta_path.insert(0, Swallowing())
"""


def test_a_library_cannot_swallow_a_signal(root: Path) -> None:
    """If a library catches the end of the command and goes on, the command ends a little later all the same."""
    done = _run(root, "serve", "--port", "0", program=("-c", FULL.format(SWALLOWS_THE_FIRST_END)))
    assert b"swallowed" in done.stdout
    assert done.returncode == 128 + signal.SIGTERM


def _any_left(group: int) -> bool:
    """Whether a process of a group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("tool", "prepare", "says"),
    [
        ("mkdocs", _writing("site"), A_FILE),
        ("mkdocs", _link("site", "gone"), "site is a link. Name the folder itself with --site-dir."),
        ("mkdocs", _pipe("content/x.md"), "it is a pipe"),
        ("mkdocs", _writing("content/cafe.md", b"caf\xe9"), "is not UTF-8 text (byte 4)."),
        ("mkdocs", _writing(f"content/{NOT_UTF8}.md"), "The name is not UTF-8 text."),
        ("mkdocs", _setting("language: en", "language: de"), 'no words in the language "de"'),
        ("properdocs", _writing("site"), A_FILE),
        ("properdocs", _setting("language: en", "language: de"), 'no words in the language "de"'),
    ],
    ids=["file", "link", "pipe", "page", "name", "language", "ProperDocs-file", "ProperDocs-language"],
)
def test_mkdocs_says_the_same(tool: str, prepare: Callable[[Path], None], says: str, root: Path) -> None:
    """A build by MkDocs or ProperDocs ends in the same sentence."""
    prepare(root)
    done = _run(root, "build", "--quiet", "--config-file", "mkdocs.yml", program=("-m", tool), env={"PYTHONIOENCODING": "utf-8:strict"})
    assert says in _words(done)
    assert done.returncode == 1
