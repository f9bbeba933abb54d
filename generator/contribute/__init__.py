"""Doors for contributors: scaffolds and schemas."""
