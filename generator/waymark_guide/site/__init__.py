"""Models become pages: one module for each kind of page, with templates and what several share. It knows nothing of MkDocs."""
