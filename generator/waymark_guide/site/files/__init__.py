"""Files beside the pages: one module a family, each with `files(context)` that yields paths and bytes."""
