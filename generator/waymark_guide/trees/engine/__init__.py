"""The decision-tree engine: from a guide and a reader's answers to the next question or the result."""
