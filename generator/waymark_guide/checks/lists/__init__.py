"""Rules about the shared lists: vocabularies, the glossary, sources, calculators and the questionnaire."""
