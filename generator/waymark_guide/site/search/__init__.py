"""What the search of the site reads, and the index that a browser uses."""
