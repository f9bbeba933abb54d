"""What every other part of the program may rest on, because it knows nothing of content."""
