"""Derives data from cases and approaches: facets, relations, gaps, back-tests, news and open data."""
