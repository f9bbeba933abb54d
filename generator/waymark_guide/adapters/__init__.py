"""Where Waymark meets other programs: MkDocs, other site generators, and Git."""
