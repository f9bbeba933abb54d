"""What a reader's answers mean: replay, scores, and the result."""
