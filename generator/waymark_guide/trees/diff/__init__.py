"""Compares two versions of a guide, and describes what the difference does to its readers."""
