"""Doors for contributors: files to fill in, the form, issues and what becomes of them, and schemas for editors."""
