"""The plain data of files, kept from build to build, so that only what was edited is read as YAML again.

One file of JSON lines, each with a print of the text that it was made from, a print of the line itself, and the data. A line counts where both are
right; nothing that it could hold is ever run. New lines are added at the end, and the file is written anew when most of it has become old.

The print of a line is made with the user's own key: a line that somebody else made does not count. What judges other people's changes does without
any of it.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.files import put
from generator.private_key import private_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

FILE = "plain.jsonl"
LINE = b'["%b","%b",%b]\n'
TEXT, CHECK, DATA = slice(2, 26), slice(29, 53), slice(55, -2)
"""Where the two prints and the data stand in a line."""
SPARE = 1_000
"""So many lines may be old, whatever is in use."""


class Kept:
    """What was kept in a folder.

    Attributes:
        lines: the data as JSON, by the print of its text.
    """

    def __init__(self, folder: Path, wanted: AbstractSet[bytes]) -> None:
        """Take the data of texts with these prints, as far as it was kept."""
        self.lines: dict[bytes, bytes] = {}
        self._file = folder / FILE
        self._old = 0
        self._key = private_key()
        try:
            with self._file.open("rb") as file:
                for line in file if self._key else ():
                    text, data = line[TEXT], line[DATA]
                    if text in wanted and text not in self.lines and line == self._line(text, data):
                        self.lines[text] = data
                    else:
                        self._old += 1
        except OSError:
            self.lines = {}

    def put(self, made: Mapping[bytes, bytes]) -> None:
        """Keep more data, by the print of its text. Where that cannot be done, the next build reads the files again."""
        anew = self._old > len(self.lines) + len(made) + SPARE
        if not self._key or not (made or anew):
            return
        try:
            if anew or not self.lines:
                put(self._file, (self._line(text, data) for text, data in {**self.lines, **made}.items()))
            else:
                self._add(made)
        except OSError:
            return

    def _add(self, lines: Mapping[bytes, bytes]) -> None:
        """Add lines to the file itself, never to what a link in its place leads to; a line that broke off there is ended first."""
        place = os.open(self._file, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(place, "ab") as file:
            file.write(b"\n")
            file.writelines(self._line(text, data) for text, data in lines.items())

    def _line(self, text: bytes, data: bytes) -> bytes:
        return LINE % (text, blake2b(text + data, digest_size=12, key=self._key).hexdigest().encode(), data)
