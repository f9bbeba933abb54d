"""What things are: frozen models of everything an author writes, with the words that describe each field."""
