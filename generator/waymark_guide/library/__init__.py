"""What follows from cases and approaches: matches, facets, relations, gaps, open data."""
