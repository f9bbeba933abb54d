"""Reads the files of a knowledge base into models, with a finding for everything that cannot be read."""
