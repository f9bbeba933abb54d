"""The tree language: what it means, and what follows from it."""
