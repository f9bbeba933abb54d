"""One check for every text that readers see: no HTML, and no link that could run something."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare_each
from waymark_guide.model.base import Prose
from waymark_guide.model.walk import collect_texts, walk_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.base import ContentModel
    from waymark_guide.model.finding import Finding

SCHEMES = {"http", "https", "mailto"}
MOST_SHOWN = 40
CODE = re.compile(r"`[^`\n]*`")
TAG = re.compile(r"<(?!https?://|mailto:)(?:/?[a-zA-Z][^<>\n]*>?|!--|!\[CDATA\[|!DOCTYPE|\?)")
LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:|<)\s*(?:<\s*)?([a-zA-Z](?:[a-zA-Z0-9+.\-]|[\s\\]){1,24}?):", re.MULTILINE)

HTML = declare_each(
    "706",
    "html-in-text",
    "Texts are plain or Markdown, without HTML.",
    why="HTML is shown to readers as the signs that it is made of, and never runs.",
    fix="Write it in Markdown: `**bold**`, `*italic*`, `[words](https://address)`, or an empty line for a new paragraph. The sign itself: `&lt;`.",
    can_be_allowed=False,
    examples={
        "T": (
            "why: Payment tied to what <b>cannot</b> be measured invites dispute.",
            "why: Payment tied to what cannot be measured invites dispute.",
        ),
        "C": ("what_it_needed: A kitchen,<br>pans and a key.", "what_it_needed: A kitchen, pans and a key."),
        "A": ("## What it is\n\n<script>alert(1)</script>", "## What it is"),
        "L": ("definition: A <em>conditional</em> gift for a purpose.", "definition: A conditional gift for a purpose."),
        "V": ("title: What do <b>lunches</b> cost?", "title: What do lunches cost?"),
    },
    texts={"message": "There is HTML in this text: {tag}"},
)
UNSAFE_LINK = declare_each(
    "710",
    "unsafe-link",
    "A link leads to a page (https, http), a mail address (mailto), or a page of this site.",
    why="Other links could run a program in the reader's browser. The site shows their words without the link.",
    fix="Copy the address of the page from the browser, beginning with https://.",
    can_be_allowed=False,
    examples={
        "T": (
            'why: "Read [the note](javascript:alert(1)) on payment tied to what cannot be measured."',
            'why: "Read [the note](https://example.org/note) on payment tied to what cannot be measured."',
        ),
        "C": (
            'what_it_needed: "A [kitchen](data:text/html,x), pans and a key."',
            'what_it_needed: "A [kitchen](https://example.org/), pans and a key."',
        ),
        "A": ("See [grants](javascript:alert(1)).", "See [grants](/approaches/grants/)."),
        "L": ('definition: "A [gift](vbscript:x) for a purpose."', 'definition: "A [gift](https://example.org/) for a purpose."'),
        "V": ('cautions: ["A [price](javascript:x) is not a value."]', 'cautions: ["A [price](https://example.org/) is not a value."]'),
    },
    texts={"message": 'A link begins with "{scheme}:".'},
)


def check(subject: Subject[ContentModel]) -> Iterator[Finding]:
    """Every text of a file."""
    for leaf in () if collect_texts(subject.record).is_plain else walk_texts(subject.record):
        if leaf.find_marker(Prose) is None:
            continue
        text = CODE.sub(lambda code: " " * len(code[0]), leaf.value)
        tag = TAG.search(text)
        link = next((link for link in LINK.finditer(html.unescape(text)) if _scheme(link) not in SCHEMES), None)
        if link is not None:
            rule = UNSAFE_LINK[subject.family]
            message = rule.fill("message", scheme=_scheme(link))
            yield subject.finding(rule, leaf.path, message, words=link[1] if link[1] in text else "")
        if tag is not None and not (link is not None and tag[0].startswith(link[0])):
            rule = HTML[subject.family]
            yield subject.finding(rule, leaf.path, rule.fill("message", tag=tag[0][:MOST_SHOWN]), words=tag[0])


def _scheme(link: re.Match[str]) -> str:
    """What a browser would take for the scheme: without the blanks that it overlooks, in lower case."""
    return re.sub(r"[\s\\]", "", link[1]).casefold()
