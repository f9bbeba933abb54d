"""The words of the interface, one folder a language, one file a part of the site."""
