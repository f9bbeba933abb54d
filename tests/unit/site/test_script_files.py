"""The scripts of a page come as one file, whole and in load order."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from waymark_guide.build.assets import ASSETS, read_assets
from waymark_guide.site import script_files
from waymark_guide.site.parts.minify import minify
from waymark_guide.site.script_files import SCRIPT_FILES, ScriptFile

BY_THEMSELVES = {"contribute/yaml_reader.js", "moved/moved.js", "shell/head.js", "shell/shell.js", "terms/terms.js", "vendor/js-yaml.js"}
LOADED_LATER = {script_files.GUIDE: script_files.GUIDE_RESULT, script_files.FORM: script_files.FORM_ANSWERS}


def test_every_module_is_served_once_for_each_page() -> None:
    """Each script is a part of a page's file or is served by itself, never both."""
    modules = set(chain.from_iterable(file.modules for file in SCRIPT_FILES))
    served = {path for path in read_assets() if path.endswith(".js")}
    assert served == {file.path for file in SCRIPT_FILES} | BY_THEMSELVES
    assert modules | BY_THEMSELVES == {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.js")}


@pytest.mark.parametrize("file", SCRIPT_FILES, ids=lambda file: file.path)
def test_a_file_has_its_modules_in_load_order(file: ScriptFile) -> None:
    """A served file is its minified modules, one after the other."""
    content = read_assets()[file.path]
    for module in file.modules:
        minified = minify(module, (ASSETS / module).read_bytes())
        assert content.startswith(minified + b"\n"), module
        content = content.removeprefix(minified + b"\n")
    assert not content


@pytest.mark.parametrize("file", SCRIPT_FILES, ids=lambda file: file.path)
def test_no_constant_is_defined_twice_on_a_page(file: ScriptFile) -> None:
    """A second definition of a constant would stop the script of the page."""
    later = LOADED_LATER.get(file)
    modules = [*file.modules, *(later.modules if later else ()), "shell/shell.js", "terms/terms.js"]
    constants = re.findall(
        r"^(?:const|let|var|function|class) (\w+)", "\n".join((ASSETS / module).read_text("utf-8") for module in modules), re.MULTILINE
    )
    assert "SharedPage" in constants or file in LOADED_LATER.values()
    assert len(constants) == len(set(constants))
