"""Rules about hand-written pages, pictures and other files in `content/`."""
