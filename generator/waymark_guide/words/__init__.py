"""The interface's own words: one folder a language, one file a part of the site."""
