"""Rules about case studies."""
