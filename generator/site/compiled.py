"""Templates as Python: compiled without Jinja's detours, and kept where Python keeps what it compiled of this program."""

from __future__ import annotations

import marshal
import re
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

    from jinja2 import BaseLoader
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame
    from jinja2.environment import TemplateModule

    from generator.site.strings import Strings

HERE = Path(__file__).parent
_SIGNS = re.compile("[&<>\"']")
_PRINT = 20
"""How many bytes the print of kept code has."""
COMPILED: dict[str, CodeType] = {}
"""What this process compiled or took, by a print of what it is made from."""


class _Worded(NodeTransformer):
    """Puts the words of the catalogue in the place of `t('key')` and `t('key', value=...)`: most pages say a hundred of them."""

    def __init__(self, words: Strings) -> None:
        self._words = words

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name for it)
        """The words, where they are known; otherwise the call as it is."""
        self.generic_visit(call)
        given: str = call.args[0].value if len(call.args) == 1 and isinstance(call.args[0], nodes.Const) else ""
        plain = isinstance(call.node, nodes.Name) and call.node.name == "t" and not (call.dyn_args or call.dyn_kwargs)
        if not plain or given not in self._words.entries:
            return call
        words = nodes.Const(self._words(given), lineno=call.lineno)
        return nodes.Filter(words, "filled", [], call.kwargs, None, None, lineno=call.lineno) if call.kwargs else words


class _Escaping(CodeGenerator):
    """Escapes in the way of the environment."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002 (Jinja's own)
        self.write("environment.escaped(")


class _Calling(Context):
    """Calls what a template calls."""

    def call(self, called: Callable[..., Any], *given: Any, _loop_vars: object = None, _block_vars: object = None, **named: Any) -> Any:  # noqa: ANN401 (anything)
        """What it gives."""
        return called(*given, **named)


class _Template(Template):
    """A template whose macros, where another imports them, are made once: they know what every template knows, and nothing of who imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 (Jinja's own)
        return super()._get_default_module()


class CompiledEnvironment(Environment):
    """An environment that escapes everything, refuses what is not defined, and holds the site's words in its templates.

    What a template calls is called as it is: no function is handed Jinja's own context. A template that was edited shows in the next environment.
    """

    code_generator_class = _Escaping
    context_class = _Calling
    template_class = _Template

    def __init__(self, words: Strings, loader: BaseLoader) -> None:
        """Compile nothing yet."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Kept(_made_with(words)),
        )
        self.filters["filled"] = str.format
        self._words = words

    @staticmethod
    def escaped(value: object) -> str:
        """A value as HTML: most have nothing to escape."""
        if type(value) is Markup or (type(value) is str and _SIGNS.search(value) is None):
            return value
        return escape(value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Worded(self._words).visit(tree)
        return tree


class _Kept(BytecodeCache):
    """Compiled templates, each in `__pycache__` beside the template, trusted as Python trusts what it keeps there itself.

    What is kept begins with a print of itself and of all that it is made from, so that whatever is stale or damaged is compiled again.
    """

    def __init__(self, made_with: bytes) -> None:
        """Keep a print of what every template is compiled with."""
        self._made_with = made_with

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file for the code of a template."""
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        """A print of all that the code is made from."""
        return blake2b(source.encode(), key=self._made_with).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code, where it was compiled from the same."""
        bucket.code = COMPILED.get(bucket.checksum)
        with suppress(OSError):
            kept = b"" if bucket.code else Path(bucket.key).read_bytes()
            if kept and kept[:_PRINT] == _print(bucket, kept[_PRINT:]):
                bucket.code = COMPILED[bucket.checksum] = marshal.loads(kept[_PRINT:])  # noqa: S302 (our own, as above)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, where Python may keep its own."""
        if bucket.code:
            COMPILED[bucket.checksum] = bucket.code
        if sys.dont_write_bytecode:
            return
        code, file = marshal.dumps(bucket.code), Path(bucket.key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_print(bucket, code) + code)


def _print(bucket: Bucket, code: bytes) -> bytes:
    return blake2b(bucket.checksum.encode() + code, digest_size=_PRINT).digest()


@cache
def _made_with(words: Strings) -> bytes:
    """A print of what every template is compiled with: the words, Jinja, and the modules here, whose filters are applied to words at once."""
    modules = sorted((path.name, path.stat().st_mtime_ns) for path in HERE.glob("*.py"))
    return blake2b(repr((sys.version, version("jinja2"), modules, sorted(words.entries.items()))).encode(), digest_size=32).digest()
