"""The live preview: a web server, and the site that it shows."""
