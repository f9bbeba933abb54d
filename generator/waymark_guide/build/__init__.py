"""From a folder of content to a site on disk: what has changed, what is rendered again, and how new files replace old ones."""
