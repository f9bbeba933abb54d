"""The words of the interface: one folder for each language, one file for each part of the site."""
