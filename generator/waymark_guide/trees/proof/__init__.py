"""Prove what is true of every path through a guide."""
