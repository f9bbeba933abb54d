"""Frozen models of everything that an author writes, with the words that describe each field."""
