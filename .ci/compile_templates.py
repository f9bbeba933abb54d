"""Compiles the templates with the words of this knowledge base and keeps them beside the templates, as `compileall` does with the modules."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.reading.repository import read
from generator.site.render import compile_all
from generator.site.strings import strings

sys.dont_write_bytecode = False
compile_all(strings().with_own(read(Path.cwd()).knowledge_base.words))
