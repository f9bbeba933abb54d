"""Waymark: a static knowledge-base site generator with decision trees that are proved before anyone follows them."""

__version__ = "0.1.0"
