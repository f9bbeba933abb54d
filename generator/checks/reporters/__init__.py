"""Forms for findings: text, JSON, annotations."""
