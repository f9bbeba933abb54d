"""What holds for every way through a guide."""
