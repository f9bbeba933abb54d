"""Models become pages: a plan of path → content that owes nothing to MkDocs."""
