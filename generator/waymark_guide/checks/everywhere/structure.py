"""The rules that reading itself applies, the same for every kind of file; see `waymark_guide.reading`."""

from __future__ import annotations

from waymark_guide.checks.rule import declare_each

GUIDE = """sources:
  - {{id: guide, title: A guide, url: "https://example.org/a", checked: 2026-11-01}}
  - {{id: {}, title: A report, url: "https://example.org/b", checked: 2026-11-01}}"""
DEEP = "[" * 25 + "editors" + "]" * 25

declare_each(
    "101",
    "unreadable",
    "A file is plain text in the form called YAML, and can be read to its end.",
    why="Nothing in the file can be used until it can be read.",
    fix="Put a text with a colon in quotes, align fields that belong together, and close every quotation mark and bracket.",
    can_be_allowed=False,
    examples={
        "T": ("title: Lunch clubs: how should we pay?", "title: How should we pay for a lunch club?"),
        "C": ("title: Leeds: a lunch club", "title: A lunch club in Leeds"),
        "A": ("title: Grants: an introduction", "title: Grants"),
        "L": ("label: Themes: what it is about", "label: Themes"),
        "V": ("title: Lunches: what do they cost?", "title: What do lunches cost?"),
    },
)
declare_each(
    "102",
    "field-given-twice",
    "Each field is given once.",
    why="Only one of the two would be used, and nobody could tell which.",
    fix="Keep one of them.",
    can_be_allowed=False,
    examples={
        "T": ("owner: editors\nowner: the library team", "owner: editors"),
        "C": ("status: ended\nstatus: active", "status: ended"),
        "A": ("layer: funding-or-contract\nlayer: philosophy", "layer: funding-or-contract"),
        "L": ("label: Themes\nlabel: Subjects", "label: Themes"),
        "V": ("title: What do lunches cost?\ntitle: The price of lunch", "title: What do lunches cost?"),
    },
)
declare_each(
    "103",
    "unknown-field",
    "Every field is one that this kind of file can have.",
    why="A field under another name would be left out of the page without a word.",
    fix="Correct the spelling, or delete the field.",
    can_be_allowed=False,
    examples={
        "T": ("summry: A first steer for a small grant budget.", "summary: A first steer for a small grant budget."),
        "C": ("status_not: It ended in 2022, when the hall was sold.", "status_note: It ended in 2022, when the hall was sold."),
        "A": ("relate: [co-production]", "related: [co-production]"),
        "L": ("alias: [meals]", "aliases: [meals]"),
        "V": ("caution: [", "cautions: ["),
    },
)
declare_each(
    "104",
    "missing-field",
    "A field that readers or the site need is given.",
    why="The page would have a hole, or could not be made.",
    fix="Add the field.",
    can_be_allowed=False,
    examples={
        "T": ("owner: editors\nversion: 1.0.0", "owner: editors\nstatus: published\nversion: 1.0.0"),
        "C": ("consent: {basis: public-sources}", "consent: {basis: public-sources, personal_stories: no}"),
        "A": ("certainty: {level: low, assessed_on: 2026-11-01}", "certainty: {level: low, reason: Few studies compare., assessed_on: 2026-11-01}"),
        "L": ("  - id: food\n    aliases: [meals]", "  - id: food\n    label: Food\n    aliases: [meals]"),
        "V": ("label: Lunches, lowest: 0", "label: Lunches, unit: lunches, lowest: 0"),
    },
)
declare_each(
    "105",
    "wrong-shape",
    "A list stands where a list is expected, a map where a map is, and a text where a text is.",
    why="The parts of the value cannot be told apart.",
    fix="A list has square brackets, or one line with a hyphen for each entry. A map has a name and a colon before each value.",
    can_be_allowed=False,
    examples={
        "T": ("next_steps: Agree the purpose", "next_steps: [Agree the purpose]"),
        "C": ("approaches: grants", "approaches: [grants]"),
        "A": ("related: co-production", "related: [co-production]"),
        "L": ("aliases: meals", "aliases: [meals]"),
        "V": ("overlaps: soup-costs", "overlaps: [soup-costs]"),
    },
)
declare_each(
    "106",
    "bad-id",
    "An id has only lower-case letters, digits and single hyphens.",
    why="Ids become file names, links and parts of web addresses.",
    fix="Write it in lower case, with hyphens for spaces.",
    can_be_allowed=False,
    examples={
        "T": ("  - id: Measurable?", "  - id: measurable"),
        "C": ("  - id: Cost of pans", "  - id: pans"),
        "A": ("related: [Co-production]", "related: [co-production]"),
        "L": ("  - id: Food", "  - id: food"),
        "V": ("overlaps: [Soup costs]", "overlaps: [soup-costs]"),
    },
)
declare_each(
    "107",
    "id-used-twice",
    "No two entries of a list have the same id.",
    why="A reference to the id could mean either.",
    fix="Give one of them another id.",
    can_be_allowed=False,
    examples={
        "T": ("- {id: none, label: 1 to 3, from: 1, to: 3}", "- {id: few, label: 1 to 3, from: 1, to: 3}"),
        "C": ("  - id: meals\n    label: Cost of the pans", "  - id: pans\n    label: Cost of the pans"),
        "A": (GUIDE.format("guide"), GUIDE.format("report")),
        "L": ("  - id: food\n    label: Loneliness", "  - id: loneliness\n    label: Loneliness"),
        "V": ("- {id: lunches, label: Price", "- {id: price, label: Price"),
    },
)
declare_each(
    "108",
    "bad-version",
    "A version has three parts, such as 1.0.0.",
    why="A link from an older version could not be recognised.",
    fix="Write major.minor.patch.",
    can_be_allowed=False,
    examples={"T": ("version: 1.0", "version: 1.0.0")},
)
declare_each(
    "109",
    "yaml-reference",
    "Values are written out in full, without the signs by which YAML repeats or converts them.",
    why="Anchors, aliases, tags and merge keys hide what a file says from people who review it.",
    fix="Write the value out. If the text itself begins with & * ! or <<, put it in quotes.",
    can_be_allowed=False,
    examples={
        "T": ("owner: &owner editors", "owner: editors"),
        "C": ("status: !!str ended", "status: ended"),
        "A": ("layer: *layer", "layer: funding-or-contract"),
        "L": ("label: !label Themes", "label: Themes"),
        "V": ("title: !title What do lunches cost?", "title: What do lunches cost?"),
    },
)
declare_each(
    "110",
    "file-name-differs",
    "The file is called by its id.",
    why="Links are made from the id, and people look for the file by the same name.",
    fix="Change the id, or rename the file.",
    can_be_allowed=False,
    examples={
        "T": ("id: lunch-clubs", "id: lunch-club"),
        "C": ("id: lunch-leeds", "id: lunch-in-leeds"),
        "A": ("id: grant", "id: grants"),
        "L": ("id: theme", "id: themes"),
        "V": ("id: lunch-cost", "id: lunch-costs"),
    },
)
declare_each(
    "111",
    "value-not-allowed",
    "A field that takes one of a few values has one of them.",
    why="The site would not know what to do with another value.",
    fix="Choose one of the values that are named.",
    can_be_allowed=False,
    examples={
        "T": ("status: publish", "status: published"),
        "C": ("{type: similar, case: soup-in-selby}", "{type: similar-to, case: soup-in-selby}"),
        "A": ("schema: approach/2", "schema: approach/1"),
        "L": ("schema: vocabulary/2", "schema: vocabulary/1"),
        "V": ("schema: calculator/2", "schema: calculator/1"),
    },
)
declare_each(
    "112",
    "wrong-kind-of-value",
    "A date is a date, a number is a number, and a text has a sensible length.",
    why="The value could not be shown, sorted or compared.",
    fix="Write the value in the form that the field's description shows.",
    can_be_allowed=False,
    examples={
        "T": ("review_by: 31 March 2027", "review_by: 2027-03-31"),
        "C": ("value: 4,100", "value: 4100"),
        "A": (
            "certainty: {level: low, reason: Few studies compare., assessed_on: 1/11/2026}",
            "certainty: {level: low, reason: Few studies compare., assessed_on: 2026-11-01}",
        ),
        "L": ("checked: 1 November 2026", "checked: 2026-11-01"),
        "V": ("lowest: nought, highest: 10000", "lowest: 0, highest: 10000"),
    },
)
declare_each(
    "113",
    "too-large",
    "A file is short enough to be read by a person, and not deeply nested.",
    why="A page that long would not be read, and a file that deep is a mistake or an attack.",
    fix="Shorten or flatten it.",
    can_be_allowed=False,
    examples={
        "T": (f"owner: {DEEP}", "owner: editors"),
        "C": (f"status: {DEEP}", "status: ended"),
        "A": (f"layer: {DEEP}", "layer: funding-or-contract"),
        "L": (f"label: {DEEP}", "label: Themes"),
        "V": (f"title: {DEEP}", "title: What do lunches cost?"),
    },
)
declare_each(
    "114",
    "outside-the-folder",
    "A content file stands in the folder itself, and is not a link to a file elsewhere.",
    why="A link could draw in a file that nobody meant to publish.",
    fix="Put the file itself here.",
    can_be_allowed=False,
    examples={
        "T": ("decision_trees/linked.yaml -> /elsewhere/linked.yaml", "decision_trees/linked.yaml"),
        "C": ("case_studies/linked.yaml -> /elsewhere/linked.yaml", "case_studies/linked.yaml"),
        "A": ("content/approaches/linked.md -> /elsewhere/linked.md", "content/approaches/linked.md"),
        "L": ("content/vocabularies/linked.yaml -> /elsewhere/linked.yaml", "content/vocabularies/linked.yaml"),
        "V": ("content/value/linked.yaml -> /elsewhere/linked.yaml", "content/value/linked.yaml"),
    },
)
declare_each(
    "115",
    "file-not-read",
    "A content file has the ending by which it is found, and is directly in the folder of its kind.",
    why="A file that is not read is left out of the site without a word.",
    fix="Rename or move the file.",
    severity="warning",
    can_be_allowed=False,
    examples={
        "T": ("decision_trees/hall.yml", "decision_trees/hall.yaml"),
        "C": ("case_studies/hall.yml", "case_studies/hall.yaml"),
        "A": ("content/approaches/hall.markdown", "content/approaches/hall.md"),
        "L": ("content/vocabularies/hall.yml", "content/vocabularies/hall.yaml"),
        "V": ("content/value/hall.yml", "content/value/hall.yaml"),
    },
)
