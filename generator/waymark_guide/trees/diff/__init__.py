"""What a change to a guide does to its readers."""
