"""Render a guide as a map, as a decision table, and as text for a terminal."""
