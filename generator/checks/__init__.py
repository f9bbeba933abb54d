"""Rules over the whole knowledge base, and the findings that they make."""
